/** How Japanese counts: one form for every number. */
import { counting } from '../locale.ts'

const forms = counting('ja')

/** `#` stands for the number. */
export function count(n: number, other: string): string {
  return forms(n, { other })
}
