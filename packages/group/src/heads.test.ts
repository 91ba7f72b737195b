import { type Action, DEFAULT_POLICY, encodePolicy, type RecordId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { GroupWorld, personNumber } from '../test/group-world.ts'
import { MemberWorld } from '../test/member-world.ts'
import { gatheringOf, headsFor } from './heads.ts'
import type { Verdict } from './verified-action.ts'

const [anna, ben, cleo] = [personNumber(1), personNumber(2), personNumber(3)]

test('[RO14] heads name the newest actions, and the own admission is at or before them', () => {
  const world = new GroupWorld()
  const join = world.admit(anna, 'member')
  expect(headsFor(world.roster, anna.id)).toEqual([join.id])
  const after = world.unknown(world.founder, [join.id])
  expect(headsFor(world.roster, anna.id)).toEqual([after.id])
})

test('[RO14] in a crowd of heads the own admission is among the eight that are named', () => {
  const world = new GroupWorld()
  const join = world.admit(anna, 'member')
  const invite = world.invite(world.founder, 'founder', 'member', { parents: [world.found.id] })
  for (let number = 2; number < 30; number++) world.join(personNumber(number), invite.id)
  const heads = headsFor(world.roster, anna.id)
  expect(heads).toHaveLength(8)
  expect(heads).toContain(join.id)
  expect(new Set(heads).size).toBe(8)
  expect(world.roster.judge({ device: anna.device, heads })).toBe('valid')
})

test('[RO14] a flood of worthless actions does not push valid heads out', () => {
  const world = new GroupWorld()
  const join = world.admit(anna, 'member')
  const other = world.join(personNumber(2), world.invite(world.founder, 'founder', 'guest').id)
  const end = world.heads
  for (let count = 0; count < 20; count++) world.unknown(personNumber(9), [world.found.id])
  expect(headsFor(world.roster, anna.id)).toEqual(expect.arrayContaining([...end]))
  expect(headsFor(world.roster, anna.id)).toContain(other.id)
  expect(world.roster.isInPast(join.id, headsFor(world.roster, anna.id))).toBe(true)
})

test('[RO14] someone who is not in yet still names what they know', () => {
  const world = new GroupWorld()
  expect(headsFor(world.roster, anna.id)).toEqual([world.found.id])
})

test('[RO14] in a crowd of heads one\u2019s own last act is named, so that leaving takes nothing back', () => {
  const world = new MemberWorld()
  world.add(world.founder, anna, 'moderator')
  world.add(world.founder, ben, 'member')
  const before = world.heads
  const own = world.mute(anna, ben, { onto: before })
  for (let count = 0; count < 20; count++) world.box(ben, count, { onto: before })
  const heads = headsFor(world.roster, anna.id)
  expect(heads).toHaveLength(8)
  expect(heads).toContain(own.id)
  world.leave(anna, { onto: heads })
  expect(world.verdicts(own)).toEqual(['valid'])
})

test('[RO14] [RO47] [AT99] a flood of heads does not make a witness of who acts on them', () => {
  const world = new MemberWorld()
  world.add(world.founder, anna, 'moderator')
  world.add(world.founder, ben, 'member')
  world.add(world.founder, cleo, 'member')
  const before = world.heads
  const leave = world.leave(anna, { onto: before })
  const forged = world.remove(anna, cleo, { onto: before, as: 'moderator' })
  for (let count = 0; count < 20; count++) world.box(ben, count, { onto: [forged] })
  for (let count = 0; count < 20; count++) world.leave(anna, { onto: [forged] })
  const heads = headsFor(world.roster, world.founder.id)
  expect(heads).toHaveLength(8)
  expect(heads).toContain(leave.id)
  const act = world.policy(world.founder, { slowModeSeconds: 30 }, { onto: heads })
  expect(world.verdicts(forged, act)).toEqual(['invalid', 'valid'])
  expect(world.roles(cleo)).toEqual(['member'])
})

/** Twenty people who follow one link at the same time, none knowing of the others. */
function crowd(world: GroupWorld, from: number, needsApproval: boolean) {
  const options = { needsApproval, parents: [world.found.id] }
  const invite = world.invite(world.founder, 'founder', 'member', options)
  const people = Array.from({ length: 20 }, (_, index) => personNumber(from + index))
  for (const person of people) world.join(person, invite.id)
  return people
}

/** By the founder, as a device would write it. */
function act(world: GroupWorld, action: Action): Verdict | undefined {
  let last: readonly RecordId[] = []
  for (const parents of gatheringOf(world.roster)) {
    const merge = { by: world.founder, action: { type: 'merge' as const } }
    last = [world.write({ ...merge, parents: [...last, ...parents] }).id]
  }
  const parents = headsFor(world.roster, world.founder.id, [action])
  const { id } = world.write({ by: world.founder, claims: 'founder', parents, action })
  return world.roster.verdictOf(id)
}

test('[RO49] of a class that asks to come in at once everybody is let in, one by one', () => {
  const world = new GroupWorld()
  crowd(world, 1, true)
  for (const { introduction, role, join } of [...world.roster.requests.values()])
    act(world, { type: 'add', person: introduction, role, join })
  expect(world.roster.requests.size).toBe(0)
  expect(world.roster.members.size).toBe(21)
})

test('[RO49] [RO50] of a crowd that came in at once each can be promoted, silenced, heard again and removed', () => {
  for (const type of ['role', 'mute', 'remove'] as const) {
    const world = new GroupWorld()
    const people = crowd(world, 1, false)
    for (const { id: person } of people) {
      const more = { role: { role: 'moderator' }, mute: { until: 0 }, remove: {} } as const
      const action = { type, person, cut: [], ...more[type] } as Action
      expect(act(world, action)).toBe('valid')
      if (type === 'mute') expect(act(world, { type: 'unmute', person })).toBe('valid')
    }
    const { members } = world.roster
    const roles = [...members.values()].map(({ role }) => role)
    expect(roles.filter((role) => role === 'moderator')).toHaveLength(type === 'role' ? 20 : 0)
    expect([...members.values()].filter(({ mute }) => mute !== undefined)).toEqual([])
    expect(members.size).toBe(type === 'remove' ? 1 : 21)
  }
})

test('[RO49] in a crowd the newest rule takes the place of the last, and a link that is withdrawn is dead', () => {
  const world = new GroupWorld()
  const invite = world.invite(world.founder, 'founder', 'member', { parents: [world.found.id] })
  const policyOf = (locked: boolean) => ({
    type: 'policy' as const,
    policy: encodePolicy({ ...DEFAULT_POLICY, locked }),
  })
  act(world, policyOf(true))
  crowd(world, 1, true)
  act(world, policyOf(false))
  expect(world.roster.policy.locked).toBe(false)
  expect(act(world, { type: 'uninvite', target: invite.id })).toBe('valid')
  expect(world.roster.links.has(invite.id)).toBe(false)
})

test('[RO50] whoever is removed from a crowd that came in at once takes nobody along', () => {
  const world = new GroupWorld()
  const [first] = crowd(world, 1, false)
  if (first === undefined) throw new Error('nobody came')
  const before = world.roster.log.length
  expect(act(world, { type: 'remove', person: first.id, cut: [] })).toBe('valid')
  expect(world.roster.members.size).toBe(20)
  expect(world.roster.requests.size).toBe(0)
  expect(world.roster.log.length - before).toBe(1 + 2)
  expect(gatheringOf(world.roster)).toEqual([])
})

test('[RO50] merges are bounded, and heads of no worth are not gathered', () => {
  const world = new GroupWorld()
  for (let count = 0; count < 300; count++) world.unknown(personNumber(9), [world.found.id])
  expect(gatheringOf(world.roster)).toEqual([])
  const invite = world.invite(world.founder, 'founder', 'member', { parents: [world.found.id] })
  for (let number = 1; number < 250; number++) world.join(personNumber(number), invite.id)
  const merges = gatheringOf(world.roster)
  expect(merges).toHaveLength(32)
  expect(merges[0]).toHaveLength(8)
  expect(new Set(merges.flat()).size).toBe(8 + 31 * 7)
})

/** Long after anything that is done. */
const FAR = 2n ** 63n

/** Devices of their own, said by somebody again and again, on one old act. */
function flood(world: MemberWorld, by: typeof anna, onto: RecordId, count: number): void {
  const action = { type: 'device' as const, person: by.introduction, rootSignature: undefined }
  for (let at = 0; at < count; at++)
    world.write({ by, action, parents: [onto], claims: 'member', hlc: FAR + BigInt(at) })
}

test('[RO14] [AT121] nine records from before a rule was lifted silence nobody, whatever time they claim', () => {
  for (const rule of [{ postingRole: 'moderator' }, { locked: true }] as const) {
    const world = new MemberWorld()
    world.add(world.founder, anna, 'member')
    world.add(world.founder, ben, 'member')
    const old = world.policy(world.founder, rule)
    world.policy(world.founder, {})
    expect(world.bar(anna)).toBeUndefined()
    flood(world, ben, old.id, 20)
    expect(world.roster.heads.length).toBeGreaterThan(8)
    expect(world.bar(anna)).toBeUndefined()
    expect(world.bar(ben)).toBeUndefined()
  }
})

test('[RO14] [AT121] nor somebody who was muted once, or made less once', () => {
  const world = new MemberWorld()
  world.add(world.founder, anna, 'member')
  world.add(world.founder, ben, 'member')
  world.policy(world.founder, { guestsMayPost: false })
  const [before = ''] = world.heads
  const lowered = world.role(world.founder, anna, 'guest')
  world.role(world.founder, anna, 'member')
  const mute = world.mute(world.founder, anna)
  world.unmute(world.founder, anna)
  for (const onto of [before, mute.id, lowered.id]) flood(world, ben, onto as RecordId, 20)
  expect(world.bar(anna)).toBeUndefined()
})

test('[RO14] [AT121] of the heads that are left, nobody gets a second place before everybody has one', () => {
  const world = new MemberWorld()
  for (const person of [anna, ben, cleo]) world.add(world.founder, person, 'member')
  const before = world.heads
  const own = world.box(cleo, 1, { onto: before })
  flood(world, ben, world.found.id, 20)
  let deep = before
  for (let count = 0; count < 20; count++) {
    const { id } = world.write({
      by: ben,
      action: { type: 'merge' },
      parents: deep,
      claims: 'member',
    })
    deep = [id]
  }
  flood(world, ben, deep[0] as RecordId, 20)
  expect(headsFor(world.roster, anna.id)).toContain(own.id)
})

test('[RO50] [AT122] whoever floods a group with heads takes nobody along when they are removed', () => {
  const world = new MemberWorld()
  world.add(world.founder, ben, 'member')
  const invite = world.invited(world.founder, 'member')
  flood(world, ben, invite.id, 400)
  for (let number = 3; number < 13; number++) {
    const person = personNumber(number)
    const others = headsFor(world.roster, person.id).filter((id) => id !== invite.id)
    world.join(person, invite.id, [invite.id, ...others.slice(0, 7)])
    const own = { type: 'device' as const, person: person.introduction, rootSignature: undefined }
    const parents = headsFor(world.roster, person.id)
    if (number % 2 === 0) world.write({ by: person, action: own, parents, claims: 'member' })
  }
  expect(gatheringOf(world.roster)).toHaveLength(32)
  expect(act(world, { type: 'remove', person: ben.id, cut: [] })).toBe('valid')
  expect(world.roster.members.size).toBe(11)
  expect(world.roster.requests.size).toBe(0)
})
