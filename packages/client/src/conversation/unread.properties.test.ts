import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEVICES, OTHERS, ReadingWorld } from './reading-world.fake.ts'

const RUNS = 10_000
const seen = { worlds: 0, unread: 0, history: 0, deletes: 0, restarts: 0 }

const device = fc.constantFrom(...DEVICES)
const other = fc.constantFrom(...OTHERS)
const anybody = fc.constantFrom(0, ...OTHERS)
const which = fc.nat(40)

type Step = (world: ReadingWorld) => void | Promise<void>

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(anybody, fc.nat(9), fc.nat(1))
      .map(([who, at, segment]): Step => (world) => {
        if (at === 0) seen.history++
        world.posts(who, { isHistory: at === 0, segment })
      }),
  },
  {
    weight: 1,
    arbitrary: which.map(
      (at): Step =>
        (world) =>
          world.edits(at),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(anybody, which).map(
      ([who, at]): Step =>
        (world) =>
          world.reacts(who, at),
    ),
  },
  {
    weight: 1,
    arbitrary: which.map((at): Step => (world) => {
      seen.deletes++
      world.deletes(at)
    }),
  },
  {
    weight: 6,
    arbitrary: fc.tuple(device, fc.constantFrom(0, ...OTHERS), fc.integer({ min: 1, max: 6 })).map(
      ([at, writer, count]): Step =>
        (world) =>
          world.hears(at, writer, count),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(device, which, fc.nat(5)).map(
      ([at, first, length]): Step =>
        (world) =>
          world.looks(at, first, length),
    ),
  },
  {
    weight: 2,
    arbitrary: device.map(
      (at): Step =>
        (world) =>
          world.tells(at),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(device, device).map(
      ([at, by]): Step =>
        (world) =>
          world.isTold(at, by),
    ),
  },
  {
    weight: 1,
    arbitrary: device.map((at): Step => async (world) => {
      seen.restarts++
      await world.restarts(at)
    }),
  },
)

test(`[GS73] in ${RUNS} lives of a person with three devices the count is what an honest reader remembers`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(other, { minLength: 1, maxLength: 3 }),
      fc.array(step, { maxLength: 24, size: 'max' }),
      async (writers, steps) => {
        const world = new ReadingWorld()
        await world.begin()
        for (const who of writers) world.posts(who, { isHistory: false, segment: 0 })
        for (const one of steps) await one(world)
        const badges = world.settles()
        expect(new Set(badges).size).toBe(1)
        seen.worlds++
        seen.unread += badges[0] ?? 0
      },
    ),
    { numRuns: RUNS },
  )
  expect(seen.worlds).toBeGreaterThanOrEqual(RUNS)
  expect(seen.unread).toBeGreaterThan(RUNS)
  for (const count of [seen.history, seen.deletes, seen.restarts])
    expect(count).toBeGreaterThan(1_000)
}, 300_000)
