import {
  newWriter,
  parseSealedPresence,
  type PresenceEntry,
  toEpochId,
  toGroupId,
  writerPrefix,
} from '@parley/protocol'
import { expect, test } from 'vitest'
import { newFakeClock } from '../browser/clock.fake.ts'
import type { Device } from '../device.ts'
import { identityOf, randomFrom } from '../identity/identity.fake.ts'
import type { EpochKey } from '../writing/drafts.ts'
import { openPresence } from './presence.ts'

const random = randomFrom('presence')
const group = toGroupId(random(32))
const people = [identityOf('alice'), identityOf('bob')]
const idOf = (name: string) =>
  newWriter(writerPrefix(group, identityOf(name).device.publicKey), name.length)
const key: EpochKey = { id: toEpochId(random(16)), key: random(32) }

/** One person's presence in an encrypted group of two; what a test changes is in `now`. */
function newDesk(name: string) {
  const identity = identityOf(name)
  const clock = newFakeClock()
  const sent: PresenceEntry[] = []
  const heard: ((group: unknown, entries: readonly PresenceEntry[]) => void)[] = []
  const states: (() => void)[] = []
  const now = {
    state: 'connected',
    isFollowed: true,
    isAdmitted: true,
    key: key as EpochKey | undefined,
    members: new Map(people.map(({ person }) => [person, {}])),
  }
  const link = {
    state: () => ({ state: now.state }),
    onState: (listen: () => void) => states.push(listen),
    onPresence: (listen: (typeof heard)[number]) => heard.push(listen),
    sendPresence: (_: unknown, entry: PresenceEntry) => sent.push(entry),
  }
  const settings = { onChange: () => () => undefined }
  const device = { clock, ownClock: clock, random, identity, link, settings }
  const byPrefix = new Map(people.map((one) => [idOf(one === people[0] ? 'alice' : 'bob'), one]))
  const presence = openPresence({
    device: device as unknown as Device,
    group,
    id: () => idOf(name),
    roster: () =>
      ({
        encrypted: true,
        members: now.members,
        devicesOf: (id: number) => [byPrefix.get(id)],
        personOf: (one: (typeof people)[number] | undefined) => one?.person,
      }) as never,
    epochKey: () => now.key,
    keyOf: (epoch) => (epoch === key.id ? key.key : undefined),
    nameOf: (person) => (person === people[0]?.person ? 'Alice' : 'Bob'),
    isShared: () => true,
    isFollowed: () => now.isFollowed,
    isAdmitted: () => now.isAdmitted,
  })
  return {
    presence,
    sent,
    hear: (entries: readonly PresenceEntry[]) => {
      for (const listen of heard) listen(group, entries)
    },
    become(change: Partial<typeof now>) {
      Object.assign(now, change)
      for (const listen of states) listen()
    },
    here: () => presence.here.get().people.map((one) => `${one.name}${one.typing ? ' types' : ''}`),
    epochsSent: () => sent.map(({ state }) => state && parseSealedPresence(state)?.epoch),
  }
}

/** Alice's desk, who has heard that Bob is here. */
function newPair() {
  const [alice, bob] = [newDesk('alice'), newDesk('bob')]
  bob.presence.announce()
  alice.hear(bob.sent)
  expect(alice.here()).toEqual(['Bob'])
  return { alice, bob }
}

test('[HE1] a line that falls silent hides who is here, and shows them again when it is heard in the same session', () => {
  const { alice } = newPair()
  alice.become({ state: 'offline' })
  expect(alice.here()).toEqual([])
  alice.become({ state: 'connected' })
  expect(alice.here()).toEqual(['Bob'])
})

test('[HE1] of an earlier session nothing is shown: the next one tells anew', () => {
  const { alice, bob } = newPair()
  alice.become({ state: 'offline', isFollowed: false })
  alice.become({ state: 'connected' })
  alice.become({ isFollowed: true })
  alice.presence.announce()
  expect(alice.here()).toEqual([])
  alice.hear(bob.sent)
  expect(alice.here()).toEqual(['Bob'])
})

test('[HE2] who is in the group no more, or is told nothing of it, sees nobody here', () => {
  const { alice } = newPair()
  alice.become({ members: new Map() })
  expect(alice.here()).toEqual([])
  const other = newPair().alice
  other.become({ isFollowed: false })
  expect(other.here()).toEqual([])
})

test('[HE3] without a key to write under others still hear who is here, and not who types', () => {
  const [alice, bob] = [newDesk('alice'), newDesk('bob')]
  bob.become({ key: undefined })
  bob.presence.announce()
  bob.presence.setTyping(true)
  expect(bob.epochsSent()).toEqual([undefined])
  alice.hear(bob.sent)
  expect(alice.here()).toEqual(['Bob'])
  bob.become({ key })
  bob.presence.setTyping(false)
  bob.presence.setTyping(true)
  alice.hear(bob.sent)
  expect(alice.here()).toEqual(['Bob types'])
})

test('[HE3] what was sealed under a key that is written with no more is told again, once', () => {
  const bob = newDesk('bob')
  bob.presence.announce()
  bob.become({ key: undefined })
  bob.presence.refresh()
  bob.presence.refresh()
  expect(bob.epochsSent()).toEqual([key.id, undefined])
})

test('[HE4] who has just come in tells it as soon as a relay knows them, and not before', () => {
  const bob = newDesk('bob')
  bob.become({ isAdmitted: false })
  bob.presence.announce()
  bob.presence.refresh()
  expect(bob.sent).toEqual([])
  bob.become({ isAdmitted: true })
  bob.presence.refresh()
  bob.presence.refresh()
  expect(bob.sent).toHaveLength(1)
})
