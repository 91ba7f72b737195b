import type { PlaceVector } from '@parley/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { key, Pen, person } from '../test/timeline-world.ts'
import {
  covers,
  isLate,
  isUnread,
  LATE_AFTER_MS,
  mergeMarks,
  mergeVectors,
  newTimeline,
  NO_PLACES,
  placeSet,
  setOfVector,
  type TimelineRecord,
  unreadCount,
} from './index.ts'

const anyVector: fc.Arbitrary<PlaceVector> = fc
  .array(fc.tuple(fc.nat(2), fc.nat(3), fc.nat(5)), { maxLength: 12, size: 'max' })
  .map((counts) => {
    const vector = new Map<number, Map<number, number>>()
    for (const [segment, writer, count] of counts)
      vector.set(segment, (vector.get(segment) ?? new Map<number, number>()).set(writer, count))
    return vector
  })
const PLACES = [0, 1, 2].flatMap((segment) =>
  [0, 1, 2, 3].flatMap((writer) => [0, 1, 2, 3, 4].map((clock) => ({ segment, writer, clock }))),
)
const messagesOf = (records: readonly TimelineRecord[]) => {
  const timeline = newTimeline()
  timeline.apply(records)
  return timeline.messages()
}
const hlcOfMs = (ms: number) => ms * 65_536

test('[RM1] [RM2] vectors of several devices merge in any order to what any of them covers', () => {
  let both = 0
  fc.assert(
    fc.property(anyVector, anyVector, anyVector, (a, b, c) => {
      const merged = mergeVectors(mergeVectors(a, b), c)
      for (const place of PLACES) {
        const any = [a, b, c].filter((vector) => covers(vector, place))
        expect(covers(merged, place)).toBe(any.length > 0)
        expect(covers(mergeVectors(c, mergeVectors(b, a)), place)).toBe(any.length > 0)
        if (any.length > 1) both++
      }
      expect(mergeVectors(merged, b)).toBe(merged)
    }),
  )
  expect(both).toBeGreaterThan(100)
})

test('[RM1] a mark merges both what was received and what was read', () => {
  const one = new Map([[0, new Map([[1, 4]])]])
  const two = new Map([[0, new Map([[2, 3]])]])
  const read = setOfVector(two)
  const merged = mergeMarks({ received: one, read: NO_PLACES }, { received: two, read })
  expect(merged.received.get(0)).toEqual(
    new Map([
      [1, 4],
      [2, 3],
    ]),
  )
  expect(merged.read).toEqual(read)
})

test('[RM3] unread are the messages of others that stand and were not seen', () => {
  let unreadInAll = 0
  const anyPost = fc.record({
    who: fc.constantFrom('anna', 'ben', 'cleo'),
    isDeleted: fc.boolean(),
    segment: fc.nat(1),
  })
  fc.assert(
    fc.property(
      fc.array(anyPost, { maxLength: 40, size: 'max' }),
      fc.array(fc.nat(39), { maxLength: 30, size: 'max' }),
      (posts, seenAt) => {
        const pen = new Pen()
        const expected = new Set<string>()
        const places = posts.flatMap(({ who, isDeleted, segment }, at) => {
          const post = pen.post(who, `m${at}`, { segment })
          pen.react(who, [who, `m${at}`], '👍', { segment })
          if (isDeleted) pen.retract(who, [post], { segment })
          const seen = seenAt.includes(at)
          if (who !== 'anna' && !isDeleted && !seen) expected.add(`m${at}`)
          return seen ? [post] : []
        })
        const messages = messagesOf(pen.records)
        const read = placeSet(places)
        const unread = messages.filter((message) => isUnread(message, read, person('anna')))
        expect(new Set(unread.map(({ messageId }) => messageId))).toEqual(expected)
        expect(unreadCount(messages, read, person('anna'))).toBe(expected.size)
        unreadInAll += expected.size
      },
    ),
  )
  expect(unreadInAll).toBeGreaterThan(100)
})

/** Ben wrote a minute ago, before what Anna read last; his message comes in now. */
function lateWorld(said: { benMs: number }) {
  const pen = new Pen()
  pen.post('cleo', 'read', { hlc: hlcOfMs(500_000) })
  pen.post('ben', 'came in', { hlc: hlcOfMs(said.benMs) })
  const messages = messagesOf(pen.records)
  const message = messages.find((one) => one.key === key('ben', 'came in'))
  if (message === undefined) throw new Error('no message')
  const read = setOfVector(new Map([[0, new Map([['c'.charCodeAt(0), 1]])]]))
  return { message, messages, read, me: person('anna') }
}

test('[RM4] a message that comes in above what was read is late, once it is over a minute old', () => {
  const world = lateWorld({ benMs: 400_000 })
  expect(isLate({ ...world, now: 400_000 + LATE_AFTER_MS + 1 })).toBe(true)
  expect(isLate({ ...world, now: 400_000 + LATE_AFTER_MS })).toBe(false)
  expect(isLate({ ...world, read: NO_PLACES, now: 900_000 })).toBe(false)
})

test('[RM4] a message below everything read is not late, however old', () => {
  const world = lateWorld({ benMs: 600_000 })
  expect(isLate({ ...world, now: 10_000_000 })).toBe(false)
})

test('[RM4] what stands above an own message is late; own, deleted and seen messages never are', () => {
  const pen = new Pen()
  const old = pen.post('ben', 'old', { hlc: hlcOfMs(1_000) })
  pen.post('anna', 'mine', { hlc: hlcOfMs(2_000) })
  const messages = messagesOf(pen.records)
  const [message, mine] = messages
  if (message === undefined || mine === undefined) throw new Error('no messages')
  const asked = { messages, me: person('anna'), read: NO_PLACES, now: 1_000_000 }
  expect(isLate({ ...asked, message })).toBe(true)
  expect(isLate({ ...asked, message: mine })).toBe(false)
  expect(isLate({ ...asked, message, me: person('ben') })).toBe(false)
  const seen = placeSet([old])
  expect(isLate({ ...asked, message, read: seen })).toBe(false)
  pen.retract('ben', [old])
  const [deleted] = messagesOf(pen.records)
  if (deleted !== undefined) expect(isLate({ ...asked, message: deleted })).toBe(false)
})

test('[RM4] [AT60] a message dated to the beginning of time stands there and is marked late', () => {
  const world = lateWorld({ benMs: 0 })
  expect(world.messages[0]).toBe(world.message)
  expect(isLate({ ...world, now: 1_000_000 })).toBe(true)
})
