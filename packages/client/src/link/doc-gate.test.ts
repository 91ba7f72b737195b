import { encodeDeletes, encodeUpdate } from '@parley/gate'
import {
  ByteWriter,
  encodeEnvelopeHeader,
  encodeRetractBody,
  encodeRetractHeader,
  type GroupId,
  MESSAGE_TYPE,
  parseEvidence,
  parseFrame,
  parseSync,
  SYNC_STEP,
  RECORD_TYPE,
  recordIdOf,
  segmentDoc,
  signedRecord,
  toGroupId,
  toMessageId,
  toRecordId,
  unsignedRecord,
} from '@parley/protocol'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { framesOfMessage, framesOfUpdate } from './doc-gate.ts'

const group: GroupId = toGroupId(new Uint8Array(32))
const doc = segmentDoc(group, 0)
const writer = 7
const heads = [toRecordId(new Uint8Array(16))]

function record(type: number, header: Uint8Array, body: Uint8Array): Uint8Array {
  return signedRecord(unsignedRecord(type, header, body), new Uint8Array(64))
}

const message = { messageId: toMessageId(new Uint8Array(16)), hlc: 1n }
const messages = Array.from({ length: 100 }, (_, at) => {
  const nonce = new Uint8Array(24).fill(at)
  const header = encodeEnvelopeHeader({ hlc: 1n, heads, placesHeld: 0, epoch: undefined, nonce })
  return record(RECORD_TYPE.envelope, header, new Uint8Array(12_000))
})
const gone = messages.map((bytes, clock) => ({
  writer,
  clock,
  id: recordIdOf({ doc, writer, clock }, bytes),
}))
const retracts = gone.slice(0, 3).map((target) => {
  const header = encodeRetractHeader({ hlc: 2n, heads })
  return record(RECORD_TYPE.retract, header, encodeRetractBody(message, [target]))
})

test('[LK33] what accounts for holes goes before every part of what has them', () => {
  const kept = new Y.Doc()
  Y.applyUpdate(
    kept,
    encodeUpdate(doc, [{ writer, clock: 0, records: [...messages, ...retracts] }]),
  )
  const types = () =>
    framesOfUpdate(doc, Y.encodeStateAsUpdate(kept), 'step2')?.map(
      (frame) => parseFrame(frame)?.type,
    )
  expect(types()).toEqual([MESSAGE_TYPE.sync, MESSAGE_TYPE.sync])
  Y.applyUpdate(kept, encodeDeletes([{ writer, clock: 0, length: 2 }]))
  expect(types()).toEqual([MESSAGE_TYPE.evidence, MESSAGE_TYPE.sync, MESSAGE_TYPE.sync])
  const [first] = framesOfUpdate(doc, Y.encodeStateAsUpdate(kept), 'step2') ?? []
  const told = parseEvidence(parseFrame(first ?? new Uint8Array(0))?.payload ?? new Uint8Array(0))
  expect(told).toEqual([
    { writer, clock: 100, record: retracts[0] },
    { writer, clock: 101, record: retracts[1] },
  ])
})

test('[LK35] what is held back leaves neither as an update nor in an answer; what stands before it does', () => {
  const update = encodeUpdate(doc, [
    { writer, clock: 0, records: messages.slice(0, 3) },
    { writer: 8, clock: 0, records: messages.slice(0, 2) },
  ])
  const answer = new ByteWriter().varuint(MESSAGE_TYPE.sync).varuint(SYNC_STEP.step2)
  const message = answer.varbytes(update).bytes()
  const told = (frames: readonly Uint8Array[] | undefined) => {
    const other = new Y.Doc()
    for (const frame of frames ?? []) {
      const sync = parseSync(parseFrame(frame)?.payload ?? new Uint8Array(0))
      if (sync !== undefined) Y.applyUpdate(other, sync.bytes)
    }
    return Object.fromEntries(Y.decodeStateVector(Y.encodeStateVector(other)))
  }
  const some = new Map([[writer, 1]])
  expect(told(framesOfUpdate(doc, update, 'update', some))).toEqual({ 7: 1, 8: 2 })
  expect(told(framesOfMessage(doc, message, some))).toEqual({ 7: 1, 8: 2 })
  const all = new Map([
    [writer, 0],
    [8, 0],
  ])
  expect(framesOfMessage(doc, message, all)).toEqual([])
  expect(told(framesOfMessage(doc, message))).toEqual({ 7: 3, 8: 2 })
})
