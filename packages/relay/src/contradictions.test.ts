import { CLOSE_CODE, groupDoc, segmentDoc } from '@parley/protocol'
import { expect, test } from 'vitest'
import { follow } from '../test/pair.ts'
import { newGroup, newPerson, type Person, type TestGroup, type Written } from '../test/people.ts'
import { settle, type TestClient, until } from '../test/sockets.ts'
import { newWorld } from '../test/world.ts'
import { newMemoryDisk, newMemoryJournal } from './journal/memory-journal.ts'
import type { RelayLimits } from './limits.ts'

const got = (client: TestClient, { doc, update }: Written): boolean =>
  client.syncs(doc).some(({ bytes }) => Buffer.from(bytes).equals(update))

/** Three relays on one log, that hear what the others put in when it is told; Alice's group with six more. */
async function newCluster(limits: Partial<RelayLimits> = {}) {
  const disk = newMemoryDisk()
  const alice = newPerson()
  const people = Array.from({ length: 6 }, () => newPerson())
  const group = newGroup(alice)
  const heads = people.map((person) => group.join(person).id)
  const open = async () => {
    const late: (() => void)[] = []
    const kept = newMemoryJournal(disk, (tell) => void late.push(tell))
    let reads = 0
    const journal = {
      ...kept,
      read(doc: string) {
        if (doc === groupDoc(group.id)) reads++
        return kept.read(doc)
      },
    }
    const world = await newWorld({ disk, journal, limits })
    return {
      ...world,
      /** How often the group was read. */
      reads: () => reads,
      async hear() {
        for (const tell of late.splice(0)) tell()
        await settle()
      },
      async come(person: Person): Promise<TestClient> {
        const client = await world.connect(person).open()
        await follow(client, group)
        return client
      },
    }
  }
  const [one, other, third] = [await open(), await open(), await open()]
  const founding = await one.connect(alice).open()
  founding.update(groupDoc(group.id), group.update())
  await until(() => founding.acks(groupDoc(group.id)).length > 0)
  const hearAll = async (): Promise<void> => {
    for (let times = 0; times < 3; times++)
      for (const relay of [one, other, third]) await relay.hear()
  }
  await hearAll()
  for (const relay of [one, other]) await relay.come(alice)
  return { disk, group, heads, alice, people, one, other, third, hearAll }
}

type Cluster = Awaited<ReturnType<typeof newCluster>>

/** Two records at one place: the one that is to stand, and the other one. */
function lie(
  liar: Person,
  group: TestGroup,
  heads: Written['id'][],
  clock = 0,
): [Written, Written] {
  const [one, other] = [0, 1].map(() => liar.post(group.id, { heads, clock }))
  if (one === undefined || other === undefined) throw new Error('nothing was written')
  return one.id < other.id ? [one, other] : [other, one]
}

async function say(client: TestClient, { doc, update, clock }: Written): Promise<void> {
  client.update(doc, update)
  await until(() => client.acks(doc).some((ack) => ack.clock > clock))
}

/** What somebody gets who comes to this relay with nothing. */
async function stateAt(relay: Cluster['one'], { group, alice }: Cluster): Promise<string> {
  const reader = await relay.connect(alice).open()
  reader.step1(segmentDoc(group.id, 0))
  await until(() => reader.syncs(segmentDoc(group.id, 0)).length === 2)
  const answer = reader.syncs(segmentDoc(group.id, 0)).find(({ step }) => step === 'step2')
  return Buffer.from(answer?.bytes ?? []).toString('hex')
}

const has = (state: string, { bytes }: Written): boolean =>
  state.includes(Buffer.from(bytes).toString('hex'))

for (const isFirst of [true, false])
  test(`[RE73] of two records at one place, told to two relays, all come to hold the one whose id is lesser, told ${isFirst ? 'first' : 'last'}`, async () => {
    const cluster = await newCluster()
    const { one, other, third, group, heads, people, hearAll } = cluster
    const [bob = newPerson()] = people
    const [standing, outdone] = lie(bob, group, heads)
    const [first, last] = isFirst ? [standing, outdone] : [outdone, standing]
    await say(await one.come(bob), first)
    await say(await other.come(bob), last)
    const before = one.reads() + other.reads()
    await hearAll()
    const states = [await stateAt(one, cluster), await stateAt(other, cluster)]
    expect(states.map((state) => has(state, standing))).toEqual([true, true])
    expect(one.reads() + other.reads()).toBe(before + 1) // only where the other one was
    expect(await stateAt(third, cluster)).toBe(states[0])
    expect(states[1]).toBe(states[0])
    for (const { events } of [one, other])
      expect(events).toEqual([{ type: 'log-contradicted', doc: standing.doc }])
  })

for (const rewriter of ['who holds what stands', 'who holds the other'] as const)
  test(`[RE73] a document that is rewritten while two relays differ comes to the same everywhere: ${rewriter} rewrites`, async () => {
    const cluster = await newCluster({ compactEntries: 1 })
    const { one, other, third, group, heads, people, hearAll } = cluster
    const [bob = newPerson(), carol = newPerson()] = people
    const [standing, outdone] = lie(bob, group, heads)
    const isStanding = rewriter === 'who holds what stands'
    const [first, last] = isStanding ? [standing, outdone] : [outdone, standing]
    await say(await one.come(bob), first)
    await say(await other.come(bob), last)
    await other.hear()
    await say(await one.come(carol), carol.post(group.id, { heads }))
    await hearAll()
    const state = await stateAt(one, cluster)
    expect(has(state, standing)).toBe(true)
    expect(await stateAt(other, cluster)).toBe(state)
    expect(await stateAt(third, cluster)).toBe(state)
  })

test('[RE78] [AT228] who does it again and again is refused at both relays, whoever brings it, and nobody else; an hour later not', async () => {
  const { one, other, group, heads, people, hearAll } = await newCluster()
  const [liar = newPerson(), carol = newPerson()] = people
  for (let clock = 0; clock < 3; clock++) {
    const [standing, outdone] = lie(liar, group, heads, clock)
    const [atOne, atOther] = [await one.come(liar), await other.come(liar)]
    await say(atOne, standing)
    await say(atOther, outdone)
    await hearAll()
  }
  const next = liar.post(group.id, { heads, clock: 3 })
  for (const relay of [one, other]) {
    relay.clock.advance(10_000)
    await settle()
    for (const bearer of [liar, carol]) {
      const client = await relay.come(bearer)
      client.update(next.doc, next.update)
      await until(() => client.refusals(next.doc).length > 0)
      expect(client.refusals(next.doc)).toMatchObject([{ reason: 'policy:rate' }])
    }
  }
  await say(await one.come(carol), carol.post(group.id, { heads }))
  one.clock.advance(3_600_000)
  await say(await one.come(liar), next)
})

test('[RE78] one contradiction counts once, however often it is told', async () => {
  const { one, other, group, heads, people, hearAll } = await newCluster({ compactEntries: 1 })
  const [bob = newPerson(), carol = newPerson()] = people
  const [standing, outdone] = lie(bob, group, heads)
  await say(await one.come(bob), standing)
  await say(await other.come(bob), outdone)
  for (let times = 0; times < 5; times++)
    await say(await other.come(carol), carol.post(group.id, { heads })) // rewritten each time
  await one.hear()
  const atOne = await one.come(bob)
  await say(atOne, bob.post(group.id, { heads, clock: 1 }))
  await hearAll()
  expect(one.events).toEqual([{ type: 'log-contradicted', doc: standing.doc }])
})

test('[RE78] [AT228] whoever does it, and however many: a group is loaded anew at once, and then every five seconds', async () => {
  const cluster = await newCluster()
  const { one, other, group, heads, people, hearAll } = cluster
  const lies: Written[] = []
  const before = other.reads()
  for (const liar of [...people, ...people]) {
    const [standing, outdone] = lie(liar, group, heads, lies.length < people.length ? 0 : 1)
    lies.push(standing)
    const [atOne, atOther] = [await one.come(liar), await other.come(liar)]
    await say(atOne, standing)
    await say(atOther, outdone)
    await hearAll()
  }
  expect(other.reads() - before).toBe(1)
  other.clock.advance(4_000)
  await stateAt(other, cluster)
  expect(other.reads() - before).toBe(1)
  other.clock.advance(1_000)
  const state = await stateAt(other, cluster)
  expect(other.reads() - before).toBe(2)
  for (const standing of lies) expect(has(state, standing)).toBe(true)
  expect(await stateAt(one, cluster)).toBe(state)
})

test('[RE73] [RE20] who was being answered while the group was dropped asks again, and misses nothing', async () => {
  const { one, other, group, heads, alice, people } = await newCluster({ drainBytes: 0 })
  const [bob = newPerson()] = people
  const [standing, outdone] = lie(bob, group, heads)
  const [atOne, atOther] = [await one.come(bob), await other.come(bob)]
  const atAlice = await one.come(alice)
  await say(atOther, outdone)
  const slow = await other.connect(alice).open()
  let isFull = false
  slow.socket.queuedBytes = () => (isFull ? 1 : 0)
  slow.step1(outdone.doc)
  isFull = true
  await until(() => slow.syncs(outdone.doc).length === 1)
  await say(atOne, standing) // where nobody has heard of the other one
  await other.hear()
  await until(() => atOther.closes(standing.doc).length > 0)
  isFull = false
  other.clock.advance(1_000)
  await settle()
  expect(slow.closes(standing.doc)).toEqual([CLOSE_CODE.busy])
  slow.step1(standing.doc)
  await until(() => slow.syncs(standing.doc).some(({ step }) => step === 'step1'))
  const post = alice.post(group.id, { heads })
  await say(atAlice, post)
  await other.hear()
  await until(() => got(slow, post))
})
