// First, because libraries take hold of the clock when they are loaded.
import '../library-clock.ts'
import { expect, test } from 'vitest'
import { playSociety } from './play.ts'
import type { SocietyScript } from './script.ts'

/** Scripts that once broke an invariant, and what it was. */
const FOUND: readonly (SocietyScript & { readonly story: string })[] = [
  {
    story:
      'who came by a link while somebody was removed elsewhere hears that they have to be let in',
    seed: 16,
    events: [
      { type: 'cut', who: 0 },
      { type: 'remove', who: 0, at: 0 },
      { type: 'tick', ms: 500 },
      { type: 'come', who: 0, at: 0 },
      { type: 'tick', ms: 8_000 },
    ],
  },
  {
    story:
      '[AT110] who left, met a relay that refused what another one has, and came back by a dead link hands nothing on to the one removed or to the link',
    seed: 5,
    events: [
      { type: 'remove', who: 0, at: 2 },
      { type: 'tick', ms: 4_000 },
      { type: 'post', who: 0, at: 0 },
      { type: 'tick', ms: 4_000 },
      { type: 'leave', who: 1, at: 0 },
      { type: 'roam', who: 1 },
      { type: 'tick', ms: 3_000 },
      { type: 'come', who: 0, at: 0 },
      { type: 'tick', ms: 8_000 },
      { type: 'roam', who: 1 },
      { type: 'post', who: 0, at: 0 },
      { type: 'tick', ms: 8_000 },
    ],
  },
  {
    story:
      '[GS61] what one relay had taken, before another refused it from somebody muted, shows for its author as for everybody',
    seed: 1,
    events: [
      { type: 'roam', who: 2 },
      { type: 'tick', ms: 1_500 },
      { type: 'mute', who: 0, at: 1 },
      { type: 'tick', ms: 10_000 },
      { type: 'remove', who: 0, at: 0 },
      { type: 'post', who: 2, at: 2 },
      { type: 'tick', ms: 60 },
    ],
  },
  {
    story:
      '[EP8] nobody waits for a key of before they came because a hostile member wrote them a row with nothing in it',
    seed: 1_489_190_361,
    events: [
      { type: 'post', who: 1, at: 6 },
      { type: 'post', who: 2, at: 7 },
      { type: 'history', who: 0, at: 2 },
      { type: 'post', who: 1, at: 0 },
      { type: 'post', who: 2, at: 4 },
      { type: 'post', who: 0, at: 7 },
      { type: 'come', who: 1, at: 6 },
      { type: 'tick', ms: 10_365 },
      { type: 'forge', who: 2, at: 0, what: 'junk-rows' },
      { type: 'post', who: 4, at: 2 },
      { type: 'remove', who: 0, at: 6 },
      { type: 'tick', ms: 1_097 },
      { type: 'cut', who: 0 },
      { type: 'roam', who: 1 },
      { type: 'tick', ms: 1_949 },
    ],
  },
  {
    story: '[EP8] nobody waits for a key that a hostile member announced and gave to nobody',
    seed: 1_764_222_633,
    events: [
      { type: 'come', who: 5, at: 7 },
      { type: 'tick', ms: 12_000 },
      { type: 'forge', who: 4, at: 6, what: 'announce-again' },
      { type: 'tick', ms: 2_000 },
      { type: 'leave', who: 1, at: 5 },
      { type: 'tick', ms: 2_000 },
    ],
  },
  {
    story: '[KY6] nobody waits for a name that somebody who asked sealed for the moderators',
    seed: 7,
    events: [
      { type: 'approving-link', who: 0, at: 0 },
      { type: 'tick', ms: 1_000 },
      { type: 'come', who: 0, at: 0 },
      { type: 'tick', ms: 3_000 },
      { type: 'approve', who: 0, at: 0 },
      { type: 'tick', ms: 3_000 },
      { type: 'leave', who: 1, at: 0 },
    ],
  },
]

test.each(FOUND)('$story', async ({ seed, events }) => {
  const { faults, tally } = await playSociety({ seed, events })
  expect(faults).toEqual([])
  expect(tally.out).toBeGreaterThan(0)
})
