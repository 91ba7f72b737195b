// First, because libraries take hold of the clock when they are loaded.
import '../library-clock.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { playSocieties } from './play.ts'
import type { SocietyScript } from './script.ts'

const [ANNA, BERT, CLEO, EMIL] = [0, 1, 2, 4]
const SOCIETIES = 12

/**
 * Anna adds Emil at the second relay, while Bert removes somebody at the first and people speak there,
 * under a key that knows nothing of Emil. Then Anna and Emil come there.
 */
const addedMeanwhile: fc.Arbitrary<SocietyScript> = fc
  .record({
    seed: fc.noShrink(fc.nat({ max: 2 ** 31 - 1 })),
    whose: fc.constantFrom(BERT, CLEO),
    ms: fc.tuple(fc.integer({ min: 2_000, max: 9_000 }), fc.nat({ max: 6_000 })),
    isAnnaBack: fc.boolean(),
  })
  .map(({ seed, whose, ms: [apart, later], isAnnaBack }) => ({
    seed,
    events: [
      { type: 'role', who: ANNA, at: 3 },
      { type: 'befriend', who: ANNA },
      { type: 'tick', ms: 4_000 },
      { type: 'roam', who: ANNA },
      { type: 'roam', who: EMIL },
      { type: 'remove', who: BERT, at: 1 },
      { type: 'tick', ms: 500 },
      { type: 'post', who: whose, at: 0 },
      { type: 'tick', ms: apart },
      { type: 'add', who: ANNA, at: 0 },
      { type: 'tick', ms: apart },
      { type: 'roam', who: EMIL },
      { type: 'tick', ms: later },
      ...(isAnnaBack ? [{ type: 'roam', who: ANNA } as const] : []),
      { type: 'tick', ms: 15_000 },
    ],
  }))

test('[KY6] who was added while others took a new key reads along within one round trip beside any of them', async () => {
  const { tally, longestWaitMs, failure } = await playSocieties({
    worldsCount: SOCIETIES,
    seed: 20_260_104,
    scripts: addedMeanwhile,
  })
  expect(failure, failure).toBeUndefined()
  expect(tally.waits).toBeGreaterThan(3)
  expect(longestWaitMs).toBeGreaterThan(0)
})
