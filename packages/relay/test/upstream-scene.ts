/** A class on a laptop, and its school's relay, which has never heard of it. */
import { recordsIn } from '@parley/gate'
import { groupDoc, type RecordId, segmentDoc } from '@parley/protocol'
import * as Y from 'yjs'
import type { MemoryDisk } from '../src/journal/memory-journal.ts'
import { newPerson, type Person, type Written } from './people.ts'
import { newScene, type Scene } from './scene.ts'
import { type TestClient, until } from './sockets.ts'
import { type Carried, carry } from './upstreams.ts'
import { newWorld } from './world.ts'

type World = Awaited<ReturnType<typeof newWorld>>

export interface School extends Scene {
  readonly laptop: World
  school: World
  /** A member who never was in the room. */
  readonly carol: Person
  readonly segment: string
  /** What all three know of the membership. */
  readonly heads: readonly [RecordId]
  /** Has the laptop carry the class. */
  carry(): Carried
}

export async function newSchool(options: Parameters<typeof newWorld>[0] = {}): Promise<School> {
  const scene = await newScene(options)
  const { alice, group, atAlice, heads } = scene
  const carol = newPerson()
  const added = alice.act(
    group.id,
    { type: 'add', person: carol.introduction, role: 'member', join: undefined },
    { role: 'founder', parents: heads },
  )
  await write(atAlice, added)
  const school: School = {
    ...scene,
    laptop: scene.world,
    school: await newWorld(),
    carol,
    segment: segmentDoc(group.id, 0),
    heads: [added.id],
    carry: () => carry(school.laptop, () => school.school, { groups: [group.id] }),
  }
  return school
}

/** Sends a record, and waits until it is acknowledged. */
export async function write(client: TestClient, written: Written): Promise<void> {
  client.update(written.doc, written.update)
  const { writer, clock } = written
  await until(() =>
    client.acks(written.doc).some((ack) => ack.writer === writer && ack.clock > clock),
  )
}

/** Somebody at a relay that has the class: follows it. */
export async function enter(world: World, person: Person, { group }: Scene): Promise<TestClient> {
  const client = await world.connect(person).open()
  for (const doc of [groupDoc(group.id), segmentDoc(group.id, 0)]) {
    client.step1(doc)
    await until(() => client.syncs(doc).some(({ step }) => step === 'step1'))
  }
  client.forget()
  return client
}

/** The records on a disk, each once, by place, as text; and how many updates brought them. */
export function recordsOn({ updates }: MemoryDisk, doc: string): readonly string[] {
  const whole = new Y.Doc()
  for (const update of updates.get(doc) ?? []) Y.applyUpdate(whole, update)
  const records = [...recordsIn(whole, doc).all()]
  return records
    .map(
      ({ place, bytes }) => `${place.writer}/${place.clock} ${Buffer.from(bytes).toString('hex')}`,
    )
    .toSorted()
}

export function isOn({ bytes }: Written, disk: MemoryDisk): boolean {
  return Buffer.concat([...disk.updates.values()].flat()).includes(Buffer.from(bytes.slice(-64)))
}
