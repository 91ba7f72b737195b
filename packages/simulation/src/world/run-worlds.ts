/** Many worlds from one seed, shrunk to a short story when one goes wrong. */
import fc from 'fast-check'
import { type Outcome, playWorld } from './play.ts'
import { anyScript, type WorldScript } from './script.ts'
import { sumTallies, type Tally } from './tally.ts'

export interface WorldsWanted {
  readonly worldsCount: number
  readonly seed: number
  /** Of a failure that was printed: plays its shrunk script alone. */
  readonly path?: string
  onWorld?(outcome: Outcome): void
}

export interface WorldsResult {
  readonly worldsCount: number
  readonly tally: Tally
  readonly failure: WorldsFailure | undefined
}

export interface WorldsFailure {
  readonly seed: number
  readonly path: string
  readonly script: WorldScript
  readonly faults: readonly string[]
}

export async function runWorlds({
  worldsCount,
  seed,
  path,
  onWorld,
}: WorldsWanted): Promise<WorldsResult> {
  const tallies: Tally[] = []
  let faults: readonly string[] = []
  const details = await fc.check(
    fc.asyncProperty(anyScript, async (script) => {
      const outcome = await playWorld(script)
      tallies.push(outcome.tally)
      onWorld?.(outcome)
      if (outcome.faults.length > 0) faults = outcome.faults
      return outcome.faults.length === 0
    }),
    { numRuns: worldsCount, seed, ...(path === undefined ? {} : { path, endOnFailure: true }) },
  )
  const [script] = details.counterexample ?? []
  const thrown = details.errorInstance instanceof Error ? [details.errorInstance.message] : []
  const failure = script && {
    seed: details.seed,
    path: details.counterexamplePath ?? '',
    script,
    faults: [...faults, ...thrown],
  }
  return { worldsCount: tallies.length, tally: sumTallies(tallies), failure }
}

/** A bug report: what went wrong, the script, and how to see it again. */
export function describeFailure({ seed, path, script, faults }: WorldsFailure): string {
  return [
    ...faults,
    `world ${script.seed}:`,
    ...script.events.map((event) => `  ${JSON.stringify(event)},`),
    `Again: npm run sim -- --seed ${seed} --path ${path}`,
  ].join('\n')
}
