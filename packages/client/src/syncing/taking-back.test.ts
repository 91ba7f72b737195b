import {
  encodeActionBody,
  encodeActionHeader,
  groupDoc,
  type GroupId,
  newWriter,
  type RecordId,
  recordIdOf,
  RECORD_TYPE,
  signedRecord,
  toRecordId,
  unsignedRecord,
  type Writer,
} from '@parley/protocol'
import { expect, test } from 'vitest'
import type { OutboxRecord } from '../writing/outbox.ts'
import type { LiveDoc } from './live-doc.ts'
import { firstBuildingOn, idsOf, revocableFrom } from './taking-back.ts'

const DOC = groupDoc('g'.repeat(43) as GroupId)
const [OWN, OTHER] = [newWriter(1, 1), newWriter(2, 1)]
const SOMEWHERE = toRecordId(new Uint8Array(16))

function act(writer: Writer, clock: number, parents: readonly RecordId[]): OutboxRecord {
  const header = encodeActionHeader({ claimedRole: 'member', parents, hlc: BigInt(clock) })
  const body = encodeActionBody({ type: 'leave', cut: [] })
  const bytes = signedRecord(unsignedRecord(RECORD_TYPE.leave, header, body), new Uint8Array(64))
  return { doc: DOC, writer, clock, bytes }
}

function idOf(record: OutboxRecord): RecordId {
  return recordIdOf(record, record.bytes)
}

/** A document that holds these, and an outbox of those of them that no relay has acknowledged. */
function holding(held: readonly OutboxRecord[], unacknowledged: readonly OutboxRecord[]) {
  const device = {
    outbox: {
      recordsOf: () => unacknowledged,
      holds: ({ writer, clock }: OutboxRecord) =>
        unacknowledged.some((one) => one.writer === writer && one.clock === clock),
    },
  } as unknown as Parameters<typeof revocableFrom>[0]
  const all = held.map(({ writer, clock, bytes }) => ({
    place: { doc: DOC, writer, clock },
    bytes,
  }))
  const records = {
    all: () => all,
    placesOf: (writer: Writer) => all.filter(({ place }) => place.writer === writer).length,
  }
  return { device, doc: { name: DOC, records: () => records } as unknown as LiveDoc }
}

const own = [0, 1, 2].map((clock) => act(OWN, clock, [SOMEWHERE]))
const [first, second, third] = own

test('[GS45] what no relay has acknowledged is taken back, from the refused record on', () => {
  const { device, doc } = holding(own, own)
  const refused = { writer: OWN, clock: 1, reason: 'bad', isActs: true } as const
  expect(revocableFrom(device, doc, refused)).toEqual([second, third])
})

test('[GS45] [AT110] an own admission that another relay has stays, whatever a relay says of it, and what follows it waits', () => {
  const { device, doc } = holding(own, own.slice(1))
  for (const reason of ['policy:removed', 'bad', 'policy:prefix'] as const)
    expect(revocableFrom(device, doc, { writer: OWN, clock: 0, reason, isActs: true })).toEqual([])
  const gap = { writer: OWN, clock: 1, reason: 'gap', isActs: true } as const
  expect(revocableFrom(device, doc, gap)).toEqual([])
})

test('[GS45] [AT110] what somebody else builds on stays, although its acknowledgement never came', () => {
  if (second === undefined) throw new Error('nothing written')
  const theirs = act(OTHER, 0, [idOf(second)])
  const refused = { writer: OWN, clock: 0, reason: 'bad', isActs: true } as const
  const built = holding([...own, theirs], own)
  expect(revocableFrom(built.device, built.doc, refused)).toEqual([])
  const alsoOwn = holding([...own, theirs], [...own, theirs])
  expect(revocableFrom(alsoOwn.device, alsoOwn.doc, refused)).toEqual(own)
})

test('[GS45] of a segment what is not acknowledged is taken back, and only that', () => {
  const { device, doc } = holding(own, own.slice(1))
  const refused = { writer: OWN, clock: 0, reason: 'policy:muted', isActs: false } as const
  expect(revocableFrom(device, doc, refused)).toEqual([second, third])
})

test('[GS45] what builds on an act that is gone is found by writer, from its first record on', () => {
  if (first === undefined) throw new Error('nothing written')
  const dependents = [act(OTHER, 3, [SOMEWHERE]), act(OTHER, 4, [SOMEWHERE, idOf(first)])]
  expect(firstBuildingOn(dependents, idsOf([first]))).toEqual([{ writer: OTHER, clock: 4 }])
  expect(firstBuildingOn(dependents, idsOf([]))).toEqual([])
})
