import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KeyWorld, type Somebody } from './key-world.fake.ts'

const PEOPLE = 6

type Step = readonly [
  'hear' | 'write' | 'add' | 'remove' | 'raise' | 'open' | 'close' | 'heal',
  number,
  number,
]

const anyStep = (kinds: readonly Step[0][]): fc.Arbitrary<Step> =>
  fc.tuple(fc.constantFrom(...kinds), fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 4), fc.nat(PEOPLE - 1))

/** A founder, an owner, two members, and two who are not in yet. */
function begin(seed: string, peopleCount: number): KeyWorld {
  const world = new KeyWorld(seed, peopleCount)
  for (const index of [1, 2, 3])
    world.act(world.at(0), {
      type: 'add',
      person: world.at(index).introduction,
      role: index === 1 ? 'owner' : 'member',
      join: undefined,
    })
  for (const who of world.people) world.hear(who)
  return world
}

function isIn({ roster }: Somebody, who: Somebody): boolean {
  return roster.members.has(who.person)
}

async function run(world: KeyWorld, [kind, first, second]: Step): Promise<void> {
  const by = world.at(first)
  const target = world.at(second)
  if (kind === 'hear') return world.hear(by)
  if (!isIn(by, by)) return
  const role = by.roster.members.get(by.person)?.role
  const mayLead = role === 'founder' || role === 'owner'
  const { person } = target
  if (kind === 'write') await world.write(by)
  else if (kind === 'heal') await world.heal(by)
  else if (!mayLead) return
  else if (kind === 'open') world.setHistory(by, 'everything')
  else if (kind === 'close') world.setHistory(by, 'from-joining')
  else if (kind === 'add' && !isIn(by, target))
    world.act(by, { type: 'add', person: target.introduction, role: 'member', join: undefined })
  else if (by === target || target === world.at(0) || !isIn(by, target)) return
  else if (kind === 'remove') world.act(by, { type: 'remove', person, cut: [] })
  else if (kind === 'raise' && role === 'founder')
    world.act(by, { type: 'role', person, role: 'owner', cut: [] })
}

/** Everybody hears everything; then one holder alone puts right what is owed. */
async function together(world: KeyWorld): Promise<void> {
  for (const who of world.people) world.hear(who)
  for (const who of world.people) {
    if (!isIn(world.at(0), who)) continue
    await world.heal(who)
    for (const other of world.people) world.hear(other)
  }
}

function readersOf(world: KeyWorld, epoch: Parameters<Somebody['keys']['keyring']['has']>[0]) {
  return world.people.filter(({ keys }) => keys.keyring.has(epoch))
}

test('[KY1] [KY5] [EP3] whatever happened apart, the next message is read by exactly those who are present', async () => {
  let rotated = 0
  let removed = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyStep(['hear', 'hear', 'write', 'write', 'add', 'remove', 'raise', 'heal']), {
        maxLength: 40,
        size: 'max',
      }),
      fc.nat(PEOPLE - 1),
      async (steps, last) => {
        const world = begin('present', PEOPLE)
        for (const step of steps) await run(world, step)
        for (const who of world.people) world.hear(who)
        const present = world.people.filter((who) => isIn(world.at(0), who))
        const writer = present[last % present.length] ?? world.at(0)
        const epoch = await world.write(writer)
        for (const who of world.people) world.hear(who)
        expect(readersOf(world, epoch)).toEqual(expect.arrayContaining([writer]))
        for (const absent of world.people.filter((who) => !present.includes(who)))
          expect(absent.keys.keyring.has(epoch)).toBe(false)
        await together(world)
        expect(readersOf(world, epoch)).toEqual(present)
        if (new Set(world.used).size > 2) rotated++
        if (present.length < PEOPLE && world.at(0).roster.departed.size > 0) removed++
      },
    ),
    { numRuns: 30 },
  )
  expect(rotated).toBeGreaterThan(0) // not vacuous
  expect(removed).toBeGreaterThan(0)
})

test('[KY2] [KY5] where history is open, who comes in last reads everything ever written, given by any one holder', async () => {
  let epochs = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyStep(['hear', 'write', 'write', 'add', 'remove', 'raise']), {
        maxLength: 40,
        size: 'max',
      }),
      fc.nat(PEOPLE),
      async (steps, one) => {
        const world = begin('history', PEOPLE + 1)
        for (const step of steps) await run(world, step)
        await together(world)
        const newcomer = world.at(PEOPLE)
        const founder = world.at(0)
        world.act(founder, {
          type: 'add',
          person: newcomer.introduction,
          role: 'member',
          join: undefined,
        })
        const present = world.people.filter((who) => who !== newcomer && isIn(founder, who))
        const holder = present[one % present.length] ?? founder
        world.hear(holder)
        await world.heal(holder)
        world.hear(newcomer)
        for (const epoch of world.used) expect(newcomer.keys.keyring.has(epoch)).toBe(true)
        expect(newcomer.keys.waitsForKey()).toBe(false)
        epochs = Math.max(epochs, new Set(world.used).size)
      },
    ),
    { numRuns: 30 },
  )
  expect(epochs).toBeGreaterThan(1)
})

test('[KY3] [KY4] [AT57] what was written while history was closed is never read by who came later, whatever is opened afterwards', async () => {
  let closedCount = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyStep(['hear', 'write', 'write', 'add', 'remove', 'open', 'close', 'heal']), {
        maxLength: 40,
        size: 'max',
      }),
      async (steps) => {
        const world = begin('closed', PEOPLE)
        for (const step of steps) await run(world, step)
        const founder = world.at(0)
        world.hear(founder)
        world.setHistory(founder, 'from-joining')
        const closed = await world.write(founder)
        const outside = world.people.filter((who) => !isIn(founder, who))
        world.setHistory(founder, 'everything')
        for (const who of outside)
          world.act(founder, {
            type: 'add',
            person: who.introduction,
            role: 'member',
            join: undefined,
          })
        const open = await world.write(founder)
        await together(world)
        expect(open).not.toBe(closed)
        for (const who of outside) {
          expect(who.keys.keyring.has(open)).toBe(true)
          expect(who.keys.keyring.has(closed)).toBe(false)
          expect(who.keys.waitsForKey()).toBe(false)
          closedCount++
        }
      },
    ),
    { numRuns: 30 },
  )
  expect(closedCount).toBeGreaterThan(15)
})
