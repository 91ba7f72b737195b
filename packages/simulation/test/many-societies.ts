/**
 * A hundred societies from one seed, and what every one of them must come to. Each file of societies
 * plays its own, so that a machine with several cores plays them side by side.
 */
import { expect } from 'vitest'
import { playSocieties } from '../src/society/play.ts'
import { anySocietyScript } from '../src/society/script.ts'
import { rareIn } from '../src/society/tally.ts'

const SOCIETIES = 100

/** `seed` is fixed, so that a red build is red again; `npm run sim -- --kind society` takes a fresh one. */
export async function expectSocietiesToHold(seed: number): Promise<void> {
  const { tally, worldsCount, failure } = await playSocieties({
    worldsCount: SOCIETIES,
    seed,
    scripts: anySocietyScript,
  })
  expect(failure, failure).toBeUndefined()
  expect(worldsCount).toBe(SOCIETIES)
  expect(rareIn(tally, worldsCount)).toEqual([])
}
