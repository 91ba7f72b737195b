import { hasPlace, mergeMarks, placeSet, setOfVector } from '@parley/group'
import {
  ByteWriter,
  encodeReadMark,
  type EpochId,
  MAX_MARK_BYTES,
  parseReadMark,
  type PlaceVector,
  toDeviceKey,
  toEpochId,
} from '@parley/protocol'
import { pad, unpad } from '@parley/sealing'
import { expect, test } from 'vitest'
import { MemoryDisk } from '../stores/memory-disk.ts'
import { at, group, identityOf, newDesk, random } from './marks-desk.fake.ts'
import { isBoundless } from './sealed-marks.ts'

function vector(segments: readonly number[], writersCount: number): PlaceVector {
  return new Map(
    segments.map((segment) => [
      segment,
      new Map(Array.from({ length: writersCount }, (_, at) => [2 ** 51 + at * 2 ** 40, 3])),
    ]),
  )
}

test('[GS21] [RM6] a mark that would be too long tells of the newest segments; older ones count as read', async () => {
  const open = [12, 13, 14, 15]
  const { marks, clock, sent } = await newDesk('alice', () => vector(open, 1_500))
  marks.addRead(setOfVector(vector([1, ...open], 1_500)))
  clock.advance(8_000)
  const [mark] = sent
  if (mark === undefined) throw new Error('nothing sent')
  expect(mark.sealed.length).toBeLessThanOrEqual(MAX_MARK_BYTES)
  const told = parseReadMark(unpad(mark.sealed) ?? new Uint8Array())
  expect(told?.read).toEqual(marks.read())
  expect([...marks.read().segments.keys()]).toEqual(open)
  expect(hasPlace(marks.read(), { segment: 1, writer: 9, clock: 9 })).toBe(true)
  marks.close()
})

test('[GS21] of what was received a mark tells the newest segments that still fit', async () => {
  const open = [12, 13, 14, 15, 16, 17]
  const { marks, clock, sent } = await newDesk('alice', () => vector(open, 1_500))
  marks.addRead(setOfVector(vector([17], 1_500)))
  clock.advance(8_000)
  const told = sent.map(({ sealed }) => parseReadMark(unpad(sealed) ?? new Uint8Array()))
  expect(told.map((mark) => [...(mark?.received.keys() ?? [])])).toEqual([[15, 16, 17]])
  marks.close()
})

test('[GS21] what another device received and read is counted for its person, once', async () => {
  const bob = await newDesk('bob', () => new Map([[0, new Map([[7, 3]])]]))
  bob.marks.addRead(setOfVector(new Map([[0, new Map([[7, 1]])]])))
  bob.clock.advance(5_000)
  const alice = await newDesk('alice')
  const [mark] = bob.sent
  if (mark === undefined) throw new Error('nothing sent')
  alice.marks.receive(mark)
  alice.marks.receive(mark)
  expect(alice.marks.reach(at(0))).toMatchObject({ receivedBy: 1, readBy: 1, ofCount: 1 })
  expect(alice.marks.reach(at(2))).toMatchObject({ receivedBy: 1, readBy: 0, ofCount: 1 })
  expect(alice.marks.reach(at(3))).toMatchObject({ receivedBy: 0, readBy: 0, ofCount: 1 })
})

test('[GS21] what another own device has read is read here, whether or not anybody looks at a tick', async () => {
  const received: PlaceVector = new Map([[0, new Map([[7, 3]])]])
  const read = setOfVector(received)
  const laptop = await newDesk('bob', () => received)
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
  expect(alice.marks.reach(at(0)).receivedBy).toBe(0)
  alice.marks.receive(mark)
  expect(alice.marks.reach(at(0)).receivedBy).toBe(1)
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

test('[GS70] what was read is kept, as a set, and what an earlier version kept is what it covered', async () => {
  const disk = new MemoryDisk()
  const prefix = new ByteWriter()
  for (const count of [9, 2]) prefix.varuint(1).varuint(0).varuint(1).varuint(7).varuint(count)
  disk.entries.set(`read/${group}`, { counter: 5, mark: prefix.bytes() })
  const place = (clock: number) => ({ segment: 0, writer: 7, clock })
  const before = await newDesk('bob', undefined, { disk })
  expect([0, 1, 2].map((clock) => hasPlace(before.marks.read(), place(clock)))).toEqual([
    true,
    true,
    false,
  ])
  expect(before.marks.addRead(placeSet([place(4)]))).toBe(true)
  expect(before.marks.addRead(placeSet([place(1)]))).toBe(false)
  before.marks.close()
  const after = await newDesk('bob', undefined, { disk })
  expect(after.marks.read()).toEqual(placeSet([place(0), place(1), place(4)]))
  disk.entries.set(`read/${group}`, { counter: 5, places: 'damaged' })
  const damaged = await newDesk('bob', undefined, { disk })
  expect(damaged.marks.read()).toEqual(placeSet([]))
})

test('[GS70] what another own device told is kept too: without a relay nothing is unread again', async () => {
  const read = placeSet([{ segment: 0, writer: 7, clock: 2 }])
  const laptop = await newDesk('bob')
  laptop.marks.addRead(read)
  laptop.clock.advance(5_000)
  const disk = new MemoryDisk()
  const phone = await newDesk('bob', undefined, { disk })
  for (const mark of laptop.sent) phone.marks.receive(mark)
  expect(phone.marks.read()).toEqual(read)
  expect((await newDesk('bob', undefined, { disk })).marks.read()).toEqual(read)
})

test('[GS71] above fifty people a mark tells what was read and nothing else, and ticks are off', async () => {
  const received = () => new Map([[0, new Map([[7, 3]])]])
  const crowd = { crowd: 60 }
  const bob = await newDesk('bob', received, crowd)
  bob.marks.announce()
  bob.clock.advance(60_000)
  expect(bob.sent).toHaveLength(1) // once after a start: what was read before it
  bob.marks.announce()
  bob.clock.advance(60_000)
  expect(bob.sent).toHaveLength(1) // that more was received is told to nobody
  const read = placeSet([{ segment: 0, writer: 7, clock: 1 }])
  bob.marks.addRead(read)
  bob.clock.advance(60_000)
  const told = bob.sent.map(({ sealed }) => parseReadMark(unpad(sealed) ?? new Uint8Array()))
  expect(told[1]).toEqual({ received: new Map(), read })

  const phone = await newDesk('bob', received, crowd)
  const alice = await newDesk('alice', received, crowd)
  for (const mark of bob.sent) {
    phone.marks.receive(mark)
    alice.marks.receive(mark)
  }
  expect(phone.marks.read()).toEqual(read)
  expect(alice.marks.reach(at(1))).toMatchObject({ receivedBy: 0, readBy: 0, told: undefined })
  expect(alice.marks.isShared()).toBe(false)
})

test('[GS91] [AT197] marks that nobody can open take no room from those of the own devices', async () => {
  const { marks, roster } = await newDesk('alice', undefined, { verifyNow: () => true })
  const owners = new Map<unknown, unknown>()
  roster.personOf = ((device: unknown) => owners.get(device)) as never
  const read = setOfVector(new Map([[0, new Map([[7, 1]])]]))
  const sealed = pad(encodeReadMark({ received: new Map(), read }))
  const told = (person: unknown, epoch?: EpochId) => {
    const device = toDeviceKey(random(32))
    owners.set(device, person)
    const signature = random(64)
    marks.receive({ device, counter: 1, epoch, nonce: random(24), sealed, signature })
  }
  for (let at = 0; at < 300; at++) told('mallory', toEpochId(random(16)))
  for (let at = 0; at < 300; at++) told(undefined, toEpochId(random(16)))
  told(identityOf('alice').person)
  expect(hasPlace(marks.read(), { segment: 0, writer: 7, clock: 0 })).toBe(true)
})

test('[GS91] [AT197] one who tells ever other places holds no more memory than two marks', () => {
  const places = (from: number) =>
    setOfVector(
      vector(
        Array.from({ length: 100 }, (_, at) => from + at),
        200,
      ),
    )
  const one = { received: new Map(), read: places(0) }
  expect(isBoundless(one)).toBe(false)
  expect(isBoundless(mergeMarks(one, { received: new Map(), read: places(100) }))).toBe(true)
})
