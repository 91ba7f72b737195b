/** Who is writing, in words. */
import { texts } from '../texts/catalogue.ts'

/** `names` has at least one. */
export function typingWords(names: readonly string[]): string {
  const says = texts.presence
  const [one = '', other = ''] = names
  if (names.length === 1) return says.typing(one)
  return names.length === 2 ? says.typingTwo(one, other) : says.typingMany
}
