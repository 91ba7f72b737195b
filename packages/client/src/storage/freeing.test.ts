import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { GroupId } from '@parley/protocol'
import { newOfflineBrowser } from '../parley-device.fake.ts'
import { planFor } from './budget.ts'
import { type AllMeasured, bytesOf } from './measuring.ts'

const anyMeasured: fc.Arbitrary<AllMeasured> = fc.record({
  otherBytes: fc.nat(10_000),
  groups: fc
    .array(
      fc.record({
        bytes: fc.nat(5_000),
        sizes: fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 9_000 })), {
          maxLength: 12,
          size: 'max',
        }),
      }),
      { maxLength: 6, size: 'max' },
    )
    .map((groups) =>
      groups.map(({ bytes, sizes }, at) => {
        const freeable = new Map(sizes)
        const sum = [...freeable.values()].reduce((left, right) => left + right, 0)
        return { group: `g${at}` as GroupId, name: '', bytes: bytes + sum, freeable }
      }),
    ),
})

test('[SP17] of what may go no more goes than has to, the furthest back first, until the rest fits or nothing is left', () => {
  let plannedCount = 0
  fc.assert(
    fc.property(anyMeasured, fc.nat(200_000), (measured, budget) => {
      const plan = planFor(measured, budget)
      const all = measured.groups.reduce((sum, { bytes }) => sum + bytes, measured.otherBytes)
      const planned = [...plan].flatMap(([group, segments]) => {
        const { freeable } = measured.groups.find((one) => one.group === group)!
        const newest = Math.max(...freeable.keys())
        return segments.map((segment) => ({ bytes: freeable.get(segment)!, age: newest - segment }))
      })
      const freed = planned.reduce((sum, { bytes }) => sum + bytes, 0)
      const freeableCount = measured.groups.reduce((sum, { freeable }) => sum + freeable.size, 0)
      if (all <= budget) expect(planned).toEqual([])
      if (all - freed > budget) expect(planned).toHaveLength(freeableCount)
      const youngest = Math.min(...planned.map(({ age }) => age))
      const lastBytes = planned.filter(({ age }) => age === youngest).map(({ bytes }) => bytes)
      if (planned.length > 0) {
        expect(all - freed + Math.max(...lastBytes)).toBeGreaterThan(budget)
        const older = measured.groups.flatMap(({ freeable }) => {
          const newest = Math.max(...freeable.keys())
          return [...freeable.keys()].filter((segment) => newest - segment > youngest)
        })
        expect(planned.length).toBeGreaterThanOrEqual(older.length)
      }
      plannedCount += planned.length
    }),
  )
  expect(plannedCount).toBeGreaterThan(100)
})

test('[SP12] what is kept is counted by what was written, for each group and in all', async () => {
  const browser = newOfflineBrowser('alice')
  const alice = await browser.openTab()
  await alice.setName('Alice')
  const small = await alice.newGroup('Small')
  const large = await alice.newGroup('Large')
  for (let at = 0; at < 20; at++) await alice.openGroup(large)?.send('x'.repeat(1_000))
  const use = await alice.storage.measure()
  expect(use.groups.map(({ group }) => group)).toEqual([large, small])
  const [first, second] = use.groups
  expect(first!.bytes).toBeGreaterThan(20_000)
  // Each text lies in its document and in the outbox, sealed.
  expect(first!.bytes).toBeLessThan(80_000)
  expect(second!.bytes).toBeLessThan(10_000)
  expect(use.bytes).toBe(use.otherBytes + first!.bytes + second!.bytes)
  expect(first!.freeableBytes).toBe(0) // all of it is new, and unsent
  await alice.close()
})

test('[SP12] a value takes about what its parts take', () => {
  expect(bytesOf(new Uint8Array(7))).toBe(7)
  expect(bytesOf('né')).toBe(3)
  expect(bytesOf([new Uint8Array(3), 'ab', 1n])).toBe(13)
  expect(bytesOf({ ab: new Uint8Array(3), c: undefined })).toBe(6)
  expect(bytesOf(new Map([['ab', new Map([[1, 'c']])]]))).toBe(11)
  expect(bytesOf(undefined)).toBe(0)
})

test('[SP13] without a relay nothing is freed, and that is said', async () => {
  const alice = await newOfflineBrowser('alice').openTab()
  await alice.setName('Alice')
  const group = await alice.newGroup('Here')
  await alice.openGroup(group)?.send('stays')
  expect(await alice.storage.free(group)).toEqual({ outcome: 'away', bytes: 0 })
  await alice.storage.setBudget(1)
  expect(alice.openGroup(group)?.conversation.get().messages).toHaveLength(1)
  await alice.close()
})
