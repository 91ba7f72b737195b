import { newTimeline, type TimelineRecord } from '@parley/group'
import {
  type Content,
  hlcAt,
  type MessageRef,
  segmentDoc,
  toGroupId,
  toMessageId,
  toPersonId,
  toRecordId,
} from '@parley/protocol'
import { expect, test } from 'vitest'
import { randomFrom } from '../identity/identity.fake.ts'
import { newShowing } from './shown.ts'
import { newUnsentActs } from './unsent-acts.ts'

const random = randomFrom('shown')
const me = toPersonId(random(16))
const bob = toPersonId(random(16))
const group = toGroupId(random(32))
const doc = segmentDoc(group, 0)
const ids = Array.from({ length: 10_001 }, () => toMessageId(random(16)))

/** Every other one is mine. */
function post(at: number, replyTo?: MessageRef): TimelineRecord {
  const messageId = ids[at] ?? toMessageId(random(16))
  const [person, writer] = at % 2 === 1 ? [me, 1] : [bob, 2]
  return {
    type: 'content',
    id: toRecordId(random(16)),
    segment: 0,
    writer,
    clock: at >> 1,
    person,
    hlc: hlcAt(1_700_000_000_000 + at * 1_000),
    content: { kind: 'post', messageId, text: `message ${at}`, replyTo },
  }
}

/** My own, of what I posted there; at a place of its own. */
function edit(at: number, clock: number): TimelineRecord {
  return {
    type: 'content',
    id: toRecordId(random(16)),
    segment: 0,
    writer: 1,
    clock,
    person: me,
    hlc: hlcAt(1_700_000_900_000),
    content: { kind: 'edit', messageId: ids[at] ?? toMessageId(random(16)), text: 'better words' },
  }
}

function newStage(count: number) {
  const timeline = newTimeline()
  timeline.apply(Array.from({ length: count }, (_, at) => post(at)))
  const state = {
    namesVersion: 1,
    reached: new Map<number, number>(),
    waits: new Set<number>(),
    acts: new Set<number>(),
  }
  let asked = 0
  const showing = newShowing({
    me,
    nameOf: (person) => {
      asked++
      return person === me ? 'Me' : `Bob ${state.namesVersion}`
    },
    namesVersion: () => state.namesVersion,
    othersCount: () => 1,
    isInOutbox: ({ clock }) => state.waits.has(clock),
    unsentActs: newUnsentActs(
      {
        docs: () => [doc],
        recordsOf: () =>
          [...state.acts].map((clock) => ({ doc, writer: 1, clock, bytes: new Uint8Array() })),
      },
      group,
    ),
    reach: ({ clock }) => ({
      receivedBy: state.reached.get(clock) ?? 0,
      readBy: 0,
      ofCount: 1,
      told: undefined,
    }),
    isLate: () => false,
    threadOf: () => undefined,
    mayModerate: () => false,
    isPresent: () => true,
  })
  const show = () => {
    const before = asked
    const shown = showing.show(timeline, timeline.messages())
    return { shown, askedCount: asked - before }
  }
  return { timeline, state, show }
}

test('[GS1] after one new message in ten thousand only that one is drawn anew', () => {
  const { timeline, show } = newStage(10_000)
  const { shown: before } = show()
  timeline.apply([post(10_000)])
  const { shown, askedCount } = show()
  expect(shown).toHaveLength(10_001)
  expect(before.every((message, at) => message === shown[at])).toBe(true)
  expect(askedCount).toBe(1)
})

test('[GS1] a new tick or another name draws those it is about, and a quote changes with what it quotes', () => {
  const { timeline, state, show } = newStage(4)
  const quoted = { segment: 0, person: bob, messageId: ids[2] ?? toMessageId(random(16)) }
  timeline.apply([post(5, quoted)])
  const { shown: first } = show()
  expect(first.at(-1)?.replyTo).toMatchObject({ author: 'Bob 1', text: 'message 2' })
  state.reached.set(0, 1)
  const { shown: second } = show()
  expect(second.map((message, at) => message === first[at])).toEqual([
    true,
    false,
    true,
    true,
    true,
  ])
  expect(second[1]?.status).toBe('received')
  state.namesVersion++
  expect(show().shown[0]?.author).toBe('Bob 2')
})

test('[GS95] what others have read is not what an edit says that still waits', () => {
  const { timeline, state, show } = newStage(2)
  state.reached.set(0, 1)
  const statusNow = () => show().shown[1]?.status
  expect(statusNow()).toBe('received')
  timeline.apply([edit(1, 77)])
  state.waits.add(77)
  expect(statusNow()).toBe('on-device')
  state.waits.delete(77)
  expect(statusNow()).toBe('received')
})

test('[GS99] [AT230] what no relay has is with nobody, whatever somebody tells of it', () => {
  const { state, show } = newStage(2)
  state.reached.set(0, 1)
  state.waits.add(0)
  expect(show().shown[1]?.status).toBe('on-device')
  state.waits.delete(0)
  expect(show().shown[1]?.status).toBe('received')
})

/** My own, about what somebody wrote. */
function act(clock: number, content: Content): TimelineRecord {
  const id = toRecordId(random(16))
  const hlc = hlcAt(1_700_000_900_000 + clock)
  return { type: 'content', id, segment: 0, writer: 1, clock, person: me, hlc, content }
}

test('[GS124] a reaction and a deletion look unsent until a relay has them, each on its own', () => {
  const { timeline, state, show } = newStage(2)
  const [messageId, mine] = ids
  const posted = timeline.messages()[1]
  if (messageId === undefined || mine === undefined || posted === undefined) throw new Error()
  const [ref] = timeline.recordsOf(posted.key)
  if (ref === undefined) throw new Error('nothing was posted')
  const to = { messageId, person: bob }
  const { id, writer, clock } = ref
  timeline.apply([
    act(70, { kind: 'react', ...to, emoji: '👍' }),
    act(71, { kind: 'react', ...to, emoji: '🎉' }),
    {
      ...act(72, { kind: 'hand', messageId: mine }),
      type: 'retract',
      retract: [{ id, writer, clock }],
      messageId: mine,
      postHlc: posted.hlc,
      target: me,
      byModerator: false,
    },
  ])
  const signs = () => {
    const [first, second] = show().shown
    const unsent = first?.reactions.flatMap(({ emoji, isUnsent }) => (isUnsent ? [emoji] : []))
    return [unsent, second?.deleted, second?.isDeletionUnsent === true]
  }
  expect(signs()).toEqual([[], true, false])
  for (const one of [70, 71, 72]) state.acts.add(one)
  expect(signs()).toEqual([['👍', '🎉'], true, true])
  state.acts.delete(70)
  expect(signs()).toEqual([['🎉'], true, true])
  state.acts.delete(72)
  expect(signs()).toEqual([['🎉'], true, false])
  // Taken back, while somebody else's stays.
  timeline.apply([
    { ...act(80, { kind: 'react', ...to, emoji: '👍' }), person: bob, writer: 2 },
    act(73, { kind: 'unreact', ...to, emoji: '👍', records: [] }),
  ])
  state.acts.add(73)
  expect(signs()).toEqual([['👍', '🎉'], true, false])
})
