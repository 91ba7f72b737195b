import { groupDoc, segmentDoc } from '@parley/protocol'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { newGroup, newPerson, type Written } from '../test/people.ts'
import { settle, type TestClient, until } from '../test/sockets.ts'
import { newWorld } from '../test/world.ts'
import { type MemoryDisk, newMemoryDisk } from './journal/memory-journal.ts'

const anyStep = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant('post' as const), who: fc.nat(1) }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('retract' as const), who: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('kill' as const), who: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('pass' as const), who: fc.nat(1) }) },
)

/** Found by this property: the second deletion came while the disk was being cleared of the first. */
const DELETED_WHILE_CLEARING = (
  ['post 1', 'kill 0', 'retract 1', 'post 0', 'retract 0', 'pass 0'] as const
).map((step) => {
  const [type, who] = step.split(' ')
  return { type: type as 'post' | 'retract' | 'kill' | 'pass', who: Number(who) }
})

test('[RE39] whenever a relay is killed, what was deleted goes in the end and everything else stays', async () => {
  const seen = { gone: 0, kept: 0, kills: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { maxLength: 24, size: 'max' }), async (script) => {
      const world = await newDeletingWorld()
      for (const { type, who } of script) await world.run(type, who)
      const { gone, kept } = await world.finish()
      for (const written of gone) expect(world.holds(written)).toBe(false)
      for (const written of kept) expect(world.holds(written)).toBe(true)
      expect(world.notesCount()).toBe(0)
      seen.gone += gone.length
      seen.kept += kept.length
      seen.kills += script.filter(({ type }) => type === 'kill').length
    }),
    { numRuns: 30, examples: [[DELETED_WHILE_CLEARING]] },
  )
  expect(seen.gone).toBeGreaterThan(3) // not vacuous
  expect(seen.kept).toBeGreaterThan(20)
  expect(seen.kills).toBeGreaterThan(10)
})

async function newDeletingWorld() {
  const [alice, bob] = [newPerson(), newPerson()]
  const group = newGroup(alice)
  const heads = [group.join(bob).id]
  const segment = segmentDoc(group.id, 0)
  const members = [alice, bob]
  /** What each wrote, in the order of its places, and which of it was taken back. */
  const written: Written[][] = [[], []]
  const deleted = new Set<Written>()
  let disk = newMemoryDisk()
  let world = await newWorld({ disk })
  let clients: TestClient[] = []
  await connect()

  async function connect(): Promise<void> {
    clients = []
    for (const person of members) clients.push(await world.connect(person).open())
    clients[0]?.update(groupDoc(group.id), group.update())
    for (const [who, all] of written.entries())
      for (const one of all) clients[who]?.update(segment, one.update)
    await settle()
  }
  function say(who: number, one: Written): void {
    written[who]?.push(one)
    clients[who]?.update(segment, one.update)
  }
  const holds = ({ bytes }: Written): boolean =>
    Buffer.concat([...disk.updates.values()].flat()).includes(Buffer.from(bytes.slice(-64)))

  return {
    holds,
    notesCount: () => disk.notes.size,
    async run(type: 'post' | 'retract' | 'kill' | 'pass', who: number) {
      const author = members[who]
      if (type === 'post' && author) say(who, author.post(group.id, { heads }))
      if (type === 'retract' && author) {
        const target = written[who]?.find((one) => !deleted.has(one) && !isRetract(one))
        if (target === undefined) return
        deleted.add(target)
        say(who, author.retract(group.id, [target], { heads }))
      }
      if (type === 'kill') {
        disk = copyOf(disk) // the old process is left behind as it is
        world = await newWorld({ disk })
        await connect()
      }
      if (type === 'pass') world.clock.advance(30_000)
    },
    async finish() {
      await connect()
      for (const [who, all] of written.entries())
        await until(() => (clients[who]?.acks(segment).at(-1)?.clock ?? 0) >= all.length)
      world.clock.advance(30_000)
      await until(() => disk.notes.size === 0)
      const all = written.flat()
      return { gone: [...deleted], kept: all.filter((one) => !deleted.has(one)) }
    },
  }
}

function isRetract({ bytes }: Written): boolean {
  return bytes[1] === 65
}

function copyOf({ updates, marks, notes }: MemoryDisk): MemoryDisk {
  return {
    updates: new Map([...updates].map(([doc, all]) => [doc, [...all]])),
    marks: new Map(marks),
    notes: new Map([...notes].map(([doc, all]) => [doc, new Map(all)])),
    followers: new Set(),
  }
}
