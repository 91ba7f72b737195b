import {
  type Action,
  actionRecordType,
  encodeActionBody,
  encodeActionHeader,
  encodeEnvelopeHeader,
  groupDoc,
  type GroupId,
  newWriter,
  type RecordId,
  recordIdOf,
  RECORD_TYPE,
  segmentDoc,
  signedRecord,
  toRecordId,
  unsignedRecord,
} from '@parley/protocol'
import { expect, test } from 'vitest'
import { MemoryDisk } from '../stores/memory-disk.ts'
import { newMemoryStore } from '../stores/memory-store.ts'
import { newMemoryTabs } from '../tabs/memory-tabs.ts'
import { openOutbox, type OutboxRecord } from '../writing/outbox.ts'
import { newFarewell } from './farewell.ts'

const GROUP = 'g'.repeat(43) as GroupId
const DOC = groupDoc(GROUP)
const SEGMENT = segmentDoc(GROUP, 0)
const [ONE, OTHER] = [newWriter(1, 1), newWriter(1, 2)]
const SOMEWHERE = toRecordId(new Uint8Array(16))
const INVITED: Action = { type: 'uninvite', target: SOMEWHERE }
const LEFT: Action = { type: 'leave', cut: [] }

function act(place: Pick<OutboxRecord, 'writer' | 'clock'>, action: Action, parent = SOMEWHERE) {
  const header = encodeActionHeader({ claimedRole: 'member', parents: [parent], hlc: 1n })
  const unsigned = unsignedRecord(actionRecordType(action), header, encodeActionBody(action))
  return { doc: DOC, ...place, bytes: signedRecord(unsigned, new Uint8Array(64)) }
}

function message(place: Pick<OutboxRecord, 'writer' | 'clock'>, head: RecordId) {
  const nonce = new Uint8Array(24)
  const header = encodeEnvelopeHeader({
    hlc: 1n,
    heads: [head],
    placesHeld: 0,
    epoch: undefined,
    nonce,
  })
  const unsigned = unsignedRecord(RECORD_TYPE.envelope, header, new Uint8Array(64))
  return { doc: SEGMENT, ...place, bytes: signedRecord(unsigned, new Uint8Array(64)) }
}

const idOf = (record: OutboxRecord) => recordIdOf(record, record.bytes)

async function newTab(disk = new MemoryDisk(), tabs = newMemoryTabs()) {
  const outbox = await openOutbox(newMemoryStore(disk.newProcess()), tabs.open())
  const told: string[] = []
  const device = { outbox, notices: { tell: (type: string) => told.push(type) } }
  let freeCount = 0
  const farewell = newFarewell({
    device: device as unknown as Parameters<typeof newFarewell>[0]['device'],
    group: GROUP,
    onFree: () => freeCount++,
  })
  return { disk, outbox, farewell, told, freeCount: () => freeCount }
}

const invited = act({ writer: ONE, clock: 0 }, INVITED)
const left = act({ writer: ONE, clock: 1 }, LEFT, idOf(invited))
const back = act({ writer: OTHER, clock: 0 }, INVITED, idOf(left))
const lastWords = message({ writer: ONE, clock: 0 }, idOf(invited))
const firstWords = message({ writer: OTHER, clock: 0 }, idOf(back))

test('[GS62] a leave is kept back with what builds on it, until what was written before it is on the relay', async () => {
  const { outbox, farewell, freeCount } = await newTab()
  await outbox.put([invited, left, back, lastWords, firstWords])
  expect([...farewell.heldBack()]).toEqual([
    [ONE, 1],
    [OTHER, 0],
  ])
  farewell.look()
  outbox.acknowledge(DOC, [{ writer: ONE, clock: 1 }])
  farewell.look()
  expect(farewell.isNext()).toBe(true)
  expect(farewell.heldBack().size).toBe(2)
  outbox.acknowledge(SEGMENT, [{ writer: ONE, clock: 1 }])
  farewell.look()
  await expect.poll(freeCount).toBe(1)
  expect(farewell.heldBack().size).toBe(0)
  expect(farewell.isNext()).toBe(false)
  // The next start knows nothing of that: it looks itself.
  expect(outbox.docs()).toEqual([DOC, SEGMENT])
})

test('[GS62] a leave waits for what another tab has on disk and has not told of', async () => {
  const { disk, outbox, farewell, told, freeCount } = await newTab()
  const silent = await newTab(disk)
  await silent.outbox.put([lastWords])
  await outbox.put([left])
  farewell.look()
  await expect.poll(() => outbox.recordsOf(SEGMENT)).toHaveLength(1)
  expect([freeCount(), farewell.heldBack().size]).toEqual([0, 1])
  outbox.acknowledge(SEGMENT, [{ writer: ONE, clock: 1 }])
  farewell.look()
  await expect.poll(freeCount).toBe(1)
  expect(told).toEqual([])
})
