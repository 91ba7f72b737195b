/**
 * A hundred worlds from one seed, and what every one of them must come to. Each file of worlds plays
 * its own, so that a machine with several cores plays them side by side.
 */
import { expect } from 'vitest'
import { describeFailure, runWorlds } from '../src/world/run-worlds.ts'

const WORLDS = 100

/** `seed` is fixed, so that a red build is red again; `npm run sim` takes a fresh one. */
export async function expectWorldsToHold(seed: number): Promise<void> {
  const { tally, worldsCount, failure } = await runWorlds({ worldsCount: WORLDS, seed })
  expect(failure && describeFailure(failure)).toBeUndefined()
  expect(worldsCount).toBe(WORLDS)
  // Not vacuous: all of it happened, many times.
  expect(tally.posts).toBeGreaterThan(5 * WORLDS)
  expect(Math.min(tally.edits, tally.deletes, tally.reactions, tally.replies)).toBeGreaterThan(
    WORLDS / 4,
  )
  expect(Math.min(tally.hung, tally.mentions, tally.pins)).toBeGreaterThan(WORLDS / 5)
  expect(Math.min(tally.crashes, tally.cuts, tally.tunnels, tally.relayKills)).toBeGreaterThan(
    WORLDS / 4,
  )
  expect(Math.min(tally.relayEmptied, tally.extraTabs, tally.joins)).toBeGreaterThan(WORLDS / 10)
}
