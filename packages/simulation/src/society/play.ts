/** Societies from one seed, played to their end and judged; shrunk to a short story when one goes wrong. */
import fc from 'fast-check'
import { lendTime } from '../library-clock.ts'
import { VirtualTime } from '../virtual-time.ts'
import { faultsOf } from './faults.ts'
import { theMorning } from './morning.ts'
import { settle } from './rest.ts'
import type { SocietyScript } from './script.ts'
import { Society } from './society.ts'
import { type SocietyTally, sumSocieties } from './tally.ts'

export interface SocietyOutcome {
  /** In words; empty when all holds. */
  readonly faults: readonly string[]
  readonly tally: SocietyTally
  /** Of anybody entitled to a key, beside a device that held it. */
  readonly longestWaitMs: number
  /** Of every frame that arrived at either relay, and when. */
  readonly trace: string
}

export async function playSociety({ seed, events }: SocietyScript): Promise<SocietyOutcome> {
  const morning = await theMorning()
  const time = new VirtualTime()
  const giveBack = lendTime(time)
  try {
    const society = new Society(seed, time, morning)
    await society.begin()
    for (const event of events) await society.run(event)
    const faults = [...(await settle(society)), ...faultsOf(society), ...society.waits.faults]
    const trace = society.relays.map(({ network }) => network.traceDigest()).join(' ')
    return { faults, tally: society.tally, trace, longestWaitMs: society.waits.longestMs }
  } finally {
    giveBack()
  }
}

export interface SocietiesWanted {
  readonly worldsCount: number
  readonly seed: number
  readonly path?: string
  readonly scripts: fc.Arbitrary<SocietyScript>
  onWorld?(outcome: SocietyOutcome): void
}

/** How many were played, what happened in them, and the first failure's story. */
export async function playSocieties(wanted: SocietiesWanted) {
  const { worldsCount, seed, path, scripts, onWorld } = wanted
  const tallies: SocietyTally[] = []
  let faults: readonly string[] = []
  let longestWaitMs = 0
  const details = await fc.check(
    fc.asyncProperty(scripts, async (script) => {
      const outcome = await playSociety(script)
      tallies.push(outcome.tally)
      longestWaitMs = Math.max(longestWaitMs, outcome.longestWaitMs)
      onWorld?.(outcome)
      if (outcome.faults.length > 0) faults = outcome.faults
      return outcome.faults.length === 0
    }),
    { numRuns: worldsCount, seed, ...(path === undefined ? {} : { path, endOnFailure: true }) },
  )
  const [script] = details.counterexample ?? []
  const thrown = details.errorInstance instanceof Error ? [details.errorInstance.message] : []
  const again = `Again: npm run sim -- --kind society --seed ${seed} --path ${details.counterexamplePath ?? ''}`
  const story = script && [
    ...faults,
    ...thrown,
    `society ${script.seed}:`,
    ...script.events.map((event) => `  ${JSON.stringify(event)},`),
    again,
  ]
  return {
    worldsCount: tallies.length,
    tally: sumSocieties(tallies),
    longestWaitMs,
    failure: story?.join('\n'),
  }
}
