/** Members who use their keys against others, past what their own client would do. */
import * as crypto from 'node:crypto'
import { encodeUpdate, type HeldRecord, recordsIn } from '@parley/gate'
import {
  bytesToSign,
  deviceProofBytes,
  encodeDigests,
  encodeProof,
  encodeRetractBody,
  encodeRetractHeader,
  encodeTyped,
  type GroupId,
  groupDoc,
  headsOf,
  hlcAt,
  MESSAGE_TYPE,
  newWriter,
  parseChallenge,
  parseFrame,
  parseRecord,
  RECORD_TYPE,
  recordIdOf,
  type RetractTarget,
  segmentDoc,
  signedRecord,
  syncFrame,
  toDeviceKey,
  toMessageId,
  unsignedRecord,
  writerPrefix,
} from '@parley/protocol'
import type { Relay } from '@parley/relay'
import { type KeyPair, newKeyPair, nodeSigner } from '@parley/signing'
import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { type Browser, dialInto, linesAt, newCrew, newLine, newRelay, seen } from './people.ts'

const WAIT = { timeout: 20_000 }
const ORIGIN = 'ws://relay.test'
const sign = nodeSigner(crypto)

/** The device's key pair, read from its disk. */
function keysOf({ disk }: Browser): KeyPair {
  const [, kept] = [...disk.entries].find(([key]) => key.endsWith('identity')) ?? []
  const { deviceSecret } = kept as { deviceSecret: Uint8Array }
  return newKeyPair(Uint8Array.from(deviceSecret))
}

/** The last record of the group's first segment on this browser's disk. */
function lastRecord({ disk }: Browser, id: GroupId): HeldRecord {
  const doc = new Y.Doc()
  const name = segmentDoc(id, 0)
  for (const [key, rows] of disk.docs)
    if (key.includes(`/${name}/`)) for (const { update } of rows) Y.applyUpdate(doc, update)
  const last = [...recordsIn(doc, name).all()].at(-1)
  if (last === undefined) throw new Error('nothing was written')
  return last
}

/** A session with these keys that says what it likes; resolves when the relay lets it. */
async function newRawSession(relay: Relay, keys: KeyPair) {
  const socket = dialInto(relay, newLine())
  const heard: { readonly type: number; readonly doc: string }[] = []
  socket.onMessage((bytes) => {
    const frame = parseFrame(bytes)
    if (frame === undefined) return
    heard.push(frame)
    const challenge = frame.type === MESSAGE_TYPE.challenge && parseChallenge(frame.payload)
    if (!challenge) return
    const device = toDeviceKey(keys.publicKey)
    const signature = sign(deviceProofBytes(challenge.nonce, ORIGIN, device), keys)
    const proof = encodeProof({ type: 'device', device, origin: ORIGIN, signature })
    socket.send(encodeTyped('', MESSAGE_TYPE.proof, proof))
    socket.send(encodeTyped('', MESSAGE_TYPE.inventory, encodeDigests([])))
  })
  await vi.waitFor(() => expect(heard.map(({ type }) => type)).toContain(MESSAGE_TYPE.inventory))
  return { socket, heard }
}

/** By these keys, on the heads of this record: its writer's next places, under ids that are made up. */
function retractAhead({ place, bytes }: HeldRecord, id: GroupId, keys: KeyPair) {
  const record = parseRecord(bytes)
  if (record === undefined) throw new Error('unreadable')
  const targets = Array.from({ length: 20 }, (_, at): RetractTarget => ({
    writer: place.writer,
    clock: place.clock + 1 + at,
    id: recordIdOf(place, bytes),
  }))
  const header = encodeRetractHeader({ hlc: hlcAt(Date.now()), heads: headsOf(record) })
  const message = { messageId: toMessageId(new Uint8Array(16)), hlc: 1n }
  const body = encodeRetractBody(message, targets)
  const unsigned = unsignedRecord(RECORD_TYPE.retract, header, body)
  const at = {
    doc: place.doc,
    writer: newWriter(writerPrefix(id, keys.publicKey), 4_711),
    clock: 0,
  }
  const signed = signedRecord(unsigned, sign(bytesToSign(at, unsigned), keys))
  return { writer: at.writer, clock: 0, records: [signed] }
}

test('[AT119] what a moderator put holes in the way of appears for everybody', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice', 'Bob', 'Carol'])
  const { Alice, Bob, Carol } = crew
  await Alice.group.setRole(seen(Alice, 'Bob').person, 'moderator')
  await vi.waitFor(() => expect(seen(Bob, 'Bob').role).toBe('moderator'), WAIT)
  await Alice.group.send('before')
  await vi.waitFor(() => expect(linesAt(Bob)).toEqual(['before']), WAIT)

  const last = lastRecord(Alice.browser, id)
  const keys = keysOf(Bob.browser)
  const { socket, heard } = await newRawSession(relay, keys)
  const segment = segmentDoc(id, 0)
  const retract = retractAhead(last, id, keys)
  socket.send(syncFrame(groupDoc(id), 'step1', Uint8Array.of(0)))
  socket.send(syncFrame(segment, 'step1', Uint8Array.of(0)))
  socket.send(syncFrame(segment, 'update', encodeUpdate(segment, [retract])))
  const isAcknowledged = () =>
    heard.some(({ type, doc }) => type === MESSAGE_TYPE.ack && doc === segment)
  await vi.waitFor(() => expect(isAcknowledged()).toBe(true), WAIT)
  const { writer, clock } = last.place
  const holes = Array.from({ length: 20 }, () => undefined)
  const made = encodeUpdate(segment, [{ writer, clock: clock + 1, records: holes }])
  socket.send(syncFrame(segment, 'update', made))

  for (const text of ['one', 'two', 'three']) await Alice.group.send(text)
  for (const member of [Alice, Bob, Carol])
    await vi.waitFor(() => expect(linesAt(member)).toEqual(['before', 'one', 'two', 'three']), WAIT)
}, 60_000)
