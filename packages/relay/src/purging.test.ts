import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeUpdate } from '@parley/gate'
import {
  type Action,
  ByteWriter,
  encodeEvidence,
  MESSAGE_TYPE,
  parseEvidence,
  segmentDoc,
} from '@parley/protocol'
import * as Y from 'yjs'
import { afterAll, describe, expect, test } from 'vitest'
import { folderHolds } from '../test/folder-bytes.ts'
import { newKeys, newPerson, type Written } from '../test/people.ts'
import { newScene, type Scene } from '../test/scene.ts'
import { settle, type TestClient, until } from '../test/sockets.ts'
import { newWorld } from '../test/world.ts'
import type { Journal } from './journal/journal.ts'
import { openLevelJournal } from './journal/level-journal.ts'
import { newMemoryDisk, newMemoryJournal } from './journal/memory-journal.ts'

const DAY_MS = 24 * 3_600_000
const made: string[] = []
afterAll(async () => {
  for (const path of made) await rm(path, { recursive: true, force: true })
})

interface Store {
  open(): Promise<Journal>
  /** Whether the disk holds what makes this record what it is. */
  holds(written: Written): Promise<boolean>
}

async function newMemoryStore(): Promise<Store> {
  const disk = newMemoryDisk()
  return {
    open: async () => newMemoryJournal(disk),
    holds: async ({ bytes }) =>
      Buffer.concat([...disk.updates.values()].flat()).includes(Buffer.from(bytes.slice(-64))),
  }
}

async function newLevelStore(): Promise<Store> {
  const path = await mkdtemp(join(tmpdir(), 'parley-purge-'))
  made.push(path)
  return {
    open: () => openLevelJournal(path),
    holds: ({ bytes }) => folderHolds(path, bytes.slice(-64)),
  }
}

async function stored(client: TestClient, written: Written): Promise<void> {
  client.update(written.doc, written.update)
  await until(() => client.acks(written.doc).some(({ clock }) => clock > written.clock))
}

/** What a client holds that applied all it was sent. */
function textsAt(client: TestClient, doc: string, own: readonly Written[] = []): Y.Doc {
  const copy = new Y.Doc()
  for (const { update } of own) Y.applyUpdate(copy, update)
  for (const { step, bytes } of client.syncs(doc)) if (step !== 'step1') Y.applyUpdate(copy, bytes)
  return copy
}
const countAt = (copy: Y.Doc): number => copy.getArray('messages').length

async function sweep({ world }: Pick<Scene, 'world'>, isClean: () => Promise<boolean>) {
  world.clock.advance(30_000)
  while (!(await isClean())) await settle()
}

describe.each([
  ['memory', newMemoryStore],
  ['LevelDB', newLevelStore],
])('on %s', (_, newStore) => {
  test('[RE39] bytes of a deleted text found in any store after a minute: none', async () => {
    const store = await newStore()
    const scene = await newScene({ journal: await store.open() })
    const { bob, group, heads, atAlice, atBob, world } = scene
    const segment = segmentDoc(group.id, 0)
    const posts = [1, 2, 3].map(() => bob.post(group.id, { heads }))
    for (const post of posts) await stored(atBob, post)
    const [first, second, third] = posts
    if (first === undefined || second === undefined || third === undefined) return
    expect(await store.holds(second)).toBe(true)
    const retract = bob.retract(group.id, [second], { heads })
    await stored(atBob, retract)
    await until(() => atAlice.syncs(segment).length === 5)
    expect(countAt(textsAt(atAlice, segment))).toBe(3) // two posts and the retract
    expect(countAt(textsAt(atBob, segment, [...posts, retract]))).toBe(3)
    await sweep(scene, async () => !(await store.holds(second)))
    for (const kept of [first, third, retract]) expect(await store.holds(kept)).toBe(true)

    atAlice.forget()
    atAlice.step1(segment)
    await until(() => atAlice.syncs(segment).some(({ step }) => step === 'step1'))
    expect(countAt(textsAt(atAlice, segment))).toBe(3)
    atBob.forget()
    atBob.update(second.doc, second.update) // whoever still has it cannot bring it back
    await until(() => atBob.acks(segment).length > 0)
    expect(await store.holds(second)).toBe(false)
    await world.relay.close()
  })

  test('[RE39] a relay that stops between a deletion and the clearing of its disk clears it later', async () => {
    const store = await newStore()
    const journal = await store.open()
    const scene = await newScene({ journal })
    const { bob, alice, group, heads, atBob, world } = scene
    const post = bob.post(group.id, { heads })
    await stored(atBob, post)
    await stored(atBob, bob.post(group.id, { heads }))
    await stored(atBob, bob.retract(group.id, [post], { heads }))
    await world.relay.close()
    await journal.close()
    expect(await store.holds(post)).toBe(true)

    const again = await newWorld({ journal: await store.open() })
    while (await store.holds(post)) await settle()
    const atAlice = await again.connect(alice).open()
    atAlice.step1(post.doc)
    await until(() => atAlice.syncs(post.doc).length >= 2)
    expect(countAt(textsAt(atAlice, post.doc))).toBe(2)
    await again.relay.close()
    while ((await again.journal.notes()).length > 0) await settle()
  })

  test('[RE29] [RE39] what was loaded only to clear its disk leaves memory at once', async () => {
    const store = await newStore()
    const journal = await store.open()
    const scene = await newScene({ journal })
    const { bob, group, heads, atBob, world } = scene
    const post = bob.post(group.id, { heads })
    await stored(atBob, post)
    await stored(atBob, bob.retract(group.id, [post], { heads }))
    await world.relay.close()
    await journal.close()
    const again = await newWorld({ journal: await store.open() })
    let mostInMemory = 0
    await until(() => {
      mostInMemory = Math.max(mostInMemory, again.relay.stats().docsInMemory)
      return mostInMemory > 0 && again.relay.stats().docsInMemory === 0 // its clock stands still
    })
    expect(mostInMemory).toBe(2)
    expect(await store.holds(post)).toBe(false)
    await again.relay.close()
    await again.journal.close()
  })
})

test('[RE39] a relay killed before it deleted anything deletes it when it starts again', async () => {
  const disk = newMemoryDisk()
  const kept = newMemoryJournal(disk)
  let segmentAppends = 0
  const journal: Journal = {
    ...kept,
    append(doc, update) {
      if (doc.endsWith('/0') && ++segmentAppends > 2) return new Promise(() => undefined)
      return kept.append(doc, update)
    },
  }
  const { bob, group, heads, atBob } = await newScene({ journal })
  const post = bob.post(group.id, { heads })
  await stored(atBob, post)
  const retract = bob.retract(group.id, [post], { heads })
  atBob.update(post.doc, retract.update)
  const holds = ({ bytes }: Written): boolean =>
    Buffer.concat([...disk.updates.values()].flat()).includes(Buffer.from(bytes.slice(-64)))
  await until(() => holds(retract))
  expect(holds(post)).toBe(true)
  const again = await newWorld({ disk })
  await until(() => !holds(post) && disk.notes.size === 0)
  expect(holds(retract)).toBe(true)
  await again.relay.close()
})

test('[RE41] what a moderator deletes goes after seven days', async () => {
  const store = await newMemoryStore()
  const scene = await newScene({ journal: await store.open() })
  const { alice, bob, group, heads, atAlice, atBob } = scene
  const post = bob.post(group.id, { heads })
  await stored(atBob, post)
  await stored(atAlice, alice.retract(group.id, [post], { heads }))
  await passDays(scene, 6)
  expect(await store.holds(post)).toBe(true)
  expect(countAt(textsAt(atBob, post.doc, [post]))).toBe(2)
  await passDays(scene, 2)
  while (await store.holds(post)) await settle()
})

test('[RE41] [AT41] not if that moderator was removed meanwhile, with an earlier cut', async () => {
  const store = await newMemoryStore()
  const scene = await newScene({ journal: await store.open() })
  const { alice, bob, group, heads, atAlice, atBob } = scene
  const own = alice.post(group.id, { heads })
  await stored(atAlice, own)
  const promotion = alice.act(
    group.id,
    { type: 'role', person: bob.id, role: 'moderator', cut: [] },
    { role: 'founder', parents: heads },
  )
  await stored(atAlice, promotion)
  await stored(atBob, bob.retract(group.id, [own], { heads: [promotion.id] }))
  const removal: Action = { type: 'remove', person: bob.id, cut: [] }
  await stored(atAlice, alice.act(group.id, removal, { role: 'founder', parents: [promotion.id] }))
  await passDays(scene, 8)
  await settle()
  expect(await store.holds(own)).toBe(true)
  expect(await scene.world.journal.notes()).toEqual([])
})

test('[RE39] [AT38] [AT39] [AT40] retracts by others, of retracts, and with a wrong id take nothing away', async () => {
  const store = await newMemoryStore()
  const scene = await newScene({ journal: await store.open() })
  const { alice, bob, group, heads, atAlice, atBob } = scene
  const post = alice.post(group.id, { heads })
  const own = bob.post(group.id, { heads })
  await stored(atAlice, post)
  await stored(atBob, own)
  const byOther = bob.retract(group.id, [post], { heads })
  await stored(atBob, byOther)
  await stored(atBob, bob.retract(group.id, [byOther], { heads }))
  await stored(atBob, bob.retract(group.id, [{ ...own, id: post.id }], { heads }))
  await passDays(scene, 8)
  await settle()
  for (const kept of [post, own, byOther]) expect(await store.holds(kept)).toBe(true)
})

test('[RE39] a record that comes after the retract that names it goes at once', async () => {
  const store = await newMemoryStore()
  const scene = await newScene({ journal: await store.open() })
  const { bob, group, heads, atBob, world } = scene
  const laptop = newPerson(newKeys(), bob.root)
  const atLaptop = await world.connect(laptop).open()
  const action: Action = { type: 'device', person: laptop.introduction, rootSignature: undefined }
  const joined = laptop.act(group.id, action, { role: 'member', parents: heads })
  await stored(atLaptop, joined)
  const post = bob.post(group.id, { heads })
  await stored(atLaptop, laptop.retract(group.id, [post], { heads: [joined.id] }))
  await stored(atBob, post)
  await sweep(scene, async () => !(await store.holds(post)))
  expect(await world.journal.read(post.doc)).toHaveLength(1)
})

test('[RE40] before holes come the retracts that account for them, after them the places', async () => {
  const scene = await newScene()
  const { alice, bob, group, heads, atBob, world } = scene
  const post = bob.post(group.id, { heads })
  const retract = bob.retract(group.id, [post], { heads })
  await stored(atBob, post)
  await stored(atBob, retract)
  const fresh = await world.connect(alice).open()
  fresh.step1(post.doc)
  await until(() => fresh.syncs(post.doc).some(({ step }) => step === 'step1'))
  const [evidence] = fresh.frames(MESSAGE_TYPE.evidence, post.doc)
  const { writer, clock, bytes } = retract
  expect(parseEvidence(evidence?.payload ?? new Uint8Array())).toEqual([
    { writer, clock, record: bytes },
  ])
  expect(fresh.syncs(post.doc).map(({ step }) => step)).toEqual(['step2', 'update', 'step1'])
  const holder = await world.connect(bob).open()
  holder.step1(post.doc, Uint8Array.of(1, ...varuint(post.writer), 1))
  await until(() => holder.syncs(post.doc).some(({ step }) => step === 'step1'))
  expect(holder.frames(MESSAGE_TYPE.evidence, post.doc)).toEqual([])
  expect(countAt(textsAt(holder, post.doc, [post]))).toBe(1)
})

test('[RE40] [AT32] [AT34] an emptied relay takes holes that a retract accounts for, and no others', async () => {
  const { group, alice, bob, heads } = await newScene()
  const [post, lost] = [1, 2].map(() => bob.post(group.id, { heads }))
  if (post === undefined || lost === undefined) return
  const retract = bob.retract(group.id, [post], { heads })
  const run = (holes: readonly Written[], records: readonly Written[]) =>
    encodeUpdate(post.doc, [
      {
        writer: post.writer,
        clock: 0,
        records: [...holes.map(() => undefined), ...records.map(({ bytes }) => bytes)],
      },
    ])
  const refill = async () => {
    const world = await newWorld()
    const client = await world.connect(alice).open()
    client.update(group.id, group.update())
    await until(() => client.acks(group.id).length > 0)
    return client
  }
  const inOne = await refill()
  inOne.update(post.doc, run([post], [lost, retract]))
  await until(() => inOne.acks(post.doc).length > 0)
  expect(inOne.acks(post.doc)).toEqual([{ writer: post.writer, clock: 3 }])

  const unexplained = await refill()
  unexplained.update(post.doc, run([post, lost], [retract]))
  await until(() => unexplained.refusals(post.doc).length > 0)
  expect(unexplained.refusals(post.doc)).toMatchObject([{ clock: 0, reason: 'bad' }])

  const apart = await refill()
  const evidence = [{ writer: retract.writer, clock: retract.clock, record: retract.bytes }]
  apart.update(post.doc, run([post], [lost]))
  await until(() => apart.refusals(post.doc).length > 0)
  apart.say(post.doc, MESSAGE_TYPE.evidence, encodeEvidence(evidence))
  apart.update(post.doc, run([post], [lost]))
  await until(() => apart.acks(post.doc).length > 0)
})

const varuint = (value: number): Uint8Array => new ByteWriter().varuint(value).bytes()

/** Sessions stay open: they say something every minute. */
async function passDays({ world, atAlice, atBob }: Scene, days: number): Promise<void> {
  for (let hour = 0; hour < days * 24; hour++) {
    for (const client of [atAlice, atBob]) client.socket.deliver(Uint8Array.of(0, 3))
    world.clock.advance(DAY_MS / 24)
    if (hour % 24 === 0) await settle()
  }
}
