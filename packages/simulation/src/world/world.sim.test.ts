// First, because libraries take hold of the clock when they are loaded.
import '../library-clock.ts'
import { expect, test } from 'vitest'
import { playWorld } from './play.ts'
import { describeFailure, runWorlds } from './run-worlds.ts'
import type { WorldScript } from './script.ts'

/** Fixed, so that a red build is red again; `npm run sim` takes a fresh one. */
const SEED = 20_260_101
const WORLDS = 200

test('whatever the network, the disks and the relay did: everyone shows the same, nothing is lost or shown twice, own messages stand in typed order, no reply above its parent, the relay reads nothing, and loading afresh shows the same', async () => {
  const { tally, worldsCount, failure } = await runWorlds({ worldsCount: WORLDS, seed: SEED })
  expect(failure && describeFailure(failure)).toBeUndefined()
  expect(worldsCount).toBe(WORLDS)
  // Not vacuous: all of it happened, many times.
  expect(tally.posts).toBeGreaterThan(5 * WORLDS)
  expect(Math.min(tally.edits, tally.deletes, tally.reactions, tally.replies)).toBeGreaterThan(
    WORLDS / 4,
  )
  expect(Math.min(tally.crashes, tally.cuts, tally.tunnels, tally.relayKills)).toBeGreaterThan(
    WORLDS / 4,
  )
  expect(Math.min(tally.relayEmptied, tally.extraTabs, tally.joins)).toBeGreaterThan(WORLDS / 10)
})

test('the same seed and script give the same world, frame by frame; another seed another one', async () => {
  const script: WorldScript = {
    seed: 1,
    events: [
      { type: 'tick', ms: 5_000 },
      { type: 'post', who: 0 },
      { type: 'open-tab', who: 1 },
      { type: 'cut', who: 1 },
      { type: 'post', who: 1 },
      { type: 'react', who: 0, at: 0 },
      { type: 'crash-at-write', who: 0, after: 1, fate: 'crash-after' },
      { type: 'post', who: 0 },
      { type: 'kill-relay' },
      { type: 'tick', ms: 20_000 },
    ],
  }
  const first = await playWorld(script)
  expect(first.faults).toEqual([])
  expect((await playWorld(script)).trace).toBe(first.trace)
  expect((await playWorld({ ...script, seed: 2 })).trace).not.toBe(first.trace)
})
