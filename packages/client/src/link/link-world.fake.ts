/**
 * A link, a scripted relay and documents of test records, in a time of their own.
 *
 * `advance` moves the link's clock and the providers' own timers together, so vitest's fake timers
 * must be on. Records have no true signature: a client's gate does not ask for one.
 */
import { type DocFacts, encodeUpdate, recordsIn } from '@parley/gate'
import {
  type Acknowledgement,
  encodeEnvelopeHeader,
  groupDoc,
  RECORD_TYPE,
  type Refusal,
  segmentDoc,
  signedRecord,
  toGroupId,
  toRecordId,
  unsignedRecord,
} from '@parley/protocol'
import { newKeyPair, sign } from '@parley/signing'
import { vi } from 'vitest'
import * as Y from 'yjs'
import { newFakeClock } from '../browser/clock.fake.ts'
import type { Clock, Stop } from '../ports.ts'
import type { FollowedDoc, Following } from './link-model.ts'
import { openRelayLink } from './relay-link.ts'
import { ScriptedRelay } from './scripted-relay.fake.ts'

export const GROUP = toGroupId(new Uint8Array(32).fill(1))
export const GROUP_DOC = groupDoc(GROUP)
export const SEGMENT_0 = segmentDoc(GROUP, 0)
export const SEGMENT_1 = segmentDoc(GROUP, 1)
export const ORIGIN = 'ws://relay.test'

const STEP_MS = 100

export function newLinkWorld() {
  const relay = new ScriptedRelay()
  const time = newFakeClock()
  const { clock, timers, sleep } = counted(time)
  let turn = 0
  const device = newKeyPair(new Uint8Array(32).fill(7))
  const link = openRelayLink({
    url: `${ORIGIN}/`,
    origin: ORIGIN,
    device,
    sign: (message) => sign(message, device),
    dial: relay.dial,
    clock,
    random: (byteCount) => new Uint8Array(byteCount).fill((turn = (turn + 37) % 256)),
    inventory: () => [{ doc: GROUP_DOC, digest: new Uint8Array(32).fill(9) }],
  })

  return {
    relay,
    link,
    now: () => clock.now(),
    /** Of the link's own; the providers' are vitest's to count. */
    timersCount: () => timers.size,
    /** Let `ms` pass, and everything settle that it set in motion. */
    async advance(ms: number): Promise<void> {
      for (let left = ms; left > 0; left -= STEP_MS) {
        const stepMs = Math.min(left, STEP_MS)
        time.advance(stepMs)
        await vi.advanceTimersByTimeAsync(stepMs)
      }
      await settle()
    },
    /** Time passes and no timer of the link runs until it has, as in a hidden tab. */
    sleep,
    follow: (name: string, events: Partial<FollowedDoc> = {}) =>
      followed(name, events, (doc) => link.follow(doc)),
  }
}

/** A clock that knows what it still has to run, and that can oversleep. */
function counted(clock: Clock) {
  let sleptMs = 0
  const timers = new Set<object>()
  function keep(start: (done: () => void) => Stop): Stop {
    const timer = {}
    timers.add(timer)
    const stop = start(() => timers.delete(timer))
    return () => {
      timers.delete(timer)
      stop()
    }
  }
  return {
    timers,
    sleep(ms: number): void {
      sleptMs += ms
    },
    clock: {
      now: () => clock.now() + sleptMs,
      after: (ms: number, run: () => void) =>
        keep((done) =>
          clock.after(ms, () => {
            done()
            run()
          }),
        ),
      every: (ms: number, run: () => void) => keep(() => clock.every(ms, run)),
    } satisfies Clock,
  }
}

export type LinkWorld = ReturnType<typeof newLinkWorld>

/** Whatever microtasks are under way are done. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await Promise.resolve()
}

/** A document, what it was told, and how the link follows it. */
function followed(
  name: string,
  events: Partial<FollowedDoc>,
  follow: (doc: FollowedDoc) => Following,
) {
  const doc = events.doc ?? new Y.Doc()
  const told = {
    acks: [] as Acknowledgement[],
    refusals: [] as Refusal[],
    incoming: [] as Refusal[],
    syncedCount: 0,
    closed: [] as number[],
    fatal: [] as string[],
  }
  const following = follow({
    name,
    doc,
    facts: factsOf(doc, name),
    onAcks: (acks) => told.acks.push(...acks),
    onRefusals: (refusals) => told.refusals.push(...refusals),
    onIncomingRefused: (refusals) => told.incoming.push(...refusals),
    onSynced: () => told.syncedCount++,
    onClosed: (code) => told.closed.push(code),
    onFatal: (broke) => told.fatal.push(broke),
    ...events,
  })
  return { doc, told, following, clocks: () => clocksOf(doc) }
}

export function factsOf(doc: Y.Doc, name: string): DocFacts {
  const records = recordsIn(doc, name)
  return {
    doc: name,
    placesOf: records.placesOf,
    recordAt: records.recordAt,
    hasEntry: records.hasEntry,
    devicesOf: () => [],
    hasAction: () => true,
    isOwn: () => false,
    refusedFrom: () => undefined,
    liveClocks: records.liveClocks,
    takesMissing: true,
    explains: () => false,
    accountsFor: () => false,
    mayDelete: () => false,
  }
}

/** Places by writer. */
export function clocksOf(doc: Y.Doc): Readonly<Record<number, number>> {
  return Object.fromEntries(Y.decodeStateVector(Y.encodeStateVector(doc)))
}

/** An update of envelopes: `count` of them from `clock` on, each with a body of `bodyBytes`. */
export function envelopes(
  name: string,
  run: { writer: number; clock: number; count: number; bodyBytes?: number },
): Uint8Array {
  const { writer, clock, count, bodyBytes = 80 } = run
  const records = Array.from({ length: count }, (_, at) => envelope(clock + at, bodyBytes))
  return encodeUpdate(name, [{ writer, clock, records }])
}

function envelope(clock: number, bodyBytes: number): Uint8Array {
  const header = encodeEnvelopeHeader({
    hlc: BigInt(clock),
    heads: [toRecordId(new Uint8Array(16).fill(3))],
    placesHeld: 0,
    epoch: undefined,
    nonce: new Uint8Array(24),
  })
  const body = new Uint8Array(bodyBytes).fill(clock % 256)
  return signedRecord(unsignedRecord(RECORD_TYPE.envelope, header, body), new Uint8Array(64))
}
