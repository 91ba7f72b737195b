import { expect, test } from 'vitest'
import { INVARIANTS, runWorlds } from '../test/fuzz-worlds.ts'
import { GroupWorld, personNumber } from '../test/group-world.ts'
import { reduceRoster } from './index.ts'

/** A few worlds each, and more until it applied to one; thousands are played in roster.sim.test.ts. */
const WORLDS = [25, 100, 400]

for (const invariant of INVARIANTS)
  test(`[RO15] in a few worlds: ${invariant.name}`, () => {
    let metCount = 0
    for (const worlds of WORLDS) {
      if (metCount > 0) break
      const { met, failure } = runWorlds(invariant, { worlds })
      expect(failure, failure).toBeUndefined()
      metCount = met.size
    }
    expect(metCount).toBeGreaterThan(0)
  })

test('[RO16] ten thousand actions reduce while one waits; the bench says how fast', () => {
  const world = new GroupWorld()
  const admin = personNumber(1)
  let last = world.admit(admin, 'admin').id
  while (world.actions.length < 10_000) {
    const number = world.actions.length
    const link = world.invite(admin, 'admin', 'member', { parents: [last] })
    const join = world.join(personNumber(number), link.id)
    if (number % 3 === 0) last = join.id
  }
  const roster = reduceRoster(world.group, world.actions)
  expect(roster.members.size).toBeGreaterThan(4_900)
  expect(roster.links.size).toBeGreaterThan(4_900)
})
