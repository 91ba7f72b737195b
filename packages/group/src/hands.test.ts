import fc from 'fast-check'
import { hlcAt } from '@parley/protocol'
import { expect, test } from 'vitest'
import { key, Pen, person } from '../test/timeline-world.ts'
import type { TimelineRecord } from './message.ts'
import { newTimeline } from './timeline.ts'

function timelineOf(records: readonly TimelineRecord[]) {
  const timeline = newTimeline()
  timeline.apply(records)
  return timeline
}

const upIn = (records: readonly TimelineRecord[]) =>
  timelineOf(records)
    .hands()
    .map((hand) => hand.key)

test('[TL31] hands stand in the order they went up, whatever order they came in, and are no messages', () => {
  const pen = new Pen()
  const late = pen.hand('bea', 'h', { hlc: 20 })
  const early = pen.hand('ali', 'h', { hlc: 10 })
  expect(upIn([late, early])).toEqual([key('ali', 'h'), key('bea', 'h')])
  expect(timelineOf([late, early]).everything()).toEqual([])
})

test('[TL31] a hand that was signed twice is up once, since the first time', () => {
  const pen = new Pen()
  const again = pen.hand('ali', 'h', { hlc: 30 })
  const first = pen.hand('ali', 'h', { hlc: 10 })
  const bea = pen.hand('bea', 'h', { hlc: 20 })
  expect(upIn([again, bea, first])).toEqual([key('ali', 'h'), key('bea', 'h')])
})

test('[TL32] a lowered hand stays down, and the next one is another', () => {
  const pen = new Pen()
  const hand = pen.hand('ali', 'one', { hlc: 10 })
  const lower = pen.lower('teacher', ['ali', 'one'])
  const next = pen.hand('ali', 'two', { hlc: 30 })
  expect(upIn([lower, hand])).toEqual([])
  expect(upIn([next, hand, lower])).toEqual([key('ali', 'two')])
})

test('[TL32] lowering one hand leaves another person’s of the same id up', () => {
  const pen = new Pen()
  const hands = [pen.hand('ali', 'same'), pen.hand('bea', 'same')]
  expect(upIn([...hands, pen.lower('teacher', ['ali', 'same'])])).toEqual([key('bea', 'same')])
})

test('[TL33] who was called on last has the word; a hand that goes down otherwise gives it to nobody', () => {
  const pen = new Pen()
  const records = [
    pen.lower('teacher', ['bea', 'h'], { hlc: 30, called: true }),
    pen.lower('teacher', ['ali', 'h'], { hlc: 20, called: true }),
    pen.lower('cem', ['cem', 'h'], { hlc: 40 }),
  ]
  expect(timelineOf(records).lastCall()).toMatchObject({
    person: person('bea'),
    by: person('teacher'),
  })
  expect(timelineOf(records.slice(2)).lastCall()).toBeUndefined()
})

test('[TL33] whoever gives the word in the year 2100 takes nobody else the turn until then', () => {
  const pen = new Pen()
  const at = (ms: number) => Number(hlcAt(ms))
  const timeline = timelineOf([
    pen.lower('teacher', ['bea', 'h'], { hlc: at(5_000), called: true }),
    pen.lower('teacher', ['ali', 'h'], { hlc: at(4_000_000), called: true }),
    pen.lower('teacher', ['cem', 'h'], { hlc: at(6_000), called: true }),
  ])
  expect(timeline.lastCall(5_500)?.person).toBe(person('bea'))
  expect(timeline.lastCall(10_000)?.person).toBe(person('cem'))
  expect(timeline.lastCall(4_000_000)?.person).toBe(person('ali'))
  expect(timeline.lastCall(1_000)).toBeUndefined()
})

test('[TL16] [TL31] [TL32] [TL33] any order and any portions give the same hands and the same word', () => {
  const names = fc.constantFrom('ali', 'bea', 'cem')
  const ids = fc.constantFrom('one', 'two')
  const did = fc.tuple(fc.constantFrom('hand', 'lower', 'call'), names, ids, fc.nat(5))
  let up = 0
  let called = 0
  fc.assert(
    fc.property(
      fc.array(did, { maxLength: 12, size: 'max' }),
      fc.infiniteStream(fc.nat()),
      (all, draws) => {
        const pen = new Pen()
        for (const [what, who, id, hlc] of all)
          if (what === 'hand') pen.hand(who, id, { hlc })
          else pen.lower('teacher', [who, id], { hlc, called: what === 'call' })
        const shuffled = pen.records
          .map((record) => ({ record, at: draws.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
        const pieced = newTimeline()
        for (const { record } of shuffled) pieced.apply([record])
        const whole = timelineOf(pen.records)
        expect(pieced.hands()).toEqual(whole.hands())
        expect(pieced.lastCall()).toEqual(whole.lastCall())
        up += whole.hands().length
        if (whole.lastCall() !== undefined) called++
      },
    ),
  )
  expect(up).toBeGreaterThan(50)
  expect(called).toBeGreaterThan(20)
})
