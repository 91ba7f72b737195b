import { ROLES } from '@parley/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describe, GroupWorld, personNumber, type TestPerson } from '../test/group-world.ts'
import { naiveRoles } from '../test/naive-roster.ts'
import { reduceRoster, type VerifiedAction } from './index.ts'

interface Step {
  readonly type: 'invite' | 'join' | 'unknown'
  readonly by: number
  readonly claims: number
  readonly role: number
  readonly needsApproval: boolean
  /** Which actions held so far are the parents, counted from the newest. */
  readonly onto: readonly number[]
  readonly which: number
}

const PEOPLE = Array.from({ length: 8 }, (_, number) => personNumber(number))
/** Two more who sign with devices of others. */
const PERSONS: readonly TestPerson[] = [...PEOPLE, personNumber(8, 1), personNumber(9, 2)]

const anyStep: fc.Arbitrary<Step> = fc.record({
  type: fc.constantFrom('invite', 'invite', 'join', 'join', 'join', 'unknown'),
  by: fc.nat(PERSONS.length - 1),
  claims: fc.nat(5),
  role: fc.nat(5),
  needsApproval: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
  onto: fc.oneof(
    fc.constant([0, 1, 2]),
    fc.uniqueArray(fc.nat(12), { minLength: 1, maxLength: 3, size: 'max' }),
  ),
  which: fc.nat(8),
})
const anyScript = fc.array(anyStep, { minLength: 5, maxLength: 60, size: 'max' })

/** Honest and hostile acts alike: two in three are what the app would let a present member do. */
function play(script: readonly Step[]): GroupWorld {
  const world = new GroupWorld()
  for (const step of script) {
    const isHonest = step.which % 3 > 0
    const { members } = world.roster
    const insiders = PERSONS.filter(({ id }) => members.has(id))
    const anyone = PERSONS[step.by] ?? world.founder
    const by = (isHonest && step.type === 'invite' ? insiders.at(-step.by) : anyone) ?? anyone
    const held = members.get(by.id)
    const onto = step.onto.flatMap((back) => world.actions.at(-1 - back)?.id ?? [])
    const own = isHonest && held !== undefined ? [held.admittedBy] : []
    const parents = [...new Set([...own, ...onto])]
    const claims = ROLES[isHonest && held ? ROLES.indexOf(held.role) : step.claims] ?? 'guest'
    const below = Math.max(1, ROLES.indexOf(claims))
    const role = ROLES[isHonest ? below - 1 - (step.role % 2 && below > 1 ? 1 : 0) : step.role]
    const invites = world.actions.filter(({ action }) => action.type === 'invite')
    const invite = invites.at(-1 - step.which)
    if (step.type === 'unknown') world.unknown(by, parents)
    else if (step.type === 'invite' || invite === undefined)
      world.invite(by, claims, role ?? 'guest', { parents, needsApproval: step.needsApproval })
    else world.join(by, invite.id, [...new Set([invite.id, ...onto])])
  }
  return world
}

function rolesOf(world: GroupWorld, actions: readonly VerifiedAction[]) {
  const roster = reduceRoster(world.group, actions)
  return new Map([...roster.members].map(([person, { role }]) => [person, role]))
}

test('[RO3] [RO4] [RO5] [RO7] [RO8] [RO10] the reducer agrees with its slow twin', () => {
  const seen = { valid: 0, invalid: 0, ignored: 0, crowd: 0 }
  fc.assert(
    fc.property(anyScript, (script) => {
      const world = play(script)
      const twin = naiveRoles(world.group, world.actions)
      expect(rolesOf(world, world.actions)).toEqual(twin.roles)
      for (const { id } of world.actions) {
        const verdict = world.roster.verdictOf(id)
        expect(verdict).toBe(twin.verdicts.get(id))
        if (verdict !== undefined) seen[verdict]++
      }
      seen.crowd = Math.max(seen.crowd, twin.roles.size)
    }),
    { numRuns: 40 },
  )
  expect(seen.valid).toBeGreaterThan(100)
  expect(seen.invalid).toBeGreaterThan(100)
  expect(seen.ignored).toBeGreaterThan(20)
  expect(seen.crowd).toBeGreaterThan(2)
})

test('[RO15] in whatever order and how often actions come, the roster is the same', () => {
  let members = 0
  fc.assert(
    fc.property(anyScript, fc.infiniteStream(fc.nat(999)), (script, numbers) => {
      const world = play(script)
      const ids = world.actions.map(({ id }) => id)
      const shuffled = [...world.actions, ...world.actions.slice(0, 5)]
        .map((action) => ({ action, at: numbers.next().value ?? 0 }))
        .sort((a, b) => a.at - b.at)
        .map(({ action }) => action)
      const roster = reduceRoster(world.group, shuffled)
      expect(describe(roster, ids)).toEqual(describe(world.roster, ids))
      members = Math.max(members, roster.members.size)
    }),
    { numRuns: 40 },
  )
  expect(members).toBeGreaterThan(2)
})

test('[RO15] times that devices claim change nothing', () => {
  let members = 0
  fc.assert(
    fc.property(anyScript, (script) => {
      const world = play(script)
      const later = world.actions.map((one) =>
        one === world.found ? one : { ...one, header: { ...one.header, hlc: 2n ** 63n } },
      )
      const ids = world.actions.map(({ id }) => id)
      const roster = reduceRoster(world.group, later)
      expect(describe(roster, ids)).toEqual(describe(world.roster, ids))
      members = Math.max(members, roster.members.size)
    }),
    { numRuns: 30 },
  )
  expect(members).toBeGreaterThan(2)
})

test('[RO1] [RO7] the founder is present in every history, as the founder', () => {
  let actions = 0
  fc.assert(
    fc.property(anyScript, (script) => {
      const world = play(script)
      for (let upTo = 1; upTo <= world.actions.length; upTo += 7) {
        const roster = reduceRoster(world.group, world.actions.slice(0, upTo))
        expect(roster.members.get(world.founder.id)?.role).toBe('founder')
      }
      actions += world.actions.length
    }),
    { numRuns: 30 },
  )
  expect(actions).toBeGreaterThan(500)
})

test('[RO3] [RO5] an admission that is added takes no verdict back', () => {
  let admitted = 0
  fc.assert(
    fc.property(anyScript, (script) => {
      const world = play(script)
      const before = world.roster
      const ids = world.actions.map(({ id }) => id)
      world.admit(personNumber(40), 'admin')
      for (const id of ids) expect(world.roster.verdictOf(id)).toBe(before.verdictOf(id))
      if (world.roster.members.has(personNumber(40).id)) admitted++
    }),
    { numRuns: 30 },
  )
  expect(admitted).toBe(30)
})

test('[RO9] leaving out actions of unknown types that nobody builds on changes nobody', () => {
  let ignored = 0
  fc.assert(
    fc.property(anyScript, (script) => {
      const world = play(script)
      const before = rolesOf(world, world.actions)
      for (const person of PEOPLE) world.unknown(person)
      expect(rolesOf(world, world.actions)).toEqual(before)
      ignored += world.actions.filter(({ id }) => world.roster.verdictOf(id) === 'ignored').length
    }),
    { numRuns: 30 },
  )
  expect(ignored).toBeGreaterThan(100)
})

test('[RO4] nobody rises above what a chain of strictly higher invites gave them', () => {
  let chains = 0
  fc.assert(
    fc.property(anyScript, (script) => {
      const world = play(script)
      const { roster } = world
      for (const member of roster.members.values()) {
        if (member.role === 'founder') continue
        const join = world.actions.find(({ id }) => id === member.admittedBy)
        const by = join?.action.type === 'join' ? join.action.invite : undefined
        const invite = world.actions.find(({ id }) => id === by)
        if (invite === undefined) throw new Error('a member without an invite')
        expect(roster.verdictOf(invite.id)).toBe('valid')
        expect(ROLES.indexOf(invite.header.claimedRole)).toBeGreaterThan(ROLES.indexOf(member.role))
        chains++
      }
    }),
    { numRuns: 30 },
  )
  expect(chains).toBeGreaterThan(10)
})

test('[RO16] ten thousand actions reduce while one waits; roster-bench.ts says how fast', () => {
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
