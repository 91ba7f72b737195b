import { setOfVector } from '@parley/group'
import { encodeReadMark, type Hlc, type SealedMark, toDeviceKey } from '@parley/protocol'
import { pad } from '@parley/sealing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MemoryDisk } from '../stores/memory-disk.ts'
import { at, BOB, group, marksOfBob, newDesk, random } from './marks-desk.fake.ts'

test('[GS99] whoever read a message and is gone has read it still; of who goes without having told nobody waits to hear', async () => {
  const alice = await newDesk('alice', undefined, { crowd: 2 })
  for (const mark of await marksOfBob(1)) alice.marks.receive(mark)
  expect(alice.marks.reach(at(0))).toMatchObject({ readBy: 1, ofCount: 3, told: 'read' })
  alice.roster.members.delete(BOB)
  alice.roster.members.delete('person 0')
  expect(alice.marks.reach(at(0))).toEqual({ receivedBy: 1, readBy: 1, ofCount: 2, told: 'read' })
  expect(alice.marks.reach(at(1))).toEqual({
    receivedBy: 1,
    readBy: 0,
    ofCount: 2,
    told: 'received',
  })
  expect(alice.marks.reach(at(3))).toEqual({
    receivedBy: 0,
    readBy: 0,
    ofCount: 1,
    told: undefined,
  })
  expect(alice.marks.reached(at(0)).read).toEqual([BOB])
})

test('[GS99] what somebody tells who is in the group no more is not heard, until they are in it again', async () => {
  const alice = await newDesk('alice')
  const bob = alice.roster.members.get(BOB)
  alice.roster.members.delete(BOB)
  for (const mark of await marksOfBob(3)) alice.marks.receive(mark)
  expect(alice.marks.reach(at(0))).toMatchObject({ readBy: 0, ofCount: 0, told: undefined })
  alice.roster.members.set(BOB, bob)
  expect(alice.marks.reach(at(0))).toMatchObject({ readBy: 1, ofCount: 1, told: 'read' })
})

test('[GS99] what was told once is known after a restart without a relay; of others’ messages nothing is kept', async () => {
  const disk = new MemoryDisk()
  const before = await newDesk('alice', undefined, { disk })
  for (const mark of await marksOfBob(1)) before.marks.receive(mark)
  for (const clock of [0, 1, 2, 3]) before.marks.reach(at(clock))
  before.marks.close()
  const after = await newDesk('alice', undefined, { disk })
  const told = (clock: number, writer = 7) => after.marks.reach({ ...at(clock), writer }).told
  expect([0, 1, 2, 3].map((clock) => told(clock))).toEqual([
    'read',
    'received',
    'received',
    undefined,
  ])
  expect(after.marks.reach(at(0))).toMatchObject({ receivedBy: 0, readBy: 0, ofCount: 1 })
  expect(told(0, 8)).toBeUndefined()
  disk.entries.set(`reached/${group}`, 'damaged')
  const damaged = await newDesk('alice', undefined, { disk })
  expect(damaged.marks.reach(at(0)).told).toBeUndefined()
})

test('[GS99] where newcomers look back at nothing, who came after a message is not waited for', async () => {
  const { marks, roster } = await newDesk('alice', undefined, { crowd: 3 })
  expect(marks.reach(at(0)).ofCount).toBe(4)
  roster.policy.history = 'from-joining'
  expect(marks.reach(at(0)).ofCount).toBe(1) // Bob, who was there
  expect(marks.reach(at(0, 2_000n as Hlc)).ofCount).toBe(4)
})

test('[GS99] whoever tells, comes, goes, or starts anew: a word that was said of a message is never less', async () => {
  const ORDER = [undefined, 'received', 'read']
  const sent = await marksOfBob(0, 1, 2, 3)
  let fellCount = 0
  const step = fc.oneof(
    fc.record({ type: fc.constant('hears' as const), which: fc.nat({ max: 3 }) }),
    fc.record({ type: fc.constantFrom('goes', 'comes', 'restarts', 'looks') }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12, size: 'max' }), async (steps) => {
      const disk = new MemoryDisk()
      const open = () => newDesk('alice', undefined, { disk, crowd: 1, verifyNow: () => true })
      let alice = await open()
      const said = [0, 0, 0]
      for (const one of steps) {
        const mark = one.type === 'hears' ? sent[one.which] : undefined
        if (mark !== undefined) alice.marks.receive(mark)
        if (one.type === 'goes') alice.roster.members.delete(BOB)
        if (one.type === 'comes') alice.roster.members.set(BOB, {})
        if (one.type === 'restarts') {
          const { members } = alice.roster
          alice.marks.close()
          await alice.store.write([]) // after all that is being kept
          alice = await open()
          alice.roster.members = members
        }
        for (const clock of [0, 1, 2]) {
          const { readBy, receivedBy, ofCount, told } = alice.marks.reach(at(clock))
          const known = readBy > 0 ? 2 : receivedBy > 0 ? 1 : 0
          const word = Math.max(known, ORDER.indexOf(told))
          if (known < (said[clock] ?? 0)) fellCount++
          expect(word).toBeGreaterThanOrEqual(said[clock] ?? 0)
          expect(receivedBy).toBeLessThanOrEqual(ofCount)
          said[clock] = word
        }
      }
    }),
    { numRuns: 60 },
  )
  expect(fellCount).toBeGreaterThan(20) // without what is kept it would have been less
}, 60_000)

test('[GS99] [AT230] of what somebody makes up nothing is kept but what a tick said', async () => {
  const disk = new MemoryDisk()
  const alice = await newDesk('alice', undefined, { disk, verifyNow: () => true })
  for (const mark of await madeUp(4_000)) alice.marks.receive(mark)
  expect(alice.marks.reach(at(0)).told).toBe('read')
  await Promise.resolve() // it is kept once all has been drawn
  await alice.store.write([])
  const kept = disk.entries.get(`reached/${group}`)
  expect(kept instanceof Uint8Array && kept.length).toBeLessThan(40)
  const later = await newDesk('alice', undefined, { disk })
  expect(later.marks.reach(at(0)).told).toBe('read')
  expect(later.marks.reach(at(1)).told).toBeUndefined()
})

/** Bob tells in two marks of two different halves of so many segments, and that all to come is read. */
async function madeUp(segmentsCount: number): Promise<readonly SealedMark[]> {
  const halves = [0, segmentsCount].map((from) =>
    Array.from({ length: segmentsCount }, (_, at) => [from + at, new Map([[7, 3]])] as const),
  )
  const read = setOfVector(new Map([[2 ** 31, new Map([[7, 1]])]]))
  return halves.map((received, at) => {
    const content = pad(
      encodeReadMark({ received: new Map(received), read: { ...read, below: 2 ** 31 } }),
    )
    const named = { device: toDeviceKey(random(32)), counter: at + 1, epoch: undefined }
    return { ...named, nonce: random(24), sealed: content, signature: random(64) }
  })
}
