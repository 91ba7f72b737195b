/** The usual beginning: a relay, a group, two people in it. */
import { groupDoc, type RecordId, segmentDoc } from '@parley/protocol'
import { newGroup, newPerson, type Person, type TestGroup } from './people.ts'
import { type TestClient, until } from './sockets.ts'
import { newWorld } from './world.ts'

export interface Scene {
  readonly world: Awaited<ReturnType<typeof newWorld>>
  readonly alice: Person
  readonly bob: Person
  readonly group: TestGroup
  readonly atAlice: TestClient
  readonly atBob: TestClient
  /** What both know of the membership. */
  readonly heads: readonly [RecordId]
}

/** Alice founded a group, Bob joined it; both follow it. */
export async function newScene(options: Parameters<typeof newWorld>[0] = {}): Promise<Scene> {
  const world = await newWorld(options)
  const [alice, bob] = [newPerson(), newPerson()]
  const group = newGroup(alice)
  const join = group.join(bob)
  const atAlice = await world.connect(alice).open()
  atAlice.update(groupDoc(group.id), group.update())
  await until(() => atAlice.acks(groupDoc(group.id)).length > 0)
  const atBob = await world.connect(bob).open()
  for (const client of [atAlice, atBob]) {
    client.step1(groupDoc(group.id))
    client.step1(segmentDoc(group.id, 0))
    await until(() => client.syncs(segmentDoc(group.id, 0)).length === 2)
    client.forget()
  }
  return { world, alice, bob, group, atAlice, atBob, heads: [join.id] }
}
