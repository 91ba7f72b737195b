/** A name for whoever says none: told apart from other guests, and nothing else. */
import { texts } from '../texts/catalogue.ts'

export function guestName(): string {
  const [drawn = 0] = crypto.getRandomValues(new Uint16Array(1))
  return texts.embedded.guest(String(1_000 + (drawn % 9_000)))
}
