import type { UpstreamStatus } from '@parley/relay'
import { expect, test } from 'vitest'
import { type Told, wordsOf, wordsOfStatus } from './words.ts'

const NOW = Date.UTC(2026, 10, 22, 10, 30)
const HOUR_MS = 3_600_000
const told: Told = {
  upstream: 'wss://school.example',
  tokenEndsAt: NOW + 24 * HOUR_MS,
  groupIds: ['chess'],
  now: NOW,
}

test('[RW32] a clock that is wrong is named with both times, and with the token that it spoils', () => {
  expect(wordsOf({ type: 'clock', aheadMs: -3 * HOUR_MS }, told)).toBe(
    'The clocks differ: wss://school.example says 2026-11-22 07:30 UTC, this machine 2026-11-22 10:30 UTC. Set the one that is wrong. ' +
      'Everything is carried all the same, but what was written here may be shown as late there, or the other way round.',
  )
  const ahead = { type: 'refused', status: 401, relayAt: NOW + 48 * HOUR_MS } as const
  expect(wordsOf({ type: 'away', end: ahead }, told)).toMatch(
    /^The token in PARLEY_UPSTREAM_TOKEN ended on 2026-11-23 10:30 UTC\. The clocks differ: .* parley token --mirror chess$/,
  )
})

test('[RW32] a certificate that is not believed asks for the clock first; nothing else is called one', () => {
  const unreachable = (reason: string) =>
    wordsOf({ type: 'away', end: { type: 'unreachable', reason } }, told)
  for (const reason of [
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])
    expect(unreachable(reason)).toMatch(
      /certificate .* is not believed .*it says 2026-11-22 10:30 UTC/,
    )
  for (const reason of ['ENOTFOUND', 'ECONNREFUSED', 'no answer'])
    expect(unreachable(reason)).toMatch(/cannot be reached now .* keeps trying\.$/)
})

test('[RW32] how it stands is one line: since when, what went, what waits', () => {
  const status: UpstreamStatus = {
    state: 'away',
    inStepAt: NOW - 50 * HOUR_MS,
    sentCount: 3,
    takenCount: 1,
    refusedCount: 1,
    waitingCount: 12,
  }
  expect(wordsOfStatus(status, NOW)).toBe(
    'away; in step 2 days ago; 3 sent, 1 taken; 12 waiting; some refused: see the log',
  )
  const fresh = { ...status, inStepAt: undefined, waitingCount: undefined, refusedCount: 0 }
  expect(wordsOfStatus(fresh, NOW)).toBe(
    'away; not in step since the start; 3 sent, 1 taken; what waits is told when they meet',
  )
})
