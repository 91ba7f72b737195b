import { groupDoc, segmentDoc } from '@parley/protocol'
import fc from 'fast-check'
import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { newGroup, newPerson, type Person, type Written } from '../test/people.ts'
import { settle, type TestClient } from '../test/sockets.ts'
import { newWorld } from '../test/world.ts'
import { type MemoryDisk, newMemoryDisk } from './journal/memory-journal.ts'

/** A step of a script: someone posts, sends again, asks anew, comes back; or the relay is killed. */
const anyStep = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('post' as const), who: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('resend' as const), who: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('step1' as const), who: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('return' as const), who: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('kill' as const), who: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('pause' as const), who: fc.nat(2) }) },
)

test('[RE16] [RE19] [JO2] whatever happens, what was acknowledged is kept and everyone gets the same', async () => {
  const seen = { acknowledged: 0, kills: 0 }
  const people = [newPerson(), newPerson(), newPerson()]
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { maxLength: 30, size: 'max' }), async (script) => {
      const world = await newReplicaWorld(people)
      for (const { type, who } of script) await world.run(type, who)
      const { acked, stored } = await world.finish()
      for (const [place, bytes] of acked) expect(stored.get(place)).toEqual(bytes)
      seen.acknowledged += acked.size
      seen.kills += world.killsCount()
    }),
    { numRuns: 25 },
  )
  expect(seen.acknowledged).toBeGreaterThan(50) // not vacuous: plenty was acknowledged
  expect(seen.kills).toBeGreaterThan(5)
})

async function newReplicaWorld([founder, ...joiners]: readonly Person[]) {
  if (founder === undefined) throw new Error('nobody founds the group')
  const group = newGroup(founder)
  const joins = joiners.map((person) => group.join(person))
  const members = [founder, ...joiners]
  const segment = segmentDoc(group.id, 0)
  const heads = joins.map(({ id }) => id)
  let world = await newWorld()
  let kills = 0
  const outboxes = members.map((): Written[] => [])
  const acked = new Map<string, Uint8Array>()
  const clients: TestClient[] = []
  for (const person of members) clients.push(await world.connect(person).open())
  clients[0]?.update(groupDoc(group.id), group.update())
  for (const who of members.keys()) ask(who)
  await settle()

  function ask(who: number): void {
    clients[who]?.step1(groupDoc(group.id))
    clients[who]?.step1(segment)
  }
  function noteAcks(who: number): void {
    for (const { writer, clock } of clients[who]?.acks(segment) ?? [])
      for (const post of outboxes[who] ?? [])
        if (post.writer === writer && post.clock < clock)
          acked.set(`${writer}/${post.clock}`, post.bytes)
  }
  async function comeBack(who: number): Promise<void> {
    noteAcks(who)
    const person = members[who]
    if (person === undefined) return
    clients[who]?.socket.hangUp()
    clients[who] = await world.connect(person).open()
    ask(who)
    resend(who)
  }
  function resend(who: number): void {
    for (const post of outboxes[who] ?? []) clients[who]?.update(segment, post.update)
  }

  return {
    killsCount: () => kills,
    async run(type: 'post' | 'resend' | 'step1' | 'return' | 'kill' | 'pause', who: number) {
      if (type === 'post') {
        const post = members[who]?.post(group.id, { heads })
        if (post === undefined) return
        outboxes[who]?.push(post)
        clients[who]?.update(segment, post.update)
      }
      if (type === 'resend') resend(who)
      if (type === 'step1') ask(who)
      if (type === 'pause') await settle()
      if (type === 'return') await comeBack(who)
      if (type === 'kill') {
        // No goodbye: the old relay is left behind as it is, and its disk is read by the next one.
        kills++
        for (const at of members.keys()) noteAcks(at)
        world = await newWorld({ disk: copyOf(world.disk) })
        for (const at of members.keys()) await comeBack(at)
      }
    },
    async finish() {
      for (const at of members.keys()) await comeBack(at)
      await settle()
      for (const at of members.keys()) noteAcks(at)
      for (const post of outboxes.flat())
        expect(acked.has(`${post.writer}/${post.clock}`)).toBe(true)
      const states = clients.map((client) => stateOf(client, segment))
      for (const state of states) expect(state).toEqual(states[0])
      await world.relay.close()
      return { acked, stored: recordsIn(world.disk.updates.get(segment) ?? []) }
    },
  }
}

function copyOf(disk: MemoryDisk): MemoryDisk {
  const updates = [...disk.updates].map(([doc, all]) => [doc, [...all]] as [string, Uint8Array[]])
  return { ...newMemoryDisk(), updates: new Map(updates) }
}

/** What one client holds after applying everything its last socket brought, with what it sent. */
function stateOf(client: TestClient, doc: string): readonly string[] {
  const updates = client.syncs(doc).flatMap(({ step, bytes }) => (step === 'step1' ? [] : [bytes]))
  const own = client.saidUpdates(doc)
  return [...recordsIn([...updates, ...own]).keys()].sort()
}

function recordsIn(updates: readonly Uint8Array[]): ReadonlyMap<string, Uint8Array> {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  expect(doc.store.pendingStructs).toBeNull()
  const records = new Map<string, Uint8Array>()
  doc.getArray('messages')
  for (const [writer, structs] of doc.store.clients)
    for (const struct of structs)
      if (struct instanceof Y.Item && struct.content instanceof Y.ContentAny)
        for (const [at, value] of struct.content.arr.entries())
          records.set(
            `${writer}/${struct.id.clock + at}`,
            Uint8Array.from((value as [Uint8Array])[0]),
          )
  return records
}
