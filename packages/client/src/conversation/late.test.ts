import { type Message, messageKey, type MessageKey, NO_PLACES, setOfVector } from '@parley/group'
import { hlcAt, type PersonId, type PlaceSet, toMessageId, toPersonId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { randomFrom } from '../identity/identity.fake.ts'
import { MemoryDisk } from '../stores/memory-disk.ts'
import { newMemoryStore } from '../stores/memory-store.ts'
import { lateAmong, openLate } from './late.ts'

const random = randomFrom('late')
const me = toPersonId(random(16))
const bob = toPersonId(random(16))
const NOW = 1_700_000_000_000
const MINUTE = 60_000

/** Each stands a minute after the one before, the last a minute ago. */
function conversation(people: readonly PersonId[]): readonly Message[] {
  return people.map((person, clock) => {
    const messageId = toMessageId(random(16))
    const sentAt = NOW - (people.length - clock) * MINUTE - 1
    return {
      key: messageKey(person, messageId),
      person,
      messageId,
      segment: 0,
      writer: person === me ? 1 : 2,
      clock,
      hlc: hlcAt(sentAt),
      sentAt,
      text: 'x',
      said: { segment: 0, writer: person === me ? 1 : 2, clock },
      edited: false,
      deleted: false,
      removedBy: undefined,
      replyTo: undefined,
      thread: undefined,
      root: undefined,
      needsRoot: false,
      mentions: [],
      forwarded: false,
      announcement: false,
      usesNewer: false,
      pin: undefined,
      reactions: [],
    }
  })
}

function lateOf(
  messages: readonly Message[],
  arrivedAt: readonly number[],
  read: PlaceSet = NO_PLACES,
): readonly number[] {
  const keys = arrivedAt
    .map((at) => messages[at]?.key)
    .filter((key): key is MessageKey => key !== undefined)
  const late = new Set(lateAmong(new Set(keys), { messages, read, me, now: NOW }))
  return messages.flatMap(({ key }, at) => (late.has(key) ? [at] : []))
}

test('[GS8] what arrives above an own message is late; what arrives below is not', () => {
  const messages = conversation([bob, bob, me, bob])
  expect(lateOf(messages, [0, 1, 3])).toEqual([0, 1])
})

test('[GS8] what arrives above something read is late', () => {
  const messages = conversation([bob, bob, bob])
  expect(
    lateOf(
      [{ ...messages[0], writer: 7 } as Message, ...messages.slice(1)],
      [0],
      setOfVector(new Map([[0, new Map([[2, 3]])]])),
    ),
  ).toEqual([0])
})

test('[GS8] a whole history that arrives before anything was read is not late', () => {
  expect(
    lateOf(
      conversation(Array.from({ length: 50 }, () => bob)),
      Array.from({ length: 50 }, (_, at) => at),
    ),
  ).toEqual([])
})

test('[GS8] a message of this minute is not late', () => {
  const messages = conversation([bob, me]).map((message) => ({ ...message, sentAt: NOW - 10_000 }))
  expect(lateOf(messages, [0])).toEqual([])
})

test('[GS8] the list is kept over a restart until it has been seen', async () => {
  const disk = new MemoryDisk()
  const group = 'g' as Parameters<typeof openLate>[1]
  const [first, second] = conversation([bob, bob]).map(({ key }) => key)
  if (first === undefined || second === undefined) throw new Error('no messages')
  const before = await openLate(newMemoryStore(disk.newProcess()), group)
  before.add([first, second])
  before.see(first)
  expect([before.has(first), before.has(second)]).toEqual([true, true]) // still marked
  await expect.poll(() => disk.entries.get('late/g')).toEqual([second])
  const after = await openLate(newMemoryStore(disk.newProcess()), group)
  expect(after.keys()).toEqual([second])
  after.see(undefined)
  expect(after.keys()).toEqual([])
})
