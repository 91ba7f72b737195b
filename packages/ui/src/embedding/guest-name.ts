/** A name for whoever says none: told apart from other guests, and nothing else. */
import { texts } from '../texts/catalogue.ts'

export function guestName(): string {
  const [drawn = 0] = crypto.getRandomValues(new Uint16Array(1))
  return texts.embedded.guest(String(1_000 + (drawn % 9_000)))
}

/** The same for who came for support, as whoever answers sees them. */
export function visitorName(): string {
  const [drawn = 0] = crypto.getRandomValues(new Uint16Array(1))
  return texts.desk.visitor(drawn.toString(16).toUpperCase().padStart(4, '0'))
}
