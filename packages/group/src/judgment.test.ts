import { cutDigest } from '@parley/protocol'
import { expect, test } from 'vitest'
import { bytesOf } from '../test/group-world.ts'
import { cutTo, MemberWorld } from '../test/member-world.ts'
import { anna, ben, cleo, dora } from '../test/people.ts'

/** Anna is admin, Ben moderator, Cleo member. */
function staffed() {
  const world = new MemberWorld()
  world.add(world.founder, anna, 'admin')
  world.add(world.founder, ben, 'moderator')
  world.add(world.founder, cleo, 'member')
  return world
}

test('[RO30] [AT44] [AT45] somebody removed shows nothing written past the cut, with whatever heads', () => {
  const world = staffed()
  const old = world.heads
  const removal = world.remove(ben, cleo, { cut: cutTo(10) })
  expect(world.bar(cleo, { heads: old, clock: 9 })).toBeUndefined()
  expect(world.bar(cleo, { heads: old, clock: 10 })).toBe('cut')
  expect(world.bar(cleo, { heads: [...old, removal.id], clock: 9 })).toBe('absent')
})

test('[RO30] [AT50] a removal with an empty cut hides what they said; what they did stays done', () => {
  const world = staffed()
  const act = world.add(ben, dora, 'member')
  const old = world.heads
  world.remove(anna, ben, { onto: [act] })
  expect(world.bar(ben, { heads: old, clock: 0 })).toBe('cut')
  expect(world.verdicts(act)).toEqual(['valid'])
  expect(world.roles(dora)).toEqual(['member'])
})

test('[RO30] a removal that turns out not to count hides nothing', () => {
  const world = staffed()
  world.add(world.founder, dora, 'owner')
  const old = world.heads
  world.remove(ben, cleo, { onto: old })
  expect(world.bar(cleo, { heads: old })).toBe('cut')
  world.remove(dora, ben, { onto: old })
  expect(world.bar(cleo, { heads: old })).toBeUndefined()
})

test('[RO30] every act against the author must leave it inside, and more of a cut adds to it', () => {
  const world = staffed()
  const old = world.heads
  const first = world.remove(ben, cleo, { onto: old, cut: cutTo(10) })
  world.remove(anna, cleo, { onto: old, cut: cutTo(5) })
  expect(world.bar(cleo, { heads: old, clock: 4 })).toBeUndefined()
  expect(world.bar(cleo, { heads: old, clock: 5 })).toBe('cut')
  const alone = staffed()
  const out = alone.remove(ben, cleo, { onto: alone.heads })
  const heads = [...first.header.parents]
  expect(alone.bar(cleo, { heads, clock: 4 })).toBe('cut')
  alone.cut(ben, out, cutTo(5))
  expect(alone.bar(cleo, { heads, clock: 4 })).toBeUndefined()
})

test('[RO31] a cut vouches for the records its author held, not for others at their places', () => {
  const world = staffed()
  const heads = world.heads
  const ids = world.actions.slice(0, 2).map(({ id }) => id)
  world.remove(ben, cleo, { cut: cutTo(2, 7, 0, cutDigest(ids)) })
  const bar = (digest: Uint8Array | undefined) =>
    world.bar(cleo, { heads, clock: 1, digestOf: () => digest })
  expect(bar(cutDigest(ids))).toBeUndefined()
  expect(bar(cutDigest([...ids].reverse()))).toBe('cut')
  // Purged records can never be digested again.
  expect(bar(undefined)).toBeUndefined()
  expect(world.bar(cleo, { heads, clock: 1 })).toBeUndefined()
})

test('[RO32] an unmute brings back only what is written knowing of it', () => {
  const world = staffed()
  const old = world.heads
  const mute = world.mute(ben, cleo, { cut: cutTo(3) })
  const muted = world.heads
  expect(world.bar(cleo)).toBe('muted')
  world.unmute(ben, cleo)
  expect(world.bar(cleo)).toBeUndefined()
  expect(world.bar(cleo, { heads: muted })).toBe('muted')
  expect(world.bar(cleo, { heads: old, clock: 2 })).toBeUndefined()
  expect(world.bar(cleo, { heads: old, clock: 3 })).toBe('cut')
  expect(world.verdicts(mute)).toEqual(['valid'])
})

test('[RO32] the muted take back what they said and hand keys on; a timed mute hides nothing', () => {
  const world = staffed()
  const old = world.heads
  world.mute(ben, cleo)
  for (const act of ['retract', 'key'] as const) {
    expect(world.bar(cleo, { act })).toBeUndefined()
    expect(world.bar(cleo, { act, heads: old })).toBeUndefined()
  }
  for (const act of ['post', 'react', 'name', 'any'] as const)
    expect(world.bar(cleo, { act })).toBe('muted')
  const timed = staffed()
  timed.mute(ben, cleo, { until: 9_999 })
  expect(timed.bar(cleo)).toBeUndefined()
})

test('[RO33] the policy that its heads know decides who may post and react', () => {
  const world = staffed()
  world.add(ben, dora, 'guest')
  const open = world.heads
  const bars = (heads = world.heads) =>
    [dora, cleo, ben].flatMap((by) =>
      (['post', 'react', 'any'] as const).map((act) => world.bar(by, { act, heads })),
    )
  expect(bars()).toEqual(['guest', 'guest', 'guest', ...Array<undefined>(6).fill(undefined)])
  world.policy(world.founder, { postingRole: 'moderator', guestsMayPost: true })
  expect(bars()).toEqual([
    'announcements',
    undefined,
    undefined,
    'announcements',
    ...Array<undefined>(5).fill(undefined),
  ])
  world.policy(world.founder, { locked: true })
  expect(bars()).toEqual([
    ...Array<string>(3).fill('guest'),
    ...Array<string>(3).fill('locked'),
    ...Array<undefined>(3).fill(undefined),
  ])
  expect(world.bar(cleo, { act: 'post', heads: open })).toBeUndefined()
  expect(world.bar(dora, { act: 'retract' })).toBeUndefined()
})

test('[RO33] where only some announce, members answer in threads; guests, the locked out and the muted do not', () => {
  const world = staffed()
  world.add(ben, dora, 'guest')
  const replies = () => [dora, cleo, ben].map((by) => world.bar(by, { act: 'reply' }))
  world.policy(world.founder, { postingRole: 'moderator' })
  expect(replies()).toEqual(['guest', undefined, undefined])
  world.policy(world.founder, { postingRole: 'moderator', guestsMayPost: true })
  expect(replies()).toEqual([undefined, undefined, undefined])
  world.policy(world.founder, { locked: true })
  expect(replies()).toEqual(['guest', 'locked', undefined])
  world.policy(world.founder, {})
  world.mute(ben, cleo)
  expect(replies()).toEqual(['guest', 'muted', undefined])
})

test('[RO33] hushed, nobody below moderator posts, in threads neither; reacting goes on', () => {
  const world = staffed()
  const before = world.heads
  world.policy(world.founder, { hushed: true })
  const bars = (by: typeof cleo) =>
    (['post', 'reply', 'react', 'retract', 'any'] as const).map((act) => world.bar(by, { act }))
  expect(bars(cleo)).toEqual(['hushed', 'hushed', undefined, undefined, undefined])
  expect(bars(ben)).toEqual(Array(5).fill(undefined))
  expect(world.bar(cleo, { act: 'post', heads: before })).toBeUndefined()
})

test('[RO34] [AT83] a moderator made a member: ordinary messages stay, moderation past the cut does not', () => {
  const world = staffed()
  const old = world.heads
  world.role(anna, ben, 'member', { cut: cutTo(4) })
  expect(world.bar(ben, { heads: old })).toBeUndefined()
  expect(world.bar(ben)).toBeUndefined()
  expect(world.bar(ben, { heads: old, act: 'moderate', clock: 3 })).toBeUndefined()
  expect(world.bar(ben, { heads: old, act: 'moderate' })).toBe('cut')
  expect(world.bar(ben, { act: 'moderate' })).toBe('role')
})

test('[RO34] where only moderators post, one made a member keeps the posts inside the cut', () => {
  const world = staffed()
  world.policy(world.founder, { postingRole: 'moderator' })
  const old = world.heads
  world.role(anna, ben, 'member', { cut: cutTo(4) })
  expect(world.bar(ben, { heads: old, clock: 3 })).toBeUndefined()
  expect(world.bar(ben, { heads: old, clock: 4 })).toBe('cut')
})

test('[RO36] leaving hides what the own cut leaves out, and nothing more', () => {
  const world = staffed()
  const old = world.heads
  world.leave(cleo, { cut: cutTo(6) })
  expect(world.bar(cleo, { heads: old, clock: 5 })).toBeUndefined()
  expect(world.bar(cleo, { heads: old, clock: 6 })).toBe('cut')
})

test('[RO36] [AT170] who was here, asks to return and takes it back hides nothing that they wrote before', () => {
  for (const gone of ['left', 'removed'] as const) {
    const world = staffed()
    const old = world.heads
    if (gone === 'left') world.leave(cleo, { cut: cutTo(6) })
    else world.remove(anna, cleo, { cut: cutTo(6) })
    const asked = world.joined(cleo, world.invited(anna, 'member', { needsApproval: true }))
    world.leave(cleo)
    expect(world.bar(cleo, { heads: old, clock: 5 })).toBeUndefined()
    expect(world.bar(cleo, { heads: old, clock: 6 })).toBe('cut')
    expect(world.bar(cleo, { heads: [asked.id], clock: 7 })).toBe('absent')
  }
})

test('[RO36] [RO41] whoever is let in beside their taking back the request writes nothing by it', () => {
  const world = staffed()
  world.leave(cleo, { cut: cutTo(6) })
  const old = world.heads
  const asked = world.joined(cleo, world.invited(anna, 'member', { needsApproval: true }))
  world.leave(cleo, { onto: [asked] })
  const letIn = world.add(anna, cleo, 'member', { join: asked.id, onto: [asked] })
  expect(world.roles(cleo)).toEqual([undefined])
  expect(world.bar(cleo, { heads: [letIn.id], clock: 7 })).toBe('cut')
  expect(world.bar(cleo, { heads: old, clock: 5 })).toBe('absent')
})

test('[RO12] a record waits for heads not held, and a stranger\u2019s never counts', () => {
  const world = staffed()
  const missing = world.founder.id as unknown as (typeof world.heads)[number]
  expect(world.bar(cleo, { heads: [missing] })).toBe('waits')
  expect(world.bar(dora, { heads: world.heads })).toBe('absent')
})

test('[RO37] a rank in the past of heads, by all verdicts and as if there were no others', () => {
  const world = staffed()
  world.add(world.founder, dora, 'owner')
  const old = world.heads
  const promotion = world.role(anna, cleo, 'moderator', { onto: old })
  const heads = [promotion.id]
  world.role(dora, anna, 'member', { onto: old })
  expect(world.roster.rankAt(cleo.id, heads)).toBe('member')
  expect(world.roster.rankAlone(cleo.id, heads)).toBe('moderator')
  expect(world.roster.rankAlone(cleo.id, old)).toBe('member')
  expect(world.roster.rankAt(bytesId(), heads)).toBeUndefined()
})

function bytesId() {
  return String(bytesOf(1)) as unknown as typeof anna.id
}

test('[RO38] fifty thousand records from a few heads are judged without reducing again', () => {
  const world = staffed()
  const old = world.heads
  world.remove(ben, cleo, { cut: cutTo(1_000) })
  const { roster } = world
  let inside = 0
  for (let at = 0; at < 50_000; at++) {
    const place = { segment: 0, writer: 7, clock: at % 2_000 }
    if (roster.judge({ device: cleo.device, heads: old, act: 'post', place }) === 'valid') inside++
  }
  expect(inside).toBe(25_000)
})
