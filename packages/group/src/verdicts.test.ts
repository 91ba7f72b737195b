import { ROLES } from '@parley/protocol'
import { expect, test } from 'vitest'
import { personNumber } from '../test/group-world.ts'
import { cutTo, MemberWorld } from '../test/member-world.ts'
import { anna, ben, cleo, dora, eve } from '../test/people.ts'

/** The founder adds Anna as admin, Ben as moderator, Cleo as member. */
function staffed() {
  const world = new MemberWorld()
  world.add(world.founder, anna, 'admin')
  world.add(world.founder, ben, 'moderator')
  world.add(world.founder, cleo, 'member')
  return world
}

test('[RO3] [RO4] [AT46] an admin removes neither an owner nor another admin', () => {
  const world = staffed()
  world.add(world.founder, dora, 'owner')
  world.add(world.founder, eve, 'admin')
  const acts = [world.remove(anna, dora), world.remove(anna, eve), world.role(anna, eve, 'guest')]
  expect(world.verdicts(...acts)).toEqual(['invalid', 'invalid', 'invalid'])
  expect(world.roles(dora, eve)).toEqual(['owner', 'admin'])
})

test('[RO4] roles are given by admins and above, below their own; policy is the owners\u2019', () => {
  for (const given of ROLES) {
    const world = staffed()
    const byAdmin = world.role(anna, cleo, given)
    const byModerator = world.role(ben, cleo, given)
    const mayAdmin = ROLES.indexOf(given) < ROLES.indexOf('admin')
    expect(world.verdicts(byAdmin, byModerator)).toEqual([
      mayAdmin ? 'valid' : 'invalid',
      'invalid',
    ])
  }
  const world = staffed()
  world.role(world.founder, dora, 'owner')
  world.add(world.founder, dora, 'owner')
  const policies = [
    world.policy(anna, { locked: true }),
    world.policy(dora, { postingRole: 'moderator' }),
    world.policy(world.founder, { slowModeSeconds: 30 }),
  ]
  expect(world.verdicts(...policies)).toEqual(['invalid', 'valid', 'valid'])
  expect(world.roster.policy).toMatchObject({ slowModeSeconds: 30, postingRole: 'member' })
})

test('[RO3] [AT47] who claims a rank they do not have does nothing', () => {
  const world = staffed()
  const acts = [
    world.add(anna, dora, 'admin', { as: 'owner' }),
    world.policy(anna, { locked: true }, { as: 'founder' }),
    world.remove(cleo, ben, { as: 'founder' }),
  ]
  expect(world.verdicts(...acts)).toEqual(['invalid', 'invalid', 'invalid'])
})

test('[RO46] [AT48] a moderator removes somebody whom an owner makes admin meanwhile: the moderator is out', () => {
  const world = staffed()
  world.add(world.founder, dora, 'owner')
  const before = world.heads
  const removal = world.remove(ben, cleo, { onto: before })
  const promotion = world.role(dora, cleo, 'admin', { onto: before })
  const revenge = world.remove(cleo, ben, { onto: [promotion], as: 'admin' })
  expect(world.verdicts(removal, promotion, revenge)).toEqual(['invalid', 'valid', 'valid'])
  expect(world.roles(ben, cleo)).toEqual([undefined, 'admin'])
})

test('[RO46] a removal voids what its target did beside it with a lower rank, and nothing it knew of', () => {
  const world = staffed()
  const before = world.heads
  const known = world.mute(ben, cleo, { onto: before })
  const removal = world.remove(anna, ben, { onto: [known] })
  const beside = world.add(ben, dora, 'member', { onto: before, as: 'moderator' })
  const after = world.add(ben, eve, 'member', { onto: [removal], as: 'moderator' })
  expect(world.verdicts(known, removal, beside, after)).toEqual([
    'valid',
    'valid',
    'invalid',
    'invalid',
  ])
})

test('[RO46] lowering somebody voids what needed the rank, and nothing else', () => {
  const world = staffed()
  const before = world.heads
  world.role(world.founder, anna, 'moderator', { onto: before })
  const asAdmin = world.role(anna, cleo, 'moderator', { onto: before, as: 'admin' })
  const asModerator = world.mute(anna, cleo, { onto: before, as: 'moderator' })
  expect(world.verdicts(asAdmin, asModerator)).toEqual(['invalid', 'valid'])
})

test('[RO46] what equal ranks do apart never touches each other', () => {
  const world = staffed()
  world.add(world.founder, dora, 'admin')
  const before = world.heads
  const acts = [
    world.remove(anna, ben, { onto: before }),
    world.role(dora, ben, 'member', { onto: before }),
    world.remove(anna, dora, { onto: before }),
    world.remove(dora, anna, { onto: before }),
  ]
  expect(world.verdicts(...acts)).toEqual(['valid', 'valid', 'invalid', 'invalid'])
  expect(world.roles(ben, anna, dora)).toEqual([undefined, 'admin', 'admin'])
})

test('[RO46] a removal that has nothing to do with it leaves the outcome of another as it was', () => {
  const world = staffed()
  world.add(world.founder, dora, 'admin')
  const before = world.heads
  const removal = world.remove(ben, cleo, { onto: before })
  const promotion = world.role(dora, cleo, 'moderator', { onto: before })
  const outcome = () => [world.verdicts(removal, promotion), world.roles(cleo)]
  const expected = outcome()
  world.remove(anna, personNumber(66), { onto: before })
  expect(outcome()).toEqual(expected)
})

test('[RO18] nobody acts on a person of whom nothing in their past tells', () => {
  const world = staffed()
  const early = world.heads
  world.add(world.founder, dora, 'owner')
  const stale = world.remove(ben, dora, { onto: early })
  expect(world.verdicts(stale)).toEqual(['invalid'])
  expect(world.roles(dora)).toEqual(['owner'])
})

test('[RO25] whoever is removed is out until let in again by somebody who knew', () => {
  const world = staffed()
  const before = world.heads
  const removal = world.remove(ben, cleo)
  world.add(anna, cleo, 'moderator', { onto: before })
  expect(world.roles(cleo)).toEqual([undefined])
  expect(world.roster.departed.get(cleo.id)).toEqual({
    type: 'removed',
    by: ben.id,
    action: removal.id,
  })
  world.add(ben, cleo, 'guest', { onto: [removal] })
  expect(world.roles(cleo)).toEqual(['moderator'])
})

test('[RO59] who ever came in keeps a place in the order of coming, whoever goes and comes again', () => {
  const world = staffed()
  const came = [world.founder.id, anna.id, ben.id, cleo.id]
  expect(world.roster.comers).toEqual(came)
  const removal = world.remove(ben, cleo)
  world.leave(anna)
  world.add(world.founder, dora, 'member')
  world.add(ben, cleo, 'guest', { onto: [removal] })
  expect(world.roster.members.has(anna.id)).toBe(false)
  expect(world.roster.comers).toEqual([...came, dora.id])
})

test('[RO61] [AT241] who is added again while they are here came when they came', () => {
  const world = staffed()
  const cameBy = () => world.roster.members.get(cleo.id)?.cameBy
  const first = cameBy()
  expect(first).toBe(world.roster.members.get(cleo.id)?.admittedBy)
  const again = world.add(ben, cleo, 'guest')
  expect(world.roster.members.get(cleo.id)?.admittedBy).toBe(again.id)
  expect(cameBy()).toBe(first)
  const removal = world.remove(ben, cleo)
  const back = world.add(ben, cleo, 'guest', { onto: [removal] })
  world.add(ben, cleo, 'guest')
  expect(cameBy()).toBe(back.id)
})

test('[RO61] [AT241] who asked came by what let them in, and an answer to a join that let them in is none', () => {
  const world = staffed()
  const how = { needsApproval: true } as const
  const asks = world.joined(dora, world.invited(ben, 'guest', how))
  const answer = world.add(ben, dora, 'guest', { join: asks.id })
  const joins = world.joined(eve, world.invited(ben, 'guest'))
  for (const [who, join] of [
    [dora, asks],
    [eve, joins],
  ] as const)
    world.add(ben, who, 'guest', { join: join.id })
  const { members } = world.roster
  expect(members.get(dora.id)?.cameBy).toBe(answer.id)
  expect(members.get(eve.id)?.cameBy).toBe(joins.id)
})

test('[RO26] one leaves without anybody\u2019s leave; the founder cannot', () => {
  const world = staffed()
  const leave = world.leave(anna)
  const late = world.mute(anna, cleo, { onto: [leave], as: 'admin' })
  const founders = world.leave(world.founder)
  expect(world.verdicts(leave, late, founders)).toEqual(['valid', 'invalid', 'invalid'])
  expect(world.roster.departed.get(anna.id)).toMatchObject({ type: 'left', by: anna.id })
  expect(world.roles(anna, world.founder)).toEqual([undefined, 'founder'])
})

test('[RO27] of two roles given apart the higher rank\u2019s counts, then the lower role', () => {
  const world = staffed()
  world.add(world.founder, dora, 'admin')
  const before = world.heads
  world.role(anna, cleo, 'guest', { onto: before })
  world.role(dora, cleo, 'moderator', { onto: before })
  expect(world.roles(cleo)).toEqual(['guest'])
  world.role(world.founder, cleo, 'moderator', { onto: before })
  expect(world.roles(cleo)).toEqual(['moderator'])
  const last = world.role(dora, cleo, 'guest')
  expect(world.roles(cleo)).toEqual(['guest'])
  expect(world.roster.members.get(cleo.id)?.roleBy).toBe(last.id)
})

test('[RO28] somebody muted until unmuted does nothing but leave and keep their devices', () => {
  const world = staffed()
  const mute = world.mute(anna, ben)
  expect(world.roster.members.get(ben.id)?.mute).toEqual({
    until: 0,
    by: anna.id,
    action: mute.id,
  })
  const acts = [world.mute(ben, cleo), world.box(ben, 1), world.leave(ben)]
  expect(world.verdicts(...acts)).toEqual(['invalid', 'valid', 'valid'])
})

test('[RO28] a timed mute takes no act away, and the longer of two set apart counts', () => {
  const world = staffed()
  const before = world.heads
  world.mute(anna, ben, { until: 5_000, onto: before })
  world.mute(anna, ben, { until: 9_000, onto: before })
  world.unmute(anna, ben, { onto: before })
  expect(world.roster.members.get(ben.id)?.mute?.until).toBe(9_000)
  expect(world.verdicts(world.mute(ben, cleo))).toEqual(['valid'])
  world.unmute(anna, ben)
  expect(world.roster.members.get(ben.id)?.mute).toBeUndefined()
})

test('[RO29] of two policies set apart the higher rank\u2019s counts, whole', () => {
  const world = staffed()
  world.add(world.founder, dora, 'owner')
  const before = world.heads
  world.policy(dora, { locked: true }, { onto: before })
  world.policy(world.founder, { guestsMayPost: true }, { onto: before })
  expect(world.roster.policy).toMatchObject({ locked: false, guestsMayPost: true })
})

test('[RO39] more of a cut counts when the same device writes it with the same rank', () => {
  const world = staffed()
  const removal = world.remove(ben, cleo)
  const more = world.cut(ben, removal, cutTo(5))
  const others = world.cut(anna, removal, cutTo(50))
  world.remove(anna, ben, { onto: [removal] })
  const late = world.cut(ben, removal, cutTo(50), { onto: [removal] })
  expect(world.verdicts(others, late)).toEqual(['invalid', 'invalid'])
  expect(world.verdicts(more)).toEqual(['invalid'])
  const kept = staffed()
  const out = kept.remove(ben, cleo)
  expect(kept.verdicts(kept.cut(ben, out, cutTo(5)))).toEqual(['valid'])
})

test('[RO9] a type of a later version is noticed and changes nobody', () => {
  const world = staffed()
  expect(world.roster.usesUnknown).toBe(false)
  world.unknown(anna)
  expect(world.roster.usesUnknown).toBe(true)
  expect(world.roster.log.at(-1)).toMatchObject({ person: anna.id, verdict: 'ignored' })
  expect(world.roles(anna, ben, cleo)).toEqual(['admin', 'moderator', 'member'])
})

test('[RO43] the log holds every act after what it builds on, with its verdict and the rank claimed', () => {
  const world = staffed()
  const bad = world.remove(cleo, anna, { as: 'owner' })
  const { log } = world.roster
  expect(log).toHaveLength(world.actions.length)
  expect(log.find(({ id }) => id === bad.id)).toMatchObject({
    person: cleo.id,
    role: 'owner',
    verdict: 'invalid',
  })
  const places = new Map(log.map(({ id }, at) => [id, at]))
  for (const { id, header } of world.actions)
    for (const parent of header.parents)
      expect(places.get(parent) ?? Infinity).toBeLessThan(places.get(id) ?? 0)
})
