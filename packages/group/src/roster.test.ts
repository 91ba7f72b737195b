import { newWriter, type RecordId, ROLES, toRecordId, writerPrefix } from '@parley/protocol'
import { expect, test } from 'vitest'
import { bytesOf, GroupWorld, personNumber } from '../test/group-world.ts'
import { newActionGraph } from './action-graph.ts'
import { newIntroductions } from './introductions.ts'
import { reduceRoster } from './roster.ts'

const [anna, ben, cleo] = [personNumber(1), personNumber(2), personNumber(3)]

function rolesIn(world: GroupWorld) {
  return [...world.roster.members.values()].map(({ person, role }) => [person, role])
}

test('[RO1] whoever founds a group is its founder, and the only member', () => {
  const world = new GroupWorld()
  expect(world.roster).toMatchObject({ founded: true, encrypted: true })
  expect(rolesIn(world)).toEqual([[world.founder.id, 'founder']])
  expect(reduceRoster(world.group, [])).toMatchObject({ founded: false, encrypted: false })
})

test('[RO1] [AT52] a second founding record founds nothing here', () => {
  const world = new GroupWorld()
  const again = world.write({
    by: anna,
    action: { ...world.found.action, person: anna.introduction } as typeof world.found.action,
    parents: [],
    claims: 'founder',
  })
  expect(world.roster.verdictOf(again.id)).toBe('invalid')
  expect(rolesIn(world)).toEqual([[world.founder.id, 'founder']])
})

test('[RO1] [RO5] a device that signs in the name of another admits nobody', () => {
  const world = new GroupWorld()
  const forged = { ...world.found, device: anna.device }
  expect(reduceRoster(world.group, [forged]).founded).toBe(false)

  const join = world.admit(ben, 'member')
  const stolen = { ...join, device: anna.device }
  const roster = reduceRoster(world.group, [...world.actions.slice(0, -1), stolen])
  expect(roster.members.has(ben.id)).toBe(false)
})

test('[RO2] [AT51] an action whose parents are missing waits until they come', () => {
  const world = new GroupWorld()
  const invite = world.invite(world.founder, 'founder', 'member')
  const join = world.join(anna, invite.id)
  const without = reduceRoster(world.group, [world.found, join])
  expect(without.verdictOf(join.id)).toBeUndefined()
  expect(without.hasAction(join.id)).toBe(false)
  expect(without.heads).toEqual([world.found.id])
  expect(world.roster.members.has(anna.id)).toBe(true)
})

test('[RO2] [AT51] a circle of actions, which no hash could make, is left out', () => {
  const world = new GroupWorld()
  const a = world.unknown(anna, [toRecordId(bytesOf(16, 1))])
  const b = world.unknown(anna, [a.id])
  const circle = { ...a, header: { ...a.header, parents: [b.id] } }
  const roster = reduceRoster(world.group, [world.found, circle, b])
  expect(roster.heads).toEqual([world.found.id])
})

test('[RO3] [AT47] nobody invites with a rank they did not have', () => {
  const world = new GroupWorld()
  world.admit(anna, 'admin')
  const asOwner = world.invite(anna, 'owner', 'admin')
  const asAdmin = world.invite(anna, 'admin', 'moderator')
  const stranger = world.invite(ben, 'moderator', 'guest')
  const { verdictOf } = world.roster
  expect([asOwner, asAdmin, stranger].map(({ id }) => verdictOf(id))).toEqual([
    'invalid',
    'valid',
    'invalid',
  ])
})

test('[RO3] an admission counts only for what its person wrote after it', () => {
  const world = new GroupWorld()
  world.admit(anna, 'admin')
  const early = world.invite(anna, 'admin', 'member', { parents: [world.found.id] })
  expect(world.roster.verdictOf(early.id)).toBe('invalid')
})

test('[RO4] moderators and above invite, to roles below the one they act with', () => {
  for (const claims of ROLES)
    for (const role of ROLES) {
      const world = new GroupWorld()
      const invite = world.invite(world.founder, claims, role)
      const allowed = ROLES.indexOf(claims) >= 2 && ROLES.indexOf(role) < ROLES.indexOf(claims)
      expect(world.roster.verdictOf(invite.id)).toBe(allowed ? 'valid' : 'invalid')
    }
})

test('[RO5] a join needs a valid invite, and needs to have seen it', () => {
  const world = new GroupWorld()
  const good = world.invite(world.founder, 'founder', 'member')
  const bad = world.invite(cleo, 'founder', 'member')
  const unseen = world.join(anna, good.id, [world.found.id])
  const refused = world.join(anna, bad.id, [bad.id])
  const nowhere = world.join(anna, world.found.id)
  const joined = world.join(ben, good.id)
  const { verdictOf, members } = world.roster
  expect([unseen, refused, nowhere].map(({ id }) => verdictOf(id))).toEqual(
    Array(3).fill('invalid'),
  )
  expect(members.get(ben.id)).toMatchObject({
    role: 'member',
    admittedBy: joined.id,
    devices: [ben.device],
  })
  expect(members.has(anna.id)).toBe(false)
})

test('[RO6] joining by a link that needs approval is a request and lets nobody in', () => {
  const world = new GroupWorld()
  const invite = world.invite(world.founder, 'founder', 'member', { needsApproval: true })
  const join = world.join(anna, invite.id)
  expect(world.roster.verdictOf(join.id)).toBe('valid')
  expect(world.roster.members.has(anna.id)).toBe(false)
  expect(world.roster.judge({ device: anna.device, heads: [join.id] })).toBe('invalid')
})

test('[RO7] a founder who opens a link for members stays the founder', () => {
  const world = new GroupWorld()
  const join = world.admit(world.founder, 'member')
  expect(world.roster.verdictOf(join.id)).toBe('invalid')
  expect(rolesIn(world)).toEqual([[world.founder.id, 'founder']])
})

test('[RO7] an owner is not lowered by the link of an admin', () => {
  const world = new GroupWorld()
  world.admit(anna, 'owner')
  world.admit(ben, 'admin')
  const link = world.invite(ben, 'admin', 'guest')
  const join = world.join(anna, link.id, world.heads)
  expect(world.roster.verdictOf(join.id)).toBe('invalid')
  expect(world.roster.members.get(anna.id)?.role).toBe('owner')
})

test('[RO8] someone who joined twice apart is one member, by the higher rank, then the lower role', () => {
  const world = new GroupWorld()
  world.admit(ben, 'admin')
  const links = [
    world.invite(world.founder, 'founder', 'moderator'),
    world.invite(world.founder, 'founder', 'member', { parents: [world.found.id] }),
    world.invite(ben, 'admin', 'guest'),
  ]
  for (const link of links) world.join(anna, link.id)
  expect(world.roster.members.get(anna.id)?.role).toBe('member')
  expect(world.roster.members.size).toBe(3)
})

test('[RO8] joining again later takes the newer role', () => {
  const world = new GroupWorld()
  world.admit(anna, 'member')
  const link = world.invite(world.founder, 'founder', 'moderator')
  world.join(anna, link.id, world.heads)
  expect(world.roster.members.get(anna.id)?.role).toBe('moderator')
})

test('[RO9] an action of a later version changes nobody and may be built on', () => {
  const world = new GroupWorld()
  const later = world.unknown(cleo)
  const join = world.admit(anna, 'member')
  expect(world.roster.verdictOf(later.id)).toBe('ignored')
  expect(world.roster.isInPast(later.id, [join.id])).toBe(true)
  expect(world.roster.members.has(anna.id)).toBe(true)
  expect(world.roster.members.has(cleo.id)).toBe(false)
})

test('[RO10] a device that was introduced as one person is never another', () => {
  const world = new GroupWorld()
  world.admit(anna, 'member')
  const disguised = personNumber(7, 1)
  const link = world.invite(world.founder, 'founder', 'admin')
  const join = world.join(disguised, link.id, world.heads)
  expect(disguised.device).toBe(anna.device)
  expect(world.roster.verdictOf(join.id)).toBe('invalid')
  expect(world.roster.personOf(anna.device)).toBe(anna.id)
})

test('[RO10] a person who was never let in is still known by their device', () => {
  const world = new GroupWorld()
  const bad = world.invite(cleo, 'founder', 'member')
  world.join(anna, bad.id)
  expect(world.roster.personOf(anna.device)).toBe(anna.id)
  expect(world.roster.personOf(ben.device)).toBeUndefined()
})

/** How often ancestry is asked about when so many additions give one silent device to as many people. */
function askedForClaims(count: number): number {
  const world = new GroupWorld()
  const parents = [world.admit(anna, 'member').id]
  for (let at = 0; at < count; at++) {
    const person = { ...ben.introduction, root: bytesOf(32, 9, at & 0xff, at >> 8) }
    const action = { type: 'add', person, role: 'guest', join: undefined } as const
    world.write({ by: anna, action, parents })
  }
  const graph = newActionGraph(world.actions)
  let asked = 0
  const counting = {
    ...graph,
    builds(later: number, earlier: number) {
      asked++
      return graph.builds(later, earlier)
    },
  }
  expect(newIntroductions(counting).personOf(ben.device)).toBeDefined()
  return asked
}

test('[RO10] [AT102] 4,096 made-up people for one silent device cost by their number, not by pairs', () => {
  expect(askedForClaims(64)).toBeGreaterThan(62)
  expect(askedForClaims(4_096)).toBeLessThanOrEqual(4 * 4_096)
})

test('[RO11] a link lapses when its author no longer has the rank it claimed', () => {
  const world = new GroupWorld()
  world.admit(anna, 'admin')
  const link = world.invite(anna, 'admin', 'member')
  expect(world.roster.links.get(link.id)).toMatchObject({ author: anna.id, role: 'member' })
  const lower = world.invite(world.founder, 'founder', 'guest')
  world.join(anna, lower.id, world.heads)
  expect(world.roster.members.get(anna.id)?.role).toBe('guest')
  expect(world.roster.links.has(link.id)).toBe(false)
  expect(world.roster.verdictOf(link.id)).toBe('valid')
})

test('[RO12] a message counts once its heads know of its author, and waits for heads not held', () => {
  const world = new GroupWorld()
  const join = world.admit(anna, 'member')
  const missing = toRecordId(bytesOf(16, 77))
  const judge = (heads: readonly RecordId[]) => world.roster.judge({ device: anna.device, heads })
  expect(judge([join.id])).toBe('valid')
  expect(judge([world.found.id])).toBe('invalid')
  expect(judge([join.id, missing])).toBe('waits')
  expect(world.roster.judge({ device: ben.device, heads: [join.id] })).toBe('invalid')
})

test('[RO13] a writer is looked up by its prefix, whatever its suffix', () => {
  const world = new GroupWorld()
  world.admit(anna, 'member')
  const prefix = writerPrefix(world.group, bytesOf(32, 2, 1, 0))
  expect(world.roster.devicesOf(newWriter(prefix, 0))).toEqual([anna.device])
  expect(world.roster.devicesOf(newWriter(prefix, 65_535))).toEqual([anna.device])
  expect(world.roster.devicesOf(newWriter(prefix + 1, 0))).toEqual([])
})
