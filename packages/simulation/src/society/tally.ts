/** What really happened in a society, so that nobody takes an idle one for a passed test. */
import type { ActType, Forgery } from './script.ts'

type Counted =
  | ActType
  | Forgery
  | 'secondDevices'
  | 'waits'
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

/** At least so often in a hundred societies; less, and it is an idle sample. */
const EXPECTED: SocietyTally = {
  ...{
    hang: 20,
    pin: 5,
    post: 200,
    roams: 100,
    secrets: 50,
    remove: 40,
    role: 30,
    out: 50,
    crashes: 30,
  },
  ...{ mute: 5, leave: 10, add: 8, secondDevices: 15, oldLinks: 15, hostile: 1 },
  ...{ 'hand-keys': 1, 'junk-rows': 1, 'key-for-one': 1, 'announce-again': 1 },
  ...{ 'backdated-act': 1, 'claimed-act': 1 },
}

/** What hardly happened in that many societies. */
export function rareIn(tally: SocietyTally, societiesCount: number): readonly string[] {
  return Object.entries(EXPECTED).flatMap(([what, times]) =>
    (tally[what as Counted] ?? 0) < (times * societiesCount) / 100 ? [what] : [],
  )
}
