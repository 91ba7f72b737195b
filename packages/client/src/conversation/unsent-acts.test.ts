import { type Timeline, type TimelineRecord } from '@parley/group'
import { hlcAt, segmentDoc, toGroupId, toMessageId, toPersonId, toRecordId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { randomFrom } from '../identity/identity.fake.ts'
import type { OutboxRecord } from '../writing/outbox.ts'
import { newUnsentActs } from './unsent-acts.ts'

const random = randomFrom('unsent acts')
const me = toPersonId(random(16))
const group = toGroupId(random(32))
const messageId = toMessageId(random(16))
const doc = segmentDoc(group, 0)

function waits(clock: number): OutboxRecord {
  return { doc, writer: 1, clock, bytes: new Uint8Array() }
}

function reaction(clock: number, emoji: string): TimelineRecord {
  return {
    type: 'content',
    id: toRecordId(random(16)),
    segment: 0,
    writer: 1,
    clock,
    person: me,
    hlc: hlcAt(1_700_000_000_000 + clock),
    content: { kind: 'react', messageId, person: me, emoji },
  }
}

/** A timeline that counts how often it is looked into, and an outbox. */
function newStage() {
  const held: TimelineRecord[] = []
  let askedCount = 0
  let records: readonly OutboxRecord[] = []
  const timeline: Pick<Timeline, 'heldAt' | 'recordsCount'> = {
    recordsCount: () => held.length,
    heldAt({ clock }) {
      askedCount++
      return held.find((one) => one.clock === clock)
    },
  }
  const unsent = newUnsentActs({ docs: () => [doc], recordsOf: () => records }, group)
  return {
    held,
    timeline,
    asked: () => askedCount,
    put: (...clocks: number[]) => {
      records = clocks.map((clock) => records.find((one) => one.clock === clock) ?? waits(clock))
    },
    acts: (of = timeline) => unsent(of).get(`${me}/${messageId}`),
  }
}

test('[GS124] what waits shows as unsent once it is in the timeline, whichever came first', () => {
  const stage = newStage()
  stage.put(0)
  expect(stage.acts()).toBeUndefined()
  stage.held.push(reaction(0, '👍'))
  expect(stage.acts()).toBe(' 👍')
  stage.held.push(reaction(1, '🎉'))
  stage.put(0, 1)
  expect(stage.acts()).toBe(' 👍 🎉')
  stage.put(1)
  expect(stage.acts()).toBe(' 🎉')
  stage.put()
  expect(stage.acts()).toBeUndefined()
})

test('[GS124] a timeline that was made anew is asked again about all that waits', () => {
  const stage = newStage()
  stage.held.push(reaction(0, '👍'))
  stage.put(0)
  expect(stage.acts()).toBe(' 👍')
  expect(stage.acts({ recordsCount: () => 1, heldAt: () => undefined })).toBeUndefined()
  expect(stage.acts()).toBe(' 👍')
})

test('only what came since is looked up, and what was not in the timeline when that has grown', () => {
  const stage = newStage()
  stage.held.push(reaction(0, '👍'))
  stage.put(0)
  stage.acts()
  expect(stage.asked()).toBe(1)
  stage.held.push(reaction(1, '🎉'))
  stage.acts()
  expect(stage.asked()).toBe(1)
  stage.put(0, 1, 2)
  expect(stage.acts()).toBe(' 👍 🎉')
  expect(stage.asked()).toBe(3)
  stage.acts()
  expect(stage.asked()).toBe(3)
  stage.held.push(reaction(2, '❤️'))
  expect(stage.acts()).toBe(' 👍 🎉 ❤️')
})
