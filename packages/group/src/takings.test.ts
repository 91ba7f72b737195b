/** Where a message that was taken back stands. */
import { expect, test } from 'vitest'
import { key, messageId, Pen, person, recordId } from '../test/timeline-world.ts'
import { newTimeline, type TimelineRecord } from './index.ts'

function timelineOf(...records: readonly TimelineRecord[]) {
  const timeline = newTimeline()
  timeline.apply(records)
  return timeline
}

test('[TL20] what is deleted stands where its retract says, and lets replies fall back to their time', () => {
  const pen = new Pen()
  const late = pen.post('anna', 'a', { hlc: 900 })
  pen.post('ben', 'b', { hlc: 100, replyTo: ['anna', 'a'] })
  const own = pen.retract('anna', [late], { hlc: 1_000 })
  expect(own).toMatchObject({ postHlc: 900n, target: 'anna', messageId: 'a' })
  for (const records of [pen.records, pen.records.slice(1)])
    expect(timelineOf(...records).messages()).toMatchObject([
      { key: key('anna', 'a'), deleted: true, hlc: 900n, writer: late.writer, clock: late.clock },
      { key: key('ben', 'b'), deleted: false },
    ])
})

test('[TL20] a retract whose first record turns out to be another stands in for nothing', () => {
  const pen = new Pen()
  const post = pen.post('anna', 'a')
  const places = [{ id: recordId('another'), writer: post.writer, clock: post.clock }]
  const names = { messageId: messageId('gone'), postHlc: 50n, target: person('anna') }
  pen.retractPlaces('anna', places, names)
  const [, retract] = pen.records
  if (retract === undefined) throw new Error('a retract')
  const timeline = timelineOf(retract)
  expect(timeline.messages()).toMatchObject([{ key: key('anna', 'gone'), deleted: true }])
  timeline.apply([post])
  expect(timeline.messages()).toMatchObject([{ key: key('anna', 'a'), deleted: false }])
  const strangers = new Pen()
  strangers.retractPlaces('ben', places, names)
  expect(timelineOf(...strangers.records).messages()).toEqual([])
})

test('[TL39] [AT240] a deletion that says its message was of the last year there is moves no answer', () => {
  const pen = new Pen()
  const lastHlc = 2n ** 64n - 1n
  const post = pen.post('mallory', 'm', { hlc: 100 })
  pen.post('ben', 'answer', { hlc: 200, replyTo: ['mallory', 'm'] })
  pen.post('ben', 'next', { hlc: 250 })
  pen.post('cleo', 'last', { hlc: 350 })
  const places = [{ id: post.id, writer: post.writer, clock: post.clock }]
  const names = { messageId: messageId('m'), postHlc: lastHlc, target: person('mallory') }
  pen.retractPlaces('mallory', places, { ...names, hlc: 300 })
  for (const records of [pen.records, pen.records.slice(1)])
    expect(timelineOf(...records).messages()).toMatchObject([
      { key: key('mallory', 'm'), deleted: true, hlc: 300n },
      { key: key('ben', 'answer') },
      { key: key('ben', 'next') },
      { key: key('cleo', 'last') },
    ])
})

test('[TL39] [AT240] nor does one that claims that time itself, where the reader gives it another', () => {
  const pen = new Pen()
  const post = pen.post('mallory', 'm', { hlc: 100 })
  const edit = pen.edit('mallory', 'm', 'later', { hlc: 9_000 })
  pen.post('ben', 'answer', { hlc: 200, replyTo: ['mallory', 'm'] })
  for (const [target, postHlc] of [
    [post, 9_000n],
    [edit, 0n],
  ] as const) {
    const retract = pen.retract('mallory', [target], { hlc: 9_500, postHlc })
    const records = [...pen.records.filter(({ type }) => type === 'content'), retract]
    const dated = records.map((one) => (one === retract ? { ...retract, notAfter: 300n } : one))
    expect(timelineOf(...dated).get(key('mallory', 'm'))?.hlc).toBe(300n)
  }
})
