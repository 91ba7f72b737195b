import { expect, test } from 'vitest'
import type { MessageKey, PersonId, ShownMessage } from '@parley/react'
import { messageRows } from './message-rows.ts'

const MINUTE = 60_000
const noon = new Date(2026, 4, 5, 12).getTime()

function said(person: string, sentAt: number, more: Partial<ShownMessage> = {}): ShownMessage {
  return {
    key: `${person}/${sentAt}` as MessageKey,
    person: person as PersonId,
    author: person,
    isMine: person === 'me',
    text: 'hello',
    sentAt,
    edited: false,
    deleted: false,
    removedBy: undefined,
    mayDelete: person === 'me',
    late: false,
    replyTo: undefined,
    mentions: [],
    mentionsMe: false,
    inThread: undefined,
    thread: undefined,
    pinned: false,
    forwarded: false,
    announcement: false,
    usesNewer: false,
    reactions: [],
    status: undefined,
    receivedBy: 0,
    readBy: 0,
    othersCount: 1,
    ...more,
  }
}

test('what one person writes in one go stands under one name', () => {
  const rows = messageRows(
    [
      said('ann', noon),
      said('ann', noon + MINUTE),
      said('bob', noon + 2 * MINUTE),
      said('bob', noon + 9 * MINUTE),
    ],
    undefined,
  )
  expect(rows.map((row) => row.startsRun)).toEqual([true, false, true, true])
  expect(rows.map((row) => row.endsRun)).toEqual([false, true, true, true])
})

test('a day begins with its first message, and days never run backwards', () => {
  const day = 24 * 60 * MINUTE
  const rows = messageRows(
    [
      said('ann', noon - day),
      said('bob', noon),
      said('ann', noon - day + MINUTE),
      said('bob', noon + MINUTE),
      said('ann', noon + day),
    ],
    undefined,
  )
  expect(rows.map((row) => row.dayAt !== undefined)).toEqual([true, true, false, false, true])
})

test('the line "New" breaks a run, so that the first unread message has its name', () => {
  const messages = [said('ann', noon), said('ann', noon + 1), said('ann', noon + 2)]
  const rows = messageRows(messages, messages[1]?.key)
  expect(rows.map((row) => [row.isFirstUnread, row.startsRun])).toEqual([
    [false, true],
    [true, true],
    [false, false],
  ])
})
