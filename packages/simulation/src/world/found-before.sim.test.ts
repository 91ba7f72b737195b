// First, because libraries take hold of the clock when they are loaded.
import '../library-clock.ts'
import { expect, test } from 'vitest'
import { playWorld } from './play.ts'
import type { WorldScript } from './script.ts'

/** Scripts that once broke an invariant, shrunk, and what it was. */
const FOUND: readonly (WorldScript & { readonly story: string })[] = [
  {
    story: 'a crash after a segment was counted and before it was kept looks like a deletion',
    seed: 2_147_483_634,
    events: [
      { type: 'post', who: 3 },
      { type: 'tick', ms: 1_247 },
      { type: 'crash-at-write', who: 3, after: 2, fate: 'crash-after' },
      { type: 'post', who: 0 },
      { type: 'tick', ms: 398 },
      { type: 'post', who: 0 },
    ],
  },
  {
    story: 'a member whose admission only a lost relay disk had seen comes in again',
    seed: 1_066_608_316,
    events: [
      { type: 'cut', who: 0 },
      { type: 'tick', ms: 905 },
      { type: 'post', who: 1 },
      { type: 'empty-relay' },
      { type: 'edit', who: 3, at: 5 },
      { type: 'post', who: 0 },
      { type: 'post', who: 3 },
      { type: 'tick', ms: 66 },
      { type: 'crash', who: 2 },
      { type: 'tick', ms: 41_270 },
      { type: 'post', who: 3 },
    ],
  },
  {
    story:
      'a second tab that has not met the newcomer yet still writes below what the first one wrote',
    seed: 352_726_656,
    events: [
      { type: 'open-tab', who: 0 },
      { type: 'open-tab', who: 0 },
      { type: 'tick', ms: 750 },
      { type: 'tick', ms: 235 },
      { type: 'post', who: 4 },
      { type: 'post', who: 2 },
      { type: 'tick', ms: 19_615 },
    ],
  },
  {
    story: 'what waited in a tab that crashed goes out at the next start',
    seed: 1_231_538_628,
    events: [
      { type: 'open-tab', who: 1 },
      { type: 'join' },
      { type: 'crash-at-write', who: 4, after: 1, fate: 'crash-before' },
      { type: 'post', who: 4 },
      { type: 'tick', ms: 6 },
      { type: 'heal', who: 5 },
      { type: 'post', who: 3 },
      { type: 'post', who: 4 },
      { type: 'react', who: 1, at: 0 },
      { type: 'reply', who: 1, at: 0 },
    ],
  },
  {
    story:
      'an answer written in another tab than what it answers, both still waiting, stands below it',
    seed: 26,
    events: [
      { type: 'post', who: 0 },
      { type: 'post', who: 1 },
      { type: 'open-tab', who: 3 },
      { type: 'reply', who: 0, at: 0 },
      { type: 'reply', who: 1, at: 0 },
      { type: 'cut', who: 0 },
      { type: 'post', who: 0 },
    ],
  },
  {
    story: 'a record asked about before its device was known is not called forged after a crash',
    seed: 22,
    events: [
      { type: 'post', who: 0 },
      { type: 'post', who: 0 },
      { type: 'post', who: 3 },
      { type: 'tick', ms: 388 },
      { type: 'reply', who: 0, at: 0 },
      { type: 'cut', who: 0 },
      { type: 'crash', who: 1 },
      { type: 'cut', who: 1 },
      { type: 'tick', ms: 0 },
    ],
  },
  {
    story: 'what two tabs wrote before they had a key goes out in the order it was typed',
    seed: 1_907_858_427,
    events: [
      { type: 'post', who: 0 },
      { type: 'post', who: 0 },
      { type: 'open-tab', who: 3 },
      { type: 'reply', who: 0, at: 0 },
      { type: 'post', who: 1 },
      { type: 'post', who: 3 },
      { type: 'tick', ms: 0 },
    ],
  },
  {
    story: 'what a tab kept and died with, untold, still stands above what the next tab takes',
    seed: 1_489_611_305,
    events: [
      { type: 'post', who: 3 },
      { type: 'tick', ms: 0 },
      { type: 'crash-at-write', who: 1, after: 1, fate: 'crash-after' },
      { type: 'post', who: 0 },
      { type: 'open-tab', who: 3 },
      { type: 'post', who: 0 },
      { type: 'post', who: 1 },
      { type: 'post', who: 3 },
      { type: 'post', who: 1 },
    ],
  },
  {
    story: 'what a tab left waiting and died with, untold, goes out before what the next tab takes',
    seed: 1_064_253_752,
    events: [
      { type: 'cut', who: 0 },
      { type: 'crash-at-write', who: 3, after: 1, fate: 'crash-after' },
      { type: 'open-tab', who: 1 },
      { type: 'post', who: 3 },
      { type: 'tick', ms: 1071 },
      { type: 'cut', who: 0 },
      { type: 'crash', who: 0 },
      { type: 'post', who: 0 },
      { type: 'post', who: 1 },
      { type: 'open-tab', who: 0 },
    ],
  },
  {
    story: 'what was deleted while it waited, in a tab that died untold, can be edited in vain',
    seed: 1_688_703_915,
    events: [
      { type: 'open-tab', who: 1 },
      { type: 'post', who: 0 },
      { type: 'post', who: 3 },
      { type: 'crash-at-write', who: 1, after: 0, fate: 'crash-after' },
      { type: 'delete', who: 3, at: 0 },
      { type: 'edit', who: 3, at: 0 },
      { type: 'cut', who: 0 },
    ],
  },
  {
    story: 'offline, with a clock that no relay corrects yet, messages stand as they stood before',
    seed: 2_037_170_770,
    events: [
      { type: 'kill-relay' },
      { type: 'reply', who: 0, at: 0 },
      { type: 'crash-at-write', who: 3, after: 0, fate: 'crash-after' },
      { type: 'post', who: 1 },
      { type: 'post', who: 0 },
      { type: 'cut', who: 0 },
    ],
  },
]

test.each(FOUND)('$story', async ({ seed, events }) => {
  const { faults, tally } = await playWorld({ seed, events })
  expect(faults).toEqual([])
  expect(tally.posts).toBeGreaterThan(1)
})
