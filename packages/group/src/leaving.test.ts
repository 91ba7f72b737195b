import { expect, test } from 'vitest'
import { deviceOf, MemberWorld } from '../test/member-world.ts'
import { anna, ben, cleo, dora, eve } from '../test/people.ts'

/** The founder adds Anna as admin, Ben as moderator, Cleo as member. */
function staffed() {
  const world = new MemberWorld()
  world.add(world.founder, anna, 'admin')
  world.add(world.founder, ben, 'moderator')
  world.add(world.founder, cleo, 'member')
  return world
}

/** Every kind of act that a moderator has, on old heads, and someone who joins by it. */
function actsFromBefore(world: MemberWorld, onto: readonly string[]) {
  const how = { onto: onto as typeof world.heads, as: 'moderator' } as const
  const invite = world.invited(ben, 'member', how)
  return [
    world.add(ben, dora, 'member', how),
    world.remove(ben, cleo, how),
    world.mute(ben, cleo, how),
    world.unmute(ben, cleo, how),
    world.uninvite(ben, invite, { onto: [invite], as: 'moderator' }),
    invite,
    world.joined(eve, invite),
  ]
}

test('[RO47] [AT99] whoever left does nothing to anybody from heads of before', () => {
  const world = staffed()
  const before = world.heads
  const leave = world.leave(ben)
  world.policy(world.founder, { slowModeSeconds: 30 })
  const acts = actsFromBefore(world, before)
  expect(world.verdicts(leave)).toEqual(['valid'])
  expect(world.verdicts(...acts)).toEqual(acts.map(() => 'invalid'))
  expect(world.roles(ben, cleo, dora, eve)).toEqual([undefined, 'member', undefined, undefined])
})

test('[RO47] [AT99] an owner who left changes no role and no rule from before', () => {
  const world = staffed()
  world.add(world.founder, eve, 'owner')
  const before = world.heads
  world.leave(eve)
  const acts = [
    world.role(eve, anna, 'guest', { onto: before, as: 'owner' }),
    world.policy(eve, { locked: true }, { onto: before, as: 'owner' }),
  ]
  expect(world.verdicts(...acts)).toEqual(['invalid', 'invalid'])
  expect(world.roster.policy.locked).toBe(false)
})

test('[RO47] what a leave builds on stands, and so does what comes after coming back', () => {
  const world = staffed()
  const link = world.invited(ben, 'member')
  const joined = world.joined(eve, link)
  const known = world.mute(ben, cleo)
  world.leave(ben)
  world.add(world.founder, ben, 'moderator')
  const again = world.unmute(ben, cleo)
  expect(world.verdicts(link, joined, known, again)).toEqual(Array(4).fill('valid'))
})

test('[RO47] [AT101] a second, backdated leave takes nothing back that somebody above built on', () => {
  const world = staffed()
  const start = world.heads
  const link = world.invited(ben, 'member')
  const acts = [link, world.joined(eve, link), world.add(ben, dora, 'guest')]
  const removal = world.remove(ben, cleo)
  world.leave(ben)
  world.policy(world.founder, { slowModeSeconds: 30 })
  for (const onto of [start, [link]]) world.leave(ben, { onto })
  expect(world.verdicts(...acts, removal)).toEqual(Array(4).fill('valid'))
  expect(world.roles(ben, cleo, dora, eve)).toEqual([undefined, undefined, 'guest', 'member'])
})

test('[RO47] [RO17] [AT101] a moderator who was removed throws nobody out by a backdated leave', () => {
  const world = staffed()
  const link = world.invited(ben, 'member')
  const join = world.joined(eve, link)
  const late = world.joined(dora, link)
  world.remove(anna, ben, { onto: [join] })
  const leave = world.leave(ben, { onto: [link] })
  expect(world.verdicts(leave, join, late)).toEqual(['valid', 'valid', 'invalid'])
  expect(world.roles(ben, dora, eve)).toEqual([undefined, undefined, 'member'])
})

test('[RO47] one\u2019s own acts, those of one\u2019s equals and joins are no witnesses', () => {
  const world = staffed()
  world.add(world.founder, dora, 'moderator')
  const link = world.invited(world.founder, 'guest')
  const before = world.heads
  world.leave(ben)
  const forged = world.remove(ben, cleo, { onto: before, as: 'moderator' })
  world.joined(eve, link, { onto: [link, forged] })
  world.mute(dora, cleo, { onto: [forged] })
  world.box(anna, 1, { onto: [forged] })
  world.mute(ben, cleo, { onto: [forged], as: 'moderator' })
  expect(world.verdicts(forged)).toEqual(['invalid'])
  const witness = world.unmute(anna, cleo, { onto: [forged] })
  expect(world.verdicts(forged, witness)).toEqual(['valid', 'valid'])
})

test('[RO47] whoever knows of the leave is no witness', () => {
  const world = staffed()
  const before = world.heads
  const leave = world.leave(ben)
  const forged = world.remove(ben, cleo, { onto: before, as: 'moderator' })
  world.policy(world.founder, { slowModeSeconds: 30 }, { onto: [leave, forged] })
  expect(world.verdicts(forged)).toEqual(['invalid'])
})

test('[RO47] [RO26] what another device did apart from the leave does not count, but on the own devices', () => {
  const world = staffed()
  const laptop = deviceOf(ben, 20)
  world.device(laptop)
  const before = world.heads
  world.leave(ben)
  const honest = world.mute(laptop, cleo, { onto: before, as: 'moderator' })
  const own = world.box(laptop, 1, { onto: before })
  expect(world.verdicts(honest, own)).toEqual(['invalid', 'valid'])
})

test('[RO46] [AT100] whoever is muted until unmuted does nothing to anybody from heads of before', () => {
  const world = staffed()
  const before = world.heads
  const known = world.invited(ben, 'member', { onto: before })
  const mute = world.mute(anna, ben, { onto: [known] })
  const acts = actsFromBefore(world, before)
  const unmute = world.unmute(anna, ben, { onto: [mute] })
  const after = world.mute(ben, cleo, { onto: [unmute] })
  expect(world.verdicts(mute, known, unmute, after)).toEqual(Array(4).fill('valid'))
  expect(world.verdicts(...acts)).toEqual(acts.map(() => 'invalid'))
})

test('[RO46] what somebody does with the rank of who mutes them beside it stands', () => {
  const world = staffed()
  const before = world.heads
  world.mute(anna, ben, { onto: before })
  const raised = world.role(world.founder, ben, 'admin', { onto: before })
  const asAdmin = world.mute(ben, cleo, { onto: [raised], as: 'admin' })
  const asModerator = world.remove(ben, cleo, { onto: [raised], as: 'moderator' })
  expect(world.verdicts(asAdmin, asModerator)).toEqual(['valid', 'invalid'])
})

test('[RO46] [RO28] a mute with an end of higher rank leaves what is beside it', () => {
  const world = staffed()
  const before = world.heads
  const timed = world.mute(anna, ben, { onto: before, until: 9_000 })
  const beside = world.remove(ben, cleo, { onto: before })
  expect(world.verdicts(timed, beside)).toEqual(['valid', 'valid'])
})

test('[RO46] [RO11] a mute beside a join by a link of the muted one leaves it', () => {
  const world = staffed()
  const link = world.invited(ben, 'member')
  world.mute(anna, ben, { onto: [link] })
  const join = world.joined(eve, link)
  expect(world.verdicts(join)).toEqual(['valid'])
})

test('[RO17] [RO47] an equal is no witness to a join either', () => {
  const world = staffed()
  world.add(world.founder, dora, 'moderator')
  const link = world.invited(ben, 'member')
  world.leave(ben, { onto: [link] })
  const late = world.joined(eve, link)
  world.mute(dora, cleo, { onto: [late] })
  expect(world.verdicts(late)).toEqual(['invalid'])
  world.mute(anna, cleo, { onto: [late] })
  expect(world.verdicts(late)).toEqual(['valid'])
})

test('[RO17] coming back revives no link from before the leave, whoever builds on the join', () => {
  const world = staffed()
  const link = world.invited(ben, 'member')
  world.leave(ben)
  const back = world.add(world.founder, ben, 'moderator')
  const join = world.joined(eve, link, { onto: [link, back] })
  world.policy(world.founder, { slowModeSeconds: 30 })
  expect(world.verdicts(back, join)).toEqual(['valid', 'invalid'])
})
