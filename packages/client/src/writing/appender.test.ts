import {
  parseRecord,
  RECORD_TYPE,
  recordIdOf,
  signedParts,
  toGroupId,
  toRecordId,
  segmentDoc,
} from '@parley/protocol'
import { newKeyPair, pureVerifier, sign } from '@parley/signing'
import { recordsIn } from '@parley/gate'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { randomFrom } from '../identity/identity.fake.ts'
import { MemoryDisk } from '../stores/memory-disk.ts'
import { newMemoryStore } from '../stores/memory-store.ts'
import { newMemoryTabs } from '../tabs/memory-tabs.ts'
import { newAppender } from './appender.ts'
import { type Draft, draftSealed } from './drafts.ts'
import { openOutbox } from './outbox.ts'

const random = randomFrom('appender')
const GROUP = toGroupId(random(32))
const DOC = segmentDoc(GROUP, 0)
const HEADS = [toRecordId(random(16))]

function draftOf(text: string): Draft {
  const content = new TextEncoder().encode(text)
  return draftSealed({
    recordType: RECORD_TYPE.envelope,
    hlc: 1n,
    heads: HEADS,
    placesHeld: 0,
    epoch: undefined,
    content,
    random,
  })
}

async function newDesk() {
  const disk = new MemoryDisk()
  const tabs = newMemoryTabs()
  const doc = new Y.Doc()
  const records = recordsIn(doc, DOC)
  const keys = newKeyPair(random(32))
  const outbox = await openOutbox(newMemoryStore(disk.newProcess()), tabs.open())
  const steps: string[] = []
  disk.onWrite = () => {
    steps.push('disk')
    return 'ok'
  }
  let nextWriter = 1_000
  const appender = newAppender({
    doc: DOC,
    outbox,
    tabs: tabs.open(),
    sign: (message) => sign(message, keys),
    newWriter: () => nextWriter++,
    placesOf: (writer) => records.placesOf(writer),
    apply(update) {
      steps.push('apply')
      Y.applyUpdate(doc, update)
    },
  })
  return { disk, doc, records, keys, outbox, steps, appender }
}

test('[WR7] a record is on disk before it is in the document, with the next clock, signed for its place', async () => {
  const { records, outbox, keys, steps, appender } = await newDesk()
  const [own] = await appender.append([draftOf('one')])
  expect(steps).toEqual(['disk', 'apply'])
  if (own === undefined) throw new Error('nothing was appended')
  expect(own.place).toEqual({ doc: DOC, writer: 1_000, clock: 0 })
  expect(records.recordAt(1_000, 0)).toEqual(own.bytes)
  expect(outbox.holds(own.place)).toBe(true)
  expect(recordIdOf(own.place, own.bytes)).toBe(own.id)
  expect(pureVerifier({ publicKey: keys.publicKey, ...signedParts(own.place, own.bytes) })).toBe(
    true,
  )
  const [elsewhere] = [{ ...own.place, clock: 1 }]
  expect(pureVerifier({ publicKey: keys.publicKey, ...signedParts(elsewhere, own.bytes) })).toBe(
    false,
  )
})

test('[WR7] many at once stand in the order they were asked for, several of one append in one run', async () => {
  const { records, appender } = await newDesk()
  await Promise.all([
    appender.append([draftOf('a'), draftOf('b')]),
    appender.append([draftOf('c')]),
    appender.append([draftOf('d')]),
  ])
  const bodies = [0, 1, 2, 3].map((clock) =>
    parseRecord(records.recordAt(1_000, clock) ?? new Uint8Array(0)),
  )
  const texts = bodies.map((record) => new TextDecoder().decode(record?.body.subarray(2, 3)))
  expect(texts).toEqual(['a', 'b', 'c', 'd'])
  expect(records.placesCount()).toBe(4)
})

test('[WR8] a failed write shows nothing, and its writer is given up: no place ever holds two records', async () => {
  const { disk, records, outbox, appender } = await newDesk()
  await appender.append([draftOf('one')])
  disk.onWrite = () => 'fail-full'
  await expect(appender.append([draftOf('two')])).rejects.toMatchObject({ reason: 'full' })
  expect(records.placesCount()).toBe(1)
  disk.onWrite = () => 'ok'
  const [own] = await appender.append([draftOf('three')])
  expect(own?.place).toMatchObject({ writer: 1_001, clock: 0 })
  expect(outbox.recordsOf(DOC).map(({ writer, clock }) => [writer, clock])).toEqual([
    [1_000, 0],
    [1_001, 0],
  ])
})
