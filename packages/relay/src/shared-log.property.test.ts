import { groupDoc, segmentDoc } from '@parley/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { newMortalJournal } from '../test/mortal-journal.ts'
import { newGroup, newPerson, type Person, type Written } from '../test/people.ts'
import { settle, type TestClient, until } from '../test/sockets.ts'
import { newWorld } from '../test/world.ts'
import { newMemoryDisk } from './journal/memory-journal.ts'

/** A step of a script: someone posts, deletes, sends again, goes to another relay, tells two relays different things; or a relay is killed. */
const anyStep = fc.record({
  type: fc.constantFrom(
    ...([
      'post',
      'post',
      'post',
      'post',
      'retract',
      'resend',
      'move',
      'lie',
      'kill',
      'pause',
    ] as const),
  ),
  who: fc.nat(2),
  /** For how many turns a relay hears nothing of what the others put in. */
  lag: fc.nat(6),
})

test('[RE71] [RE73] [RE74] [JO17] whatever happens at three relays on one log, all come to the same and nothing acknowledged is lost', async () => {
  const seen = { acknowledged: 0, kills: 0, moves: 0, retracts: 0, contradicted: 0 }
  const people = [newPerson(), newPerson(), newPerson(), newPerson()]
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { maxLength: 40, size: 'max' }), async (script) => {
      const cluster = await newCluster(people)
      for (const { type, who, lag } of script) {
        cluster.setLag(lag)
        await cluster.run(type, who)
        if (type === 'kill') seen.kills++
        if (type === 'move') seen.moves++
        if (type === 'retract') seen.retracts++
      }
      seen.acknowledged += await cluster.finish()
      seen.contradicted += cluster.contradictedCount()
    }),
    { numRuns: 25 },
  )
  expect(seen.acknowledged).toBeGreaterThan(50) // not vacuous: plenty was acknowledged
  const counts = [seen.kills, seen.moves, seen.retracts, seen.contradicted]
  for (const count of counts) expect(count).toBeGreaterThan(5)
})

async function newCluster([founder, liar, ...others]: readonly Person[]) {
  if (founder === undefined || liar === undefined) throw new Error('nobody founds the group')
  const joiners = [liar, ...others]
  const group = newGroup(founder)
  const heads = joiners.map((person) => group.join(person).id)
  const members = [founder, ...others]
  const segment = segmentDoc(group.id, 0)
  const disk = newMemoryDisk()
  const lag = newLag()
  const open = async () => {
    const { journal, kill } = newMortalJournal(disk, lag.later)
    return { kill, ...(await newWorld({ journal, limits: { compactEntries: 4 } })) }
  }
  const relays = await Promise.all([open(), open(), open()])
  const outboxes = members.map((): Written[] => [])
  let lies = 0
  const clients: { at: number; client: TestClient }[] = []
  for (const [at, person] of members.entries()) clients.push({ at, client: await come(person, at) })
  clients[0]?.client.update(groupDoc(group.id), group.update())
  await settle()

  async function come(person: Person, at: number): Promise<TestClient> {
    const relay = relays[at]
    if (relay === undefined) throw new Error('there is no such relay')
    const client = await relay.connect(person).open()
    client.update(groupDoc(group.id), group.update())
    client.step1(groupDoc(group.id))
    client.step1(segment)
    return client
  }
  async function moveTo(who: number, at: number): Promise<void> {
    const person = members[who]
    if (person === undefined) return
    clients[who]?.client.socket.hangUp()
    clients[who] = { at, client: await come(person, at) }
    resend(who)
  }
  function say(who: number, written: Written | undefined): void {
    if (written === undefined) return
    outboxes[who]?.push(written)
    clients[who]?.client.update(segment, written.update)
  }
  /** Two records at one place, to two relays at once. */
  async function lie(by: Person, at: number): Promise<void> {
    const two = [await come(by, at), await come(by, (at + 1) % relays.length)]
    const clock = lies++
    for (const client of two) {
      const { doc, update } = by.post(group.id, { heads, clock })
      client.update(doc, update)
    }
  }
  function resend(who: number): void {
    for (const { update } of outboxes[who] ?? []) clients[who]?.client.update(segment, update)
  }
  const isAcked = (who: number): boolean => {
    const last = outboxes[who]?.at(-1)
    const acks = clients[who]?.client.acks(segment) ?? []
    return last === undefined || acks.some(({ clock }) => clock > last.clock)
  }

  return {
    setLag: lag.set,
    async run(
      type: 'post' | 'retract' | 'resend' | 'move' | 'lie' | 'kill' | 'pause',
      who: number,
    ) {
      const target = outboxes[who]?.at(-1)
      if (type === 'post') say(who, members[who]?.post(group.id, { heads }))
      if (type === 'retract' && target !== undefined)
        say(who, members[who]?.retract(group.id, [target], { heads }))
      if (type === 'resend') resend(who)
      if (type === 'pause') await settle()
      if (type === 'move') await moveTo(who, ((clients[who]?.at ?? 0) + 1) % relays.length)
      if (type === 'lie') await lie(liar, who)
      if (type !== 'kill') return
      relays[who]?.kill()
      relays[who] = await open()
      for (const [at, { at: relay }] of clients.entries()) if (relay === who) await moveTo(at, who)
    },
    contradictedCount: () =>
      relays.flatMap(({ events }) => events).filter(({ type }) => type === 'log-contradicted')
        .length,
    /** Answers how many records were acknowledged. */
    async finish(): Promise<number> {
      lag.set(0)
      for (const who of members.keys()) await moveTo(who, who)
      for (const who of members.keys()) await until(() => isAcked(who))
      await lag.over()
      for (const { clock } of relays) clock.advance(10_000) // what contradicts is loaded again by then
      await settle()
      const states: string[] = []
      for (const at of relays.keys()) states.push(await stateAt(at))
      for (const state of states) expect(state).toBe(states[0])
      const taken = newest(states[0] ?? '')
      for (const { writer, clock } of outboxes.flat())
        expect(taken.get(writer) ?? 0).toBeGreaterThan(clock)
      for (const { relay } of relays) await relay.close()
      return outboxes.flat().length
    },
  }

  /** What somebody gets who comes to this relay with nothing. */
  async function stateAt(at: number): Promise<string> {
    const reader = await relays[at]?.connect(founder).open()
    reader?.step1(segment)
    await until(() => reader?.syncs(segment).some(({ step }) => step === 'step1') === true)
    const copy = new Y.Doc()
    for (const { step, bytes } of reader?.syncs(segment) ?? [])
      if (step !== 'step1') Y.applyUpdate(copy, bytes)
    const vector = [...Y.decodeStateVector(Y.encodeStateVector(copy))]
    const texts = copy
      .getArray<Uint8Array>('messages')
      .map((bytes) => Buffer.from(bytes).toString('hex'))
    return JSON.stringify({ vector: vector.toSorted(([one], [other]) => one - other), texts })
  }
}

function newest(state: string): ReadonlyMap<number, number> {
  const { vector } = JSON.parse(state) as { vector: [number, number][] }
  return new Map(vector)
}

/** Tells what it is handed in its order, each after so many turns as it is set to then. */
function newLag() {
  let turns = 0
  let last = Promise.resolve()
  return {
    set: (count: number) => void (turns = count),
    later(tell: () => void): void {
      const wait = turns
      last = last.then(async () => {
        for (let turn = 0; turn < wait; turn++)
          await new Promise((resolve) => setImmediate(resolve))
        tell()
      })
    },
    over: () => last.then(settle),
  }
}
