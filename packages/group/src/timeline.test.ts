import { expect, test } from 'vitest'
import { key, Pen, person, recordId } from '../test/timeline-world.ts'
import { newTimeline, type TimelineRecord } from './index.ts'

function timelineOf(...records: readonly TimelineRecord[]) {
  const timeline = newTimeline()
  timeline.apply(records)
  return timeline
}
const textsOf = (records: readonly TimelineRecord[]) =>
  timelineOf(...records)
    .messages()
    .map(({ text }) => text)

test('[TL1] [AT70] a message signed twice shows once, as the earlier one', () => {
  const pen = new Pen()
  pen.post('anna', 'a', { text: 'again', hlc: 50, writer: 2 })
  pen.post('anna', 'a', { text: 'first', hlc: 40 })
  pen.post('anna', 'a', { text: 'tie', hlc: 40, id: 'z' })
  expect(textsOf(pen.records)).toEqual(['first'])
  expect(textsOf(pen.records.toReversed())).toEqual(['first'])
})

test('[TL1] two people may choose the same message id without meeting', () => {
  const pen = new Pen()
  pen.post('anna', 'a')
  pen.post('ben', 'a')
  expect(textsOf(pen.records)).toHaveLength(2)
})

test('[TL2] the newest edit shows, and only the author edits', () => {
  const pen = new Pen()
  pen.post('anna', 'a', { text: 'helo', hlc: 100 })
  pen.edit('anna', 'a', 'hello', { hlc: 30 })
  pen.edit('anna', 'a', 'hallo', { hlc: 20 })
  pen.edit('ben', 'a', 'nonsense', { hlc: 300 })
  const [message] = timelineOf(...pen.records).messages()
  expect(message).toMatchObject({ text: 'hello', edited: true, sentAt: 0 })
})

test('[TL3] a deleted message stands without its words, and no edit brings it back', () => {
  const pen = new Pen()
  pen.post('ben', 'b')
  const post = pen.post('anna', 'a', { text: 'secret', replyTo: ['ben', 'b'] })
  pen.react('ben', ['anna', 'a'], '👍')
  pen.retract('anna', [post])
  pen.edit('anna', 'a', 'secret again')
  const message = timelineOf(...pen.records).get(key('anna', 'a'))
  expect(message).toMatchObject({ text: '', deleted: true, edited: false, reactions: [] })
  expect(message?.replyTo).toBeUndefined()
})

test('[TL3] deleting one of a message signed twice, or only an edit of it, deletes it', () => {
  for (const which of [0, 1, 2]) {
    const pen = new Pen()
    pen.post('anna', 'a')
    pen.post('anna', 'a', { writer: 2 })
    pen.edit('anna', 'a', 'changed')
    pen.retract('anna', pen.records.slice(which, which + 1))
    expect(timelineOf(...pen.records).get(key('anna', 'a'))?.deleted).toBe(true)
  }
})

test('[TL4] [AT38] nobody deletes what another wrote', () => {
  const pen = new Pen()
  const post = pen.post('anna', 'a')
  pen.retract('ben', [post])
  expect(timelineOf(...pen.records).get(key('anna', 'a'))?.deleted).toBe(false)
})

test('[TL4] [AT39] a retract of a retract brings nothing back', () => {
  const pen = new Pen()
  const retract = pen.retract('anna', [pen.post('anna', 'a')])
  pen.retract('anna', [retract])
  expect(timelineOf(...pen.records).get(key('anna', 'a'))?.deleted).toBe(true)
})

test('[TL4] [AT40] a retract with the right place and a wrong id, or the other way, does nothing', () => {
  const pen = new Pen()
  const { id, writer, clock } = pen.post('anna', 'a')
  pen.retractPlaces('anna', [
    { id: recordId('another'), writer, clock },
    { id, writer, clock: clock + 1 },
    { id, writer: writer + 1, clock },
  ])
  pen.retractPlaces('anna', [{ id, writer, clock }], { segment: 1 })
  for (const records of [pen.records, pen.records.toReversed()])
    expect(timelineOf(...records).get(key('anna', 'a'))?.deleted).toBe(false)
})

test('[TL17] a moderator deletes what others wrote, and it says who did', () => {
  const pen = new Pen()
  const post = pen.post('anna', 'a')
  const edit = pen.edit('anna', 'a', 'again')
  const thumb = pen.react('ben', ['anna', 'a'], '👍')
  const other = pen.post('anna', 'b')
  const thanks = pen.react('ben', ['anna', 'b'], '🙏')
  pen.retract('mod', [post, edit, thumb, thanks], { byModerator: true })
  for (const records of [pen.records, pen.records.toReversed()]) {
    const timeline = timelineOf(...records)
    expect(timeline.get(key('anna', 'a'))).toMatchObject({
      deleted: true,
      removedBy: 'mod',
      text: '',
    })
    expect(timeline.get(key('anna', 'b'))).toMatchObject({ deleted: false, reactions: [] })
  }
  expect(other.id).toBeDefined()
})

test('[TL18] what its author deleted too, nobody else is said to have deleted; of two moderators the first', () => {
  const removedBy = (...retracts: readonly (readonly [string, number])[]) => {
    const pen = new Pen()
    const post = pen.post('anna', 'a')
    for (const [who, hlc] of retracts) pen.retract(who, [post], { byModerator: true, hlc })
    return [pen.records, pen.records.toReversed()].map(
      (records) => timelineOf(...records).get(key('anna', 'a'))?.removedBy,
    )
  }
  expect(removedBy(['late', 900], ['early', 800])).toEqual(['early', 'early'])
  expect(removedBy(['mod', 800], ['anna', 900])).toEqual([undefined, undefined])
})

test('[TL19] [AT41] without the retracts of a moderator whose removal left them out, all shows again', () => {
  const pen = new Pen()
  const posts = Array.from({ length: 500 }, (_, at) => pen.post('anna', `m${at}`))
  const before = timelineOf(...pen.records).messages()
  pen.retract('mod', posts, { byModerator: true })
  const deleted = timelineOf(...pen.records)
  expect(deleted.messages().every((message) => message.deleted)).toBe(true)
  const rebuilt = timelineOf(...pen.records.filter((record) => record.person !== 'mod'))
  expect(rebuilt.messages()).toEqual(before)
})

test('[TL5] retracting a reaction takes the reaction away and leaves the message', () => {
  const pen = new Pen()
  pen.post('anna', 'a')
  const thumb = pen.react('anna', ['anna', 'a'], '👍')
  pen.react('anna', ['anna', 'a'], '🎉')
  pen.retract('anna', [thumb])
  const [message] = timelineOf(...pen.records).messages()
  expect(message).toMatchObject({ deleted: false, reactions: [{ emoji: '🎉' }] })
})

test('[TL5] retracting the taking back of a reaction leaves it standing', () => {
  const pen = new Pen()
  pen.post('anna', 'a')
  const thumb = pen.react('ben', ['anna', 'a'], '👍')
  pen.retract('ben', [pen.unreact('ben', ['anna', 'a'], [thumb])])
  expect(timelineOf(...pen.records).messages()[0]?.reactions).toHaveLength(1)
})

test('[TL6] a reaction made anew while another device takes the old one back, stays', () => {
  const pen = new Pen()
  pen.post('anna', 'a')
  const before = pen.react('ben', ['anna', 'a'], '👍')
  const anew = pen.react('ben', ['anna', 'a'], '👍', { writer: 9 })
  pen.unreact('ben', ['anna', 'a'], [before])
  const [reaction] = timelineOf(...pen.records).messages()[0]?.reactions ?? []
  expect(reaction?.people).toEqual([person('ben')])
  expect(reaction?.records.get(person('ben'))).toEqual([anew.id])
})

test('[TL6] nobody takes back the reaction of another', () => {
  const pen = new Pen()
  pen.post('anna', 'a')
  const thumb = pen.react('ben', ['anna', 'a'], '👍')
  pen.unreact('cleo', ['anna', 'a'], [thumb])
  expect(timelineOf(...pen.records).messages()[0]?.reactions).toHaveLength(1)
})

test('[TL7] several reactions of one person count once; the first reaction stands first', () => {
  const pen = new Pen()
  pen.post('anna', 'a')
  pen.react('cleo', ['anna', 'a'], '🎉', { hlc: 90 })
  pen.react('ben', ['anna', 'a'], '👍', { hlc: 60 })
  pen.react('ben', ['anna', 'a'], '👍', { hlc: 50, writer: 9 })
  pen.react('anna', ['anna', 'a'], '👍', { hlc: 55 })
  const reactions = timelineOf(...pen.records).messages()[0]?.reactions ?? []
  expect(reactions.map(({ emoji, people }) => [emoji, people])).toEqual([
    ['👍', [person('ben'), person('anna')]],
    ['🎉', [person('cleo')]],
  ])
})

test('[TL8] what a later version writes about a message changes nothing here', () => {
  const pen = new Pen()
  pen.unknown('anna', 'x')
  pen.post('anna', 'a')
  pen.retract('anna', [pen.unknown('anna', 'a')])
  expect(timelineOf(...pen.records).messages()).toMatchObject([{ deleted: false }])
})

test('[TL9] edits and reactions that come first wait for their message; a deletion stands in for it', () => {
  const pen = new Pen()
  const first = pen.post('anna', 'a')
  const second = pen.post('anna', 'b')
  const rest = [
    pen.edit('anna', 'a', 'changed'),
    pen.react('ben', ['anna', 'a'], '👍'),
    pen.retract('anna', [second]),
  ]
  const timeline = timelineOf(...rest)
  expect(timeline.messages()).toMatchObject([{ key: key('anna', 'b'), deleted: true }])
  expect(timeline.get(key('anna', 'a'))).toBeUndefined()
  timeline.apply([first])
  timeline.apply([second])
  expect(timeline.messages()).toMatchObject([
    { text: 'changed', reactions: [{ emoji: '👍' }] },
    { deleted: true, text: '' },
  ])
})

test('[TL3] [TL9] a message names the records that deleting it must name', () => {
  const pen = new Pen()
  const post = pen.post('anna', 'a')
  const edit = pen.edit('anna', 'a', 'changed', { segment: 1 })
  pen.react('anna', ['anna', 'a'], '👍')
  const refs = timelineOf(...pen.records).recordsOf(key('anna', 'a'))
  expect(refs.map(({ id, segment }) => [id, segment])).toEqual([
    [post.id, 0],
    [edit.id, 1],
  ])
  expect(newTimeline().recordsOf(key('anna', 'a'))).toEqual([])
})

test('[TL10] [TL11] the list and its messages stay the same objects until they change', () => {
  const pen = new Pen()
  for (const name of ['a', 'b', 'c']) pen.post('anna', name)
  const timeline = timelineOf(...pen.records)
  const before = timeline.messages()
  timeline.apply(pen.records)
  timeline.apply([])
  timeline.apply([pen.unknown('anna', 'a'), pen.react('ben', ['nobody', 'x'], '👍')])
  expect(timeline.messages()).toBe(before)

  timeline.apply([pen.edit('anna', 'b', 'changed')])
  const after = timeline.messages()
  expect(after).not.toBe(before)
  expect(before[1]?.text).toBe('b by anna')
  expect(after.map((message, at) => message === before[at])).toEqual([true, false, true])
  timeline.apply([pen.edit('ben', 'b', 'not mine')])
  expect(timeline.messages()).toBe(after)
})

test('[TL12] messages stand by the time their authors told, then by writer', () => {
  const pen = new Pen()
  pen.post('cleo', 'late', { hlc: 30 })
  pen.post('ben', 'tie', { hlc: 20 })
  pen.post('anna', 'tie', { hlc: 20 })
  pen.post('dora', 'early', { hlc: 10 })
  expect(textsOf(pen.records)).toEqual([
    'early by dora',
    'tie by anna',
    'tie by ben',
    'late by cleo',
  ])
})

test('[TL13] a reply by someone whose clock is behind stands below its parent', () => {
  const pen = new Pen()
  pen.post('anna', 'question', { hlc: 5_000 })
  pen.post('ben', 'answer', { hlc: 10, replyTo: ['anna', 'question'] })
  pen.post('cleo', 'thanks', { hlc: 5, replyTo: ['ben', 'answer'] })
  const expected = ['question by anna', 'answer by ben', 'thanks by cleo']
  expect(textsOf(pen.records)).toEqual(expected)
  const timeline = newTimeline()
  for (const record of pen.records.toReversed()) timeline.apply([record])
  expect(timeline.messages().map(({ text }) => text)).toEqual(expected)
})

test('[TL14] a clock that was set back does not turn the own lines around', () => {
  const pen = new Pen()
  pen.post('anna', 'one', { hlc: 900 })
  pen.post('anna', 'two', { hlc: 100 })
  pen.post('ben', 'between', { hlc: 500 })
  pen.post('anna', 'three', { hlc: 200 })
  expect(textsOf(pen.records)).toEqual([
    'between by ben',
    'one by anna',
    'two by anna',
    'three by anna',
  ])
})

test('[TL15] replies in a circle end, and everyone sees one order', () => {
  const pen = new Pen()
  pen.post('anna', 'a', { hlc: 30, replyTo: ['ben', 'b'] })
  pen.post('ben', 'b', { hlc: 20, replyTo: ['anna', 'a'] })
  pen.post('cleo', 'self', { hlc: 10, replyTo: ['cleo', 'self'] })
  pen.post('dora', 'd', { hlc: 1, replyTo: ['anna', 'a'] })
  const expected = ['self by cleo', 'b by ben', 'a by anna', 'd by dora']
  expect(textsOf(pen.records)).toEqual(expected)
  expect(textsOf(pen.records.toReversed())).toEqual(expected)
})

test('[TL15] a circle through a writer\u2019s own run ends too', () => {
  const pen = new Pen()
  pen.post('anna', 'first', { hlc: 10, replyTo: ['ben', 'b'] })
  pen.post('anna', 'second', { hlc: 20 })
  pen.post('ben', 'b', { hlc: 15, replyTo: ['anna', 'second'] })
  const expected = ['first by anna', 'b by ben', 'second by anna']
  for (const records of [pen.records, pen.records.toReversed()]) {
    const timeline = newTimeline()
    for (const record of records) timeline.apply([record])
    expect(timeline.messages().map(({ text }) => text)).toEqual(expected)
  }
})

test('[TL15] [TL16] a post that comes late into a circle found before stands as if it came first', () => {
  const pen = new Pen()
  pen.post('ben', 'late', { hlc: 10, replyTo: ['anna', 'a'] })
  pen.post('ben', 'b', { hlc: 20, replyTo: ['anna', 'a'] })
  pen.post('anna', 'a', { hlc: 30, replyTo: ['ben', 'b'] })
  const [late, ...circle] = pen.records
  if (late === undefined) throw new Error('no post')
  const timeline = timelineOf(...circle)
  timeline.apply([late])
  const expected = ['late by ben', 'b by ben', 'a by anna']
  expect(timeline.messages().map(({ text }) => text)).toEqual(expected)
  expect(textsOf(pen.records)).toEqual(expected)
})

test('[AT89] a hundred thousand claims to delete what nobody has cost no more than they weigh', () => {
  const pen = new Pen()
  const nobody = recordId('nobody has it')
  const targets = Array.from({ length: 128 }, (_, clock) => ({ writer: 9, clock, id: nobody }))
  for (let count = 0; count < 800; count++) pen.retractPlaces('mallory', targets)
  pen.post('alice', 'hello')
  const timeline = newTimeline()
  timeline.apply(pen.records)
  expect(timeline.messages()).toMatchObject([{ messageId: 'hello', deleted: false }])
})

test('[TL38] a record is retracted when somebody who may takes it away, and in no other case', () => {
  const pen = new Pen()
  const post = pen.post('anna', 'a')
  const edit = pen.edit('anna', 'a', 'other', { hlc: 20 })
  const kept = pen.post('anna', 'b')
  const retract = pen.retract('anna', [post])
  pen.retract('ben', [kept])
  pen.retract('anna', [retract])
  pen.retractPlaces('anna', [{ id: kept.id, writer: kept.writer, clock: kept.clock + 1 }])
  for (const records of [pen.records, pen.records.toReversed()]) {
    const timeline = timelineOf(...records)
    const retracted = pen.records.filter(({ id }) => timeline.isRetracted(id))
    expect(retracted).toEqual([post])
  }
  pen.retract('anna', [edit])
  expect(timelineOf(...pen.records).isRetracted(edit.id)).toBe(true)
})

test('[TL29] [AT193] of one person so many reactions to a message show, the first ones, and a flood takes time in proportion', () => {
  const pen = new Pen()
  pen.post('anna', 'a')
  pen.react('cleo', ['anna', 'a'], 'good')
  for (let at = 0; at < 500; at++) pen.react('ben', ['anna', 'a'], `no ${at}`)
  // Copied for each that comes, these would take minutes.
  for (let at = 0; at < 40_000; at++)
    pen.react('dora', ['anna', 'a'], 'again', { id: `again ${at}`, hlc: 90_000 + at })
  const timeline = newTimeline()
  timeline.apply(pen.records)
  const shown = timeline.messages()[0]?.reactions.map(({ emoji }) => emoji)
  expect(shown).toHaveLength(22)
  expect(shown).toEqual(expect.arrayContaining(['good', 'no 0', 'no 19', 'again']))
})
