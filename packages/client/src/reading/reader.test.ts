import type { HeldRecord } from '@parley/gate'
import {
  bytesToSign,
  encodeContent,
  hlcAt,
  newWriter,
  type Place,
  RECORD_TYPE,
  segmentDoc,
  signedRecord,
  toGroupId,
  toMessageId,
  toRecordId,
  writerPrefix,
} from '@parley/protocol'
import { type AsyncVerifier, pureVerifier, sign, toAsync } from '@parley/signing'
import { expect, test } from 'vitest'
import { identityOf, randomFrom } from '../identity/identity.fake.ts'
import { draftSealed } from '../writing/drafts.ts'
import { newKeyring } from './keyring.ts'
import { NOTHING_PROVED, type Proved } from './proved.ts'
import { newReader, type OpenedRecord, type ReaderPorts } from './reader.ts'

const random = randomFrom('reader')
const alice = identityOf('alice')
const mallory = identityOf('mallory')
const group = toGroupId(random(32))
const writer = newWriter(writerPrefix(group, alice.device.publicKey), 7)
const NOW = 1_700_000_000_000

/** A post of Alice's writer; what Mallory signs is forged. */
function post(clock: number, text: string, signer = alice): HeldRecord {
  const place: Place = { doc: segmentDoc(group, 0), writer, clock }
  const draft = draftSealed({
    recordType: RECORD_TYPE.envelope,
    hlc: hlcAt(NOW + clock),
    heads: [toRecordId(random(16))],
    placesHeld: 0,
    epoch: undefined,
    content: encodeContent({
      kind: 'post',
      messageId: toMessageId(random(16)),
      text,
      replyTo: undefined,
    }),
    random,
  })
  const unsigned = draft(place, [])
  const bytes = signedRecord(unsigned, sign(bytesToSign(place, unsigned), signer.device))
  return { place, root: 'messages', bytes }
}

/** A reader that knows Alice, and what came of it. */
function newDesk(changed: Partial<ReaderPorts> = {}) {
  const read: string[] = []
  const forged: (readonly number[])[] = []
  const reader = newReader({
    keyring: newKeyring(group),
    verify: toAsync(pureVerifier),
    devicesOf: () => [alice.device.publicKey],
    provedIn: () => NOTHING_PROVED,
    leisure: () => Promise.resolve(),
    onRead: (records) => read.push(...records.map(textOf)),
    onForged: (_, places) => forged.push(places.map(({ clock }) => clock)),
    ...changed,
  })
  return { reader, read, forged }
}

function textOf({ says }: OpenedRecord): string {
  return says.type === 'content' && says.content.kind === 'post' ? says.content.text : ''
}

test('[RD2] what has just come is read before a long history from disk', async () => {
  const { reader, read } = newDesk()
  reader.read(
    0,
    Array.from({ length: 450 }, (_, clock) => post(clock, `old ${clock}`)),
    true,
  )
  reader.read(0, [post(450, 'just written')], false)
  await reader.caughtUp()
  expect(read.at(-1)).toBe('just written')
  expect(read.length).toBeLessThan(450)
  await reader.idle()
  expect(read).toHaveLength(451)
})

test('[RD3] forged records are told together, once for each segment, and the others are read', async () => {
  const { reader, read, forged } = newDesk()
  reader.read(
    0,
    [post(0, 'true'), post(1, 'forged', mallory), post(2, 'forged too', mallory)],
    false,
  )
  await reader.idle()
  expect(forged).toEqual([[1, 2]])
  expect(read).toEqual(['true'])
})

test('[RD4] a verifier that fails loses nothing: its records are asked about again', async () => {
  let isBroken = true
  const verify = toAsync(pureVerifier)
  const { reader, read } = newDesk({
    verify: (proofs) => (isBroken ? Promise.reject(new Error('worker gone')) : verify(proofs)),
  })
  reader.read(0, [post(0, 'one')], false)
  await reader.idle()
  expect(read).toEqual([])
  isBroken = false
  reader.reconsider()
  await reader.idle()
  expect(read).toEqual(['one'])
})

test('[RD5] what was under way when the documents are read anew is forgotten', async () => {
  const { reader, read, forged } = newDesk()
  reader.read(0, [post(0, 'refused'), post(1, 'forged', mallory)], false)
  reader.forget()
  reader.read(0, [post(0, 'signed again')], true)
  await reader.idle()
  expect(read).toEqual(['signed again'])
  expect(forged).toEqual([])
})

test('[RD6] a record of a device that is not known yet waits until it is', async () => {
  const known: Uint8Array[] = []
  const { reader, read, forged } = newDesk({ devicesOf: () => known })
  reader.read(0, [post(0, 'early')], false)
  await reader.idle()
  known.push(alice.device.publicKey)
  reader.reconsider()
  await reader.idle()
  expect(read).toEqual(['early'])
  expect(forged).toEqual([])
})

test('[RD6] a device that comes to be known while its record is asked about forges nothing', async () => {
  const known: Uint8Array[] = []
  const { reader, read, forged } = newDesk({ devicesOf: () => known })
  reader.read(0, [post(0, 'early')], false)
  known.push(alice.device.publicKey)
  await reader.idle()
  expect(read).toEqual(['early'])
  expect(forged).toEqual([])
})

test('[RD13] what was verified before is not asked of the verifier again, and damage to it is', async () => {
  const known = new Map<string, Uint8Array>()
  const proved: Proved = {
    deviceOf: (id, devices) => devices.find((device) => known.get(id) === device),
    note: (id, device) => void known.set(id, device),
    close: () => undefined,
  }
  const asked: number[] = []
  const verify: AsyncVerifier = (proofs) => {
    asked.push(proofs.length)
    return toAsync(pureVerifier)(proofs)
  }
  const posts = [post(0, 'one'), post(1, 'two'), post(2, 'forged', mallory)]
  const first = newDesk({ verify, provedIn: () => proved })
  first.reader.read(0, posts, true)
  await first.reader.idle()
  const second = newDesk({ verify, provedIn: () => proved })
  second.reader.read(0, [post(1, 'another at its place'), ...posts], true)
  await second.reader.idle()
  expect(asked).toEqual([3, 2]) // the forged one, and the one that is not what was there
  expect(second.read.toSorted()).toEqual(['another at its place', 'one', 'two'])
  expect(second.forged).toEqual([[2]])
})

test('[RD15] of a long history the newest is read at once and the rest at leisure, and what comes goes before it', async () => {
  let begin: () => void = () => undefined
  const leisure = new Promise<void>((resolve) => (begin = resolve))
  const { reader, read } = newDesk({ leisure: () => leisure })
  const old = Array.from({ length: 450 }, (_, clock) => post(clock, `old ${clock}`))
  reader.read(0, old, true)
  reader.read(0, [post(450, 'fresh')], false)
  await reader.caughtUp()
  await expect.poll(() => read.length).toBe(81)
  expect(new Set(read)).toContain('old 449')
  reader.read(0, [post(451, 'fresher')], false)
  await reader.caughtUp()
  expect(read.at(-1)).toBe('fresher')
  expect(read).toHaveLength(82)
  begin()
  await reader.idle()
  expect(read).toHaveLength(452)
})
