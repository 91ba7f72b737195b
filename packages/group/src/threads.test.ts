import { threadTag } from '@parley/protocol'
import { expect, test } from 'vitest'
import { key, messageId, Pen, person } from '../test/timeline-world.ts'
import { newTimeline, type Timeline, type TimelineRecord } from './index.ts'

function timelineOf(...records: readonly TimelineRecord[]): Timeline {
  const timeline = newTimeline()
  timeline.apply(records)
  return timeline
}

const main = (timeline: Timeline) => timeline.messages().map(({ text }) => text)
const under = (timeline: Timeline, who: string, message: string) =>
  timeline.thread(key(who, message))?.posts.map(({ text }) => text)
const ROOT = { under: ['anna', 'root'] } as const

test('[TL21] what is said in a thread stands there, below no line of the main conversation', () => {
  const pen = new Pen()
  pen.post('anna', 'root', { text: 'lunch?' })
  pen.post('ben', 'a', { ...ROOT, text: 'yes' })
  pen.post('cleo', 'b', { text: 'other things' })
  pen.post('anna', 'c', { ...ROOT, replyTo: ['ben', 'a'], text: 'good' })
  const timeline = timelineOf(...pen.records)
  expect(main(timeline)).toEqual(['lunch?', 'other things'])
  expect(under(timeline, 'anna', 'root')).toEqual(['yes', 'good'])
  expect(timeline.threads()).toMatchObject([{ rootKey: key('anna', 'root'), posts: [{}, {}] }])
  expect(timeline.threads()).toBe(timeline.threads())
})

test('[TL21] of a message signed twice, once for a thread and once not, one stands, where the first says', () => {
  const pen = new Pen()
  pen.post('anna', 'root')
  const later = pen.post('ben', 'a', { hlc: 90 })
  const first = pen.post('ben', 'a', { ...ROOT, hlc: 50 })
  const timeline = timelineOf(pen.records[0] ?? first, later)
  expect(main(timeline)).toHaveLength(2)
  timeline.apply([first])
  expect(main(timeline)).toHaveLength(1)
  expect(under(timeline, 'anna', 'root')).toHaveLength(1)
})

test('[TL22] a deleted message keeps its thread', () => {
  const pen = new Pen()
  const root = pen.post('anna', 'root')
  pen.post('ben', 'a', { ...ROOT, text: 'still here' })
  pen.retract('anna', [root])
  const timeline = timelineOf(...pen.records)
  expect(under(timeline, 'anna', 'root')).toEqual(['still here'])
})

test('[TL22] nothing hangs from what hangs itself: no thread in a thread, no circle, no thread of its own', () => {
  const pen = new Pen()
  pen.post('anna', 'root')
  pen.post('ben', 'a', ROOT)
  pen.post('cleo', 'deep', { under: ['ben', 'a'] })
  pen.post('dora', 'self', { under: ['dora', 'self'] })
  pen.post('dora', 'x', { under: ['dora', 'y'] })
  pen.post('dora', 'y', { under: ['dora', 'x'] })
  const timeline = timelineOf(...pen.records)
  expect(main(timeline)).toHaveLength(1)
  expect(timeline.threads()).toMatchObject([{ rootKey: key('anna', 'root') }])
  expect(timeline.everything()).toHaveLength(6)
})

test('[TL23] who writes in threads only is seen under a message that is here, and nowhere else', () => {
  const pen = new Pen()
  const hidden = pen.post('ben', 'a', { ...ROOT, needsRoot: true })
  const timeline = timelineOf(hidden)
  expect(timeline.threads()).toEqual([])
  expect([...timeline.missingRoots()]).toEqual([0])
  timeline.apply([pen.post('cleo', 'b', { ...ROOT, text: 'may post anywhere' })])
  expect(under(timeline, 'anna', 'root')).toEqual(['may post anywhere'])
  timeline.apply([pen.post('anna', 'root', { segment: 3 })])
  expect(under(timeline, 'anna', 'root')).toEqual(['a by ben', 'may post anywhere'])
  expect(timeline.threads()).toMatchObject([{ root: { segment: 3 } }])
  expect([...timeline.missingRoots()]).toEqual([])
})

test('[TL24] who writes in threads only changes what they said there, and nothing of the main conversation', () => {
  const pen = new Pen()
  pen.post('anna', 'root')
  pen.post('ben', 'old', { text: 'from before the rules changed' })
  pen.post('ben', 'a', { ...ROOT, needsRoot: true })
  pen.edit('ben', 'old', 'news!', { needsRoot: true })
  pen.edit('ben', 'a', 'mended', { needsRoot: true })
  const timeline = timelineOf(...pen.records.toReversed())
  expect(main(timeline)).toEqual(['root by anna', 'from before the rules changed'])
  expect(under(timeline, 'anna', 'root')).toEqual(['mended'])
})

test('[TL25] somebody is named where the text says so, and by the newest edit alone', () => {
  const [ben, cleo] = [
    { person: person('ben'), name: 'Ben' },
    { person: person('cleo'), name: 'Cleo B.' },
  ]
  const pen = new Pen()
  const mentions = [ben, ben, cleo]
  pen.post('anna', 'a', { text: 'hello @Ben and Cleo B.', mentions })
  const timeline = timelineOf(...pen.records)
  expect(timeline.messages()[0]?.mentions).toEqual([ben])
  timeline.apply([pen.edit('anna', 'a', 'hello @Cleo B.', { mentions })])
  expect(timeline.messages()[0]?.mentions).toEqual([cleo])
  timeline.apply([pen.edit('anna', 'a', 'hello @Cleo B.')])
  expect(timeline.messages()[0]?.mentions).toEqual([])
})

test('[TL26] anybody takes away a pin, pins made apart all go, and a deleted message is not pinned', () => {
  const pen = new Pen()
  const about = ['anna', 'a'] as const
  const post = pen.post('anna', 'a')
  const pins = [pen.pin('ben', about), pen.pin('cleo', about)]
  const timeline = timelineOf(...pen.records)
  const pin = () => timeline.messages()[0]?.pin
  expect(pin()).toMatchObject({ by: 'cleo', records: [pins[1]?.id, pins[0]?.id] })
  timeline.apply([pen.unpin('dora', about, pins.slice(1))])
  expect(pin()).toMatchObject({ by: 'ben' })
  timeline.apply([pen.unpin('dora', about, pins)])
  expect(pin()).toBeUndefined()
  timeline.apply([pen.pin('dora', about)])
  expect(pin()).toMatchObject({ by: 'dora' })
  timeline.apply([pen.retract('anna', [post])])
  expect(pin()).toBeUndefined()
})

test('[TL30] who pinned and who took it away is told in the order of their times, in whatever order it came', () => {
  const about = ['anna', 'a'] as const
  const pen = new Pen()
  pen.post('anna', 'a')
  const [first, second] = [pen.pin('ben', about), pen.pin('cleo', about)]
  const out = pen.unpin('dora', about, [first, second])
  pen.unpin('ben', about, [first]) // takes away a pin that is gone already: it is told all the same
  pen.retract('cleo', [second])
  const told = (records: typeof pen.records) =>
    timelineOf(...records)
      .pinnings()
      .map(({ type, by, author }) => `${type} ${by} ${author}`)
  const expected = ['pin ben anna', 'unpin dora anna', 'unpin ben anna']
  expect(told(pen.records)).toEqual(expected)
  expect(told(pen.records.toReversed())).toEqual(expected)
  expect(timelineOf(...pen.records.filter(({ id }) => id !== first.id)).pinnings()).toMatchObject([
    { type: 'unpin', id: out.id },
  ])
})

test('[TL5] [TL26] an own pin that is retracted is none, and its message stands', () => {
  const pen = new Pen()
  pen.post('anna', 'a')
  const pin = pen.pin('ben', ['anna', 'a'])
  pen.retract('ben', [pin])
  expect(timelineOf(...pen.records).messages()).toMatchObject([{ pin: undefined, deleted: false }])
})

test('[TL27] [TL20] what was deleted in a thread stands there, purged or held, and never in the main conversation', () => {
  const pen = new Pen()
  pen.post('anna', 'root')
  const gone = pen.post('ben', 'a', ROOT)
  const retract = pen.retract('ben', [gone])
  expect(retract.thread).toBe(threadTag({ person: person('anna'), messageId: messageId('root') }))
  const alone = timelineOf(...pen.records)
  expect(main(alone)).toHaveLength(1)
  expect(alone.threads()).toEqual([])
  pen.post('cleo', 'b', ROOT)
  const held = timelineOf(...pen.records)
  const purged = timelineOf(...pen.records.filter((record) => record !== gone))
  for (const timeline of [held, purged])
    expect(timeline.thread(key('anna', 'root'))?.posts).toMatchObject([
      { deleted: true, text: '', root: undefined },
      { deleted: false },
    ])
})

test('[TL28] [AT191] who deletes a message with many answers, and says that it stood in some thread, takes no answers with it', () => {
  const pen = new Pen()
  const root = pen.post('anna', 'root')
  pen.post('ben', 'a', { ...ROOT, text: 'still here' })
  pen.post('cleo', 'b', { ...ROOT, text: 'and here', needsRoot: true })
  const elsewhere = threadTag({ person: person('anna'), messageId: messageId('other') })
  pen.retract('anna', [root], { thread: elsewhere })
  expect(under(timelineOf(...pen.records), 'anna', 'root')).toEqual(['still here'])
})

test('[TL28] [AT192] who may write in threads only opens no thread of their own by deleting what it hangs from', () => {
  const pen = new Pen()
  pen.post('anna', 'root')
  const answer = pen.post('ben', 'a', { ...ROOT, needsRoot: true })
  pen.post('ben', 'deep', { under: ['ben', 'a'], needsRoot: true })
  const made = { messageId: messageId('made up'), postHlc: 5n, target: person('ben') }
  pen.retractPlaces('ben', [{ id: answer.id, writer: 1, clock: 99 }], { ...made, needsRoot: true })
  pen.post('ben', 'under it', { under: ['ben', 'made up'], needsRoot: true })
  pen.retract('ben', [answer], { thread: undefined, needsRoot: true })
  expect(timelineOf(...pen.records).threads()).toEqual([])
})
