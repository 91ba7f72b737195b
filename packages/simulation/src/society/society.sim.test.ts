// First, because libraries take hold of the clock when they are loaded.
import '../library-clock.ts'
import { expect, test } from 'vitest'
import { expectSocietiesToHold } from '../../test/many-societies.ts'
import { playSociety } from './play.ts'
import type { SocietyScript } from './script.ts'

test('whatever people do to each other over two relays that never meet, hostile ones among them: one roster, one conversation, no removed person opens what was written after it was known, nobody entitled waits for a key, and what a removed person wrote unheard shows for nobody', () =>
  expectSocietiesToHold(20_260_102))

test('the same seed and script give the same society, frame by frame; another seed another one', async () => {
  const script: SocietyScript = {
    seed: 1,
    events: [
      { type: 'hide', who: 2 },
      { type: 'roam', who: 1 },
      { type: 'post', who: 2, at: 0 },
      { type: 'second-device', who: 0 },
      { type: 'forge', who: 3, at: 0, what: 'hand-keys' },
      { type: 'remove', who: 0, at: 1 },
      { type: 'post', who: 0, at: 0 },
      { type: 'tick', ms: 5_000 },
    ],
  }
  const first = await playSociety(script)
  expect(first.faults).toEqual([])
  expect(first.tally.hostile).toBeGreaterThan(0)
  expect((await playSociety(script)).trace).toBe(first.trace)
  expect((await playSociety({ ...script, seed: 2 })).trace).not.toBe(first.trace)
})
