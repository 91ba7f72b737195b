/** What really happened in a society, so that nobody takes an idle one for a passed test. */
import type { ActType } from './script.ts'

type Counted =
  | ActType
  | 'joins'
  | 'oldLinks'
  | 'roams'
  | 'crashes'
  | 'notAllowed'
  | 'out'
  | 'hostile'
  | 'secrets'

export type SocietyTally = Partial<Record<Counted, number>>

export function count(tally: SocietyTally, what: Counted, times = 1): void {
  tally[what] = (tally[what] ?? 0) + times
}

export function sumSocieties(tallies: readonly SocietyTally[]): SocietyTally {
  const total: SocietyTally = {}
  for (const tally of tallies)
    for (const [what, times] of Object.entries(tally)) count(total, what as Counted, times)
  return total
}
