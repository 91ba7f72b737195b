import {
  MAX_MARK_BYTES,
  parseReadMark,
  type PlaceVector,
  type SealedMark,
  toGroupId,
} from '@parley/protocol'
import { unpad } from '@parley/sealing'
import { pureVerifier, sign } from '@parley/signing'
import { expect, test } from 'vitest'
import { newFakeClock } from '../browser/clock.fake.ts'
import type { Device } from '../device.ts'
import { identityOf, randomFrom } from '../identity/identity.fake.ts'
import { MemoryDisk } from '../stores/memory-disk.ts'
import { newMemoryStore } from '../stores/memory-store.ts'
import { openMarks } from './marks.ts'
import type { Membership } from '../membership/membership.ts'

const random = randomFrom('marks')
const group = toGroupId(random(32))

/** The marks of one person in an open group with `identity` as its only known device. */
async function newDesk(name: string, received: () => PlaceVector = () => new Map()) {
  const identity = identityOf(name)
  const clock = newFakeClock()
  const sent: SealedMark[] = []
  const device = {
    store: newMemoryStore(new MemoryDisk().newProcess()),
    clock,
    random,
    identity,
    verifyNow: pureVerifier,
    sign: (message: Uint8Array) => sign(message, identity.device),
    link: { sendMark: (_: unknown, mark: SealedMark) => sent.push(mark) },
  } as unknown as Device
  const people = [identityOf('alice'), identityOf('bob')]
  const roster = {
    encrypted: false,
    members: new Map(people.map(({ person }) => [person, {}])),
    personOf: () => identityOf('bob').person,
  }
  const membership = { roster: () => roster, epochKey: () => undefined } as unknown as Membership
  return { marks: await openMarks({ device, group, membership, received }), clock, sent, roster }
}

function vector(segments: readonly number[], writersCount: number): PlaceVector {
  return new Map(
    segments.map((segment) => [
      segment,
      new Map(Array.from({ length: writersCount }, (_, at) => [2 ** 51 + at, 3])),
    ]),
  )
}

test('[GS21] a mark tells of open segments only, the newest first, and never more than a relay takes', async () => {
  const open = [12, 13, 14, 15]
  const { marks, clock, sent } = await newDesk('alice', () => vector(open, 1_500))
  marks.addRead(vector([1, ...open], 1_500))
  clock.advance(5_000)
  const [mark] = sent
  if (mark === undefined) throw new Error('nothing sent')
  expect(mark.sealed.length).toBeLessThanOrEqual(MAX_MARK_BYTES)
  const told = parseReadMark(unpad(mark.sealed) ?? new Uint8Array())
  expect(new Set(told?.received.keys())).toEqual(new Set([14, 15]))
  expect(new Set(told?.read.keys())).toEqual(new Set([14, 15]))
  marks.close()
})

test('[GS21] what another device received and read is counted for its person, once', async () => {
  const bob = await newDesk('bob', () => new Map([[0, new Map([[7, 3]])]]))
  bob.marks.addRead(new Map([[0, new Map([[7, 1]])]]))
  bob.clock.advance(5_000)
  const alice = await newDesk('alice')
  const [mark] = bob.sent
  if (mark === undefined) throw new Error('nothing sent')
  alice.marks.receive(mark)
  alice.marks.receive(mark)
  expect(alice.marks.reach({ segment: 0, writer: 7, clock: 0 })).toEqual({
    receivedBy: 1,
    readBy: 1,
  })
  expect(alice.marks.reach({ segment: 0, writer: 7, clock: 2 })).toEqual({
    receivedBy: 1,
    readBy: 0,
  })
  expect(alice.marks.reach({ segment: 0, writer: 7, clock: 3 })).toEqual({
    receivedBy: 0,
    readBy: 0,
  })
})

test('[GS21] what another own device has read is read here, whether or not anybody looks at a tick', async () => {
  const read: PlaceVector = new Map([[0, new Map([[7, 3]])]])
  const laptop = await newDesk('bob', () => read)
  const phone = await newDesk('bob')
  laptop.marks.addRead(read)
  laptop.clock.advance(5_000)
  const [mark] = laptop.sent
  if (mark === undefined) throw new Error('nothing sent')
  phone.marks.receive(mark)
  expect(phone.marks.read()).toEqual(read)
})

test('[GS21] [AT88] a mark that its device did not sign is nothing, whatever its counter', async () => {
  const bob = await newDesk('bob', () => new Map([[0, new Map([[7, 3]])]]))
  bob.marks.announce()
  bob.clock.advance(5_000)
  const [mark] = bob.sent
  if (mark === undefined) throw new Error('nothing sent')
  const alice = await newDesk('alice')
  alice.marks.receive({ ...mark, counter: Number.MAX_SAFE_INTEGER })
  expect(alice.marks.reach({ segment: 0, writer: 7, clock: 0 }).receivedBy).toBe(0)
  alice.marks.receive(mark)
  expect(alice.marks.reach({ segment: 0, writer: 7, clock: 0 }).receivedBy).toBe(1)
})

test('[GS21] what could not be told for want of a key, or of being in the group, is told once it can be', async () => {
  const { marks, clock, sent, roster } = await newDesk('alice')
  const everybody = roster.members
  roster.encrypted = true
  marks.announce()
  clock.advance(5_000)
  roster.encrypted = false
  roster.members = new Map()
  marks.retry()
  clock.advance(5_000)
  expect(sent).toEqual([])
  roster.members = everybody
  marks.retry()
  clock.advance(5_000)
  marks.retry()
  clock.advance(5_000)
  expect(sent).toHaveLength(1)
  marks.close()
})

test('[GS21] nothing is sent after closing', async () => {
  const { marks, clock, sent } = await newDesk('alice')
  marks.announce()
  marks.close()
  clock.advance(60_000)
  expect(sent).toEqual([])
})
