// First, because libraries take hold of the clock when they are loaded.
import '../library-clock.ts'
import { expect, test } from 'vitest'
import { playWorld } from './play.ts'
import type { WorldScript } from './script.ts'

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
