import { encodeDeletes, encodeUpdate } from '@parley/gate'
import {
  encodeEnvelopeHeader,
  encodeRetractBody,
  encodeRetractHeader,
  type GroupId,
  MESSAGE_TYPE,
  parseEvidence,
  parseFrame,
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
import { framesOfUpdate } from './doc-gate.ts'

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
