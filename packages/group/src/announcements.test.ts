import { expect, test } from 'vitest'
import { key, Pen } from '../test/timeline-world.ts'
import type { TimelineRecord } from './message.ts'
import { newTimeline } from './timeline.ts'

function announcedIn(records: readonly TimelineRecord[]) {
  const timeline = newTimeline()
  timeline.apply(records)
  return timeline.everything().filter(({ announcement }) => announcement)
}

const announcement = true
const byModerator = true

test('[TL34] what a moderator announces is one; who only says so has written a message', () => {
  const pen = new Pen()
  pen.post('teacher', 'trip', { announcement, byModerator })
  pen.post('ali', 'free', { announcement })
  pen.post('teacher', 'aside', { byModerator })
  const found = announcedIn(pen.records)
  expect(found.map((one) => one.key)).toEqual([key('teacher', 'trip')])
  const timeline = newTimeline()
  timeline.apply(pen.records)
  expect(timeline.messages()).toHaveLength(3)
})

test('[TL34] in a thread nothing is announced', () => {
  const pen = new Pen()
  pen.post('teacher', 'root')
  pen.post('teacher', 'below', { announcement, byModerator, under: ['teacher', 'root'] })
  expect(announcedIn(pen.records)).toEqual([])
})

test('[TL34] an edit changes what is announced, and a deletion takes it away', () => {
  const pen = new Pen()
  const post = pen.post('teacher', 'trip', { announcement, byModerator })
  pen.edit('teacher', 'trip', 'on Friday')
  expect(announcedIn(pen.records)).toMatchObject([{ text: 'on Friday', edited: true }])
  pen.retract('teacher', [post])
  expect(announcedIn(pen.records)).toEqual([])
})
