import { newTimeline, type TimelineRecord } from '@parley/group'
import {
  type Content,
  type GroupId,
  newWriter,
  type PersonId,
  toMessageId,
  toRecordId,
  type Writer,
  writerPrefix,
} from '@parley/protocol'
import { expect, test } from 'vitest'
import { type LeftoversPorts, newLeftovers } from './leftovers.ts'

const GROUP = 'g'.repeat(43) as GroupId
const [ME, MODERATOR] = ['me', 'moderator'] as [PersonId, PersonId]
const KEY = new Uint8Array(32).fill(1)
const PREFIX = writerPrefix(GROUP, KEY)
const [HERE, ELSEWHERE] = [newWriter(PREFIX, 1), newWriter((PREFIX + 1) % 1000, 1)]
const MESSAGE = toMessageId(new Uint8Array(16).fill(5))
const POST: Content = { kind: 'post', messageId: MESSAGE, text: 'secret', replyTo: undefined }
const REACT: Content = { kind: 'react', messageId: MESSAGE, person: ME, emoji: '👍' }

const idOf = (at: number) => toRecordId(new Uint8Array(16).fill(at))

function said(at: number, writer: Writer, content: Content): TimelineRecord {
  const place = { segment: 0, writer, clock: at }
  return { type: 'content', id: idOf(at), ...place, person: ME, hlc: BigInt(at), content }
}

function retracted(
  at: number,
  by: PersonId,
  target: { at: number; writer: Writer },
): TimelineRecord {
  return {
    type: 'retract',
    id: idOf(at),
    segment: 0,
    writer: HERE,
    clock: at,
    person: by,
    hlc: BigInt(at),
    retract: [{ id: idOf(target.at), writer: target.writer, clock: target.at }],
    messageId: MESSAGE,
    postHlc: BigInt(target.at),
    target: ME,
    byModerator: by === MODERATOR,
  }
}

function newConversation() {
  const timeline = newTimeline()
  const device = { identity: { person: ME, device: { publicKey: KEY } } }
  const leftovers = newLeftovers({
    device: device as unknown as LeftoversPorts['device'],
    group: GROUP,
    timeline: () => timeline,
  })
  return {
    leftovers,
    due: () => leftovers.due().flatMap(({ records }) => records.map(({ clock }) => clock)),
    take(...lines: readonly TimelineRecord[]) {
      timeline.apply(lines)
      leftovers.take(lines)
    },
  }
}

test('[GS66] of a message that its author deleted, what this device wrote and no retract names is named, three times at most', () => {
  const { leftovers, take, due } = newConversation()
  take(said(2, HERE, POST), retracted(3, ME, { at: 2, writer: HERE }))
  expect(leftovers.isAny()).toBe(false)
  take(said(1, HERE, POST), said(4, ELSEWHERE, POST))
  expect(due()).toEqual([1])
  for (const expected of [[1], [1], []]) {
    take(said(1, HERE, POST))
    expect(due()).toEqual(expected)
  }
})

test('[GS66] whichever came first, the record or its deletion; and what is named is let be', () => {
  const { leftovers, take, due } = newConversation()
  take(said(1, HERE, POST), said(2, HERE, POST))
  take(retracted(3, ME, { at: 2, writer: HERE }))
  expect(due()).toEqual([1])
  take(retracted(4, ME, { at: 1, writer: HERE }))
  expect(leftovers.isAny()).toBe(false)
})

test('[GS66] what a moderator took away its author does not delete once more', () => {
  const { leftovers, take } = newConversation()
  take(said(2, HERE, POST), retracted(3, MODERATOR, { at: 2, writer: HERE }), said(1, HERE, POST))
  expect(leftovers.isAny()).toBe(false)
})

test('[GS66] of a reaction what is older than its taking back is named, and what is newer is not', () => {
  const { leftovers, take, due } = newConversation()
  take(said(2, HERE, REACT))
  take(said(3, HERE, { ...REACT, kind: 'unreact', records: [idOf(2)] }))
  take(said(4, HERE, REACT), said(5, ELSEWHERE, REACT))
  expect(leftovers.isAny()).toBe(false)
  take(said(1, HERE, REACT))
  expect(due()).toEqual([1])
})
