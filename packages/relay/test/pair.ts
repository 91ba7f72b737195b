/** The usual beginning with two relays on one log. */
import { groupDoc, segmentDoc } from '@parley/protocol'
import { type MemoryDisk, newMemoryDisk } from '../src/journal/memory-journal.ts'
import { type MemoryBus, newMemoryBus } from './memory-bus.ts'
import { newGroup, newPerson, type Person, type TestGroup, type Written } from './people.ts'
import { type TestClient, until } from './sockets.ts'
import { newWorld } from './world.ts'

type World = Awaited<ReturnType<typeof newWorld>>

export interface Pair {
  readonly disk: MemoryDisk
  readonly bus: MemoryBus
  readonly one: World
  readonly other: World
  readonly alice: Person
  readonly bob: Person
  readonly group: TestGroup
  readonly join: Written
  /** At `one`. */
  readonly atAlice: TestClient
  /** At `other`. */
  readonly atBob: TestClient
}

/** Two relays on one log; Alice founded a group at one of them, Bob joined it and follows it at the other. */
export async function newPair(): Promise<Pair> {
  const disk = newMemoryDisk()
  const bus = newMemoryBus()
  const one = await newWorld({ disk, neighbours: bus.join('one') })
  const other = await newWorld({ disk, neighbours: bus.join('other') })
  return { disk, bus, one, other, ...(await meetAt(one, other)) }
}

/** Alice founds a group at the first relay, Bob joins it and follows it at the other. */
export async function meetAt(
  one: World,
  other: World,
): Promise<Omit<Pair, 'disk' | 'bus' | 'one' | 'other'>> {
  const [alice, bob] = [newPerson(), newPerson()]
  const group = newGroup(alice)
  const join = group.join(bob)
  const atAlice = await one.connect(alice).open()
  atAlice.update(groupDoc(group.id), group.update())
  await until(() => atAlice.acks(groupDoc(group.id)).length > 0)
  const atBob = await other.connect(bob).open()
  for (const client of [atAlice, atBob]) await follow(client, group)
  return { alice, bob, group, join, atAlice, atBob }
}

export async function follow(client: TestClient, group: TestGroup): Promise<void> {
  client.step1(groupDoc(group.id))
  client.step1(segmentDoc(group.id, 0))
  await until(() => client.syncs(segmentDoc(group.id, 0)).length === 2)
  client.forget()
}
