import { expect, test } from 'vitest'
import { inviteFor } from '../test/roster-additions.ts'
import { disguise, type Key, keyOf, PEOPLE } from '../test/roster-world.ts'
import { id, Story } from '../test/story.ts'

const [OWNER, ADMIN, MODERATOR, MEMBER, OTHER, STRANGER] = [1, 2, 3, 4, 5, 6] as const

/** A group with one of each. */
function grownGroup() {
  const story = new Story()
  const start = story.people(
    [OWNER, 'owner'],
    [ADMIN, 'admin'],
    [MODERATOR, 'moderator'],
    [MEMBER, 'member'],
  )
  return { story, start }
}

test('[RO46] [AT48] a moderator removes somebody, whom an owner makes admin meanwhile, who removes the moderator', () => {
  const { story, start } = grownGroup()
  const removal = story.remove(MODERATOR, 'moderator', MEMBER, [start])
  const raised = story.role(OWNER, 'owner', [MEMBER, 'admin'], [start])
  const answer = story.remove(MEMBER, 'admin', MODERATOR, [raised])
  expect(story.verdicts(removal, raised, answer)).toEqual(['invalid', 'valid', 'valid'])
  expect(story.roleOf(MEMBER)).toBe('admin')
  expect(story.roleOf(MODERATOR)).toBeUndefined()
})

test('[RO25] [AT54] two admins remove two people apart, and both are gone for whoever knows of both', () => {
  const { story, start } = grownGroup()
  const second = story.people([OTHER, 'admin'], [STRANGER, 'member'])
  const one = story.remove(ADMIN, 'admin', MEMBER, [second])
  const two = story.remove(OTHER, 'admin', STRANGER, [second])
  expect(story.verdicts(one, two)).toEqual(['valid', 'valid'])
  expect([MEMBER, STRANGER].map((who) => story.roleOf(who))).toEqual([undefined, undefined])
  expect(story.roster.rankAt(id(MEMBER), [two.id])).toBe('member')
  expect(story.roster.rankAt(id(MEMBER), [one.id, two.id])).toBeUndefined()
  expect(story.answer(story.says(MEMBER, [start]))).toBe('invalid')
})

test('[RO17] [RO46] [AT71] what a removed moderator backdates for an accomplice never shows to anybody', () => {
  const { story, start } = grownGroup()
  const old = story.invite(MODERATOR, 'moderator', 'member')
  const removal = story.remove(ADMIN, 'admin', MODERATOR, [old])
  const backdated = story.invite(MODERATOR, 'moderator', 'member', [start])
  const by = [old, backdated].map((invite) => story.join(STRANGER, invite))
  expect(story.verdicts(removal, old, backdated, ...by)).toEqual([
    'valid',
    'valid',
    'invalid',
    'invalid',
    'invalid',
  ])
  for (const join of by) expect(story.answer(story.says(STRANGER, [join]))).toBe('invalid')
  expect(story.roster.links.size).toBe(0)
})

test('[RO46] regression: a stale action by an unrelated member does not make anybody disappear', () => {
  const { story, start } = grownGroup()
  const raised = story.role(OWNER, 'owner', [MODERATOR, 'admin'])
  const joined = story.people([OTHER, 'member'])
  const before = [...story.roster.members].map(([person, { role }]) => [person, role])
  const stale = [
    story.remove(MEMBER, 'moderator', MODERATOR, [start]),
    story.remove(MEMBER, 'owner', OTHER, [start]),
    story.role(MEMBER, 'admin', [ADMIN, 'guest'], [story.found]),
    story.does(MEMBER, 'member', { type: 'unknown', recordType: 20, body: new Uint8Array(1) }, [
      story.found,
    ]),
  ]
  expect(story.verdicts(raised, joined, ...stale)).toEqual([
    'valid',
    'valid',
    'invalid',
    'invalid',
    'invalid',
    'ignored',
  ])
  expect([...story.roster.members].map(([person, { role }]) => [person, role])).toEqual(before)
})

test('[RO18] regression: a moderator with heads of long ago removes nobody whom those heads do not know', () => {
  const { story, start } = grownGroup()
  story.people([OTHER, 'owner'])
  const stale = story.remove(MODERATOR, 'moderator', OTHER, [start])
  expect(story.verdicts(stale)).toEqual(['invalid'])
  expect(story.roleOf(OTHER)).toBe('owner')
})

test('[RO46] regression: one more removal of somebody unrelated leaves the outcome of a mutual one', () => {
  for (const extra of [false, true]) {
    const story = new Story()
    const start = story.people(
      [1, 'moderator'],
      [2, 'moderator'],
      [3, 'owner'],
      [4, 'owner'],
      [5, 'admin'],
    )
    const one = story.role(3, 'owner', [1, 'admin'], [start])
    const two = story.role(4, 'owner', [2, 'admin'], [start])
    const removals = [story.remove(1, 'admin', 2, [one]), story.remove(2, 'admin', 1, [two])]
    if (extra) story.remove(0, 'founder', 5, [start])
    expect(story.verdicts(...removals)).toEqual(['valid', 'valid'])
    expect([1, 2].map((who) => story.roleOf(who))).toEqual([undefined, undefined])
    expect(story.roleOf(5)).toBe(extra ? undefined : 'admin')
  }
})

test('[RO19] [AT80] an old moderator\u2019s link lets nobody act or bring in others under a fresh name', () => {
  const story = new Story()
  const start = story.people([1, 'admin'], [2, 'member'])
  const link = story.invite(0, 'founder', 'moderator', [start])
  const removal = story.remove(1, 'admin', 2, [start])
  const join = story.join(3, link)
  const add = story.does(
    3,
    'moderator',
    { type: 'add', person: keyOf(4).introduction, role: 'member', join: undefined },
    [join],
  )
  expect(story.verdicts(removal, join, add)).toEqual(['valid', 'valid', 'invalid'])
  expect([3, 4].map((who) => story.roleOf(who))).toEqual([undefined, undefined])
  expect(story.answer(story.says(3, [join]))).toBe('invalid')
  expect([...story.roster.requests.keys()]).toEqual([join.id])
  story.does(1, 'admin', {
    type: 'add',
    person: keyOf(3).introduction,
    role: 'member',
    join: join.id,
  })
  expect(story.answer(story.says(3, [join]))).toBe('valid')
})

test('[RO21] [AT49] three devices that take each other out are all out, and none acts that knew', () => {
  const story = new Story()
  story.people([1, 'member'])
  const [c, d, e, f] = [0, 1, 2, 3].map((which) => keyOf(1, which))
  if (c === undefined || d === undefined || e === undefined || f === undefined)
    throw new Error('keys')
  for (const key of [d, e, f]) story.device(key)
  const start = story.device(f)
  const first = story.undevice(c, d, [start])
  const second = story.undevice(e, c, [start])
  const knowing = story.undevice(d, e, [first])
  const beside = story.undevice(d, e, [start])
  const more = story.undevice(d, f, [start])
  expect(story.verdicts(first, second, knowing, beside, more)).toEqual([
    'valid',
    'valid',
    'invalid',
    'valid',
    'invalid',
  ])
  expect([c, d, e, f].map((key) => story.roster.deviceIsLive(key.device))).toEqual([
    false,
    false,
    false,
    true,
  ])
})

test('[RO23] [AT49] a device that a stolen one vouched for goes with it', () => {
  const story = new Story()
  story.people([1, 'moderator'])
  const start = story.device(keyOf(1, 1))
  const stolen = keyOf(1, 1)
  const fresh = keyOf(1, 2)
  const chain = [...stolen.introduction.chain, ...fresh.introduction.chain]
  const hidden = story.device(fresh, [start], { ...fresh.introduction, chain })
  const out = story.undevice(keyOf(1), stolen, [start])
  const invite = story.does(fresh, 'moderator', inviteFor('guest'), [hidden])
  const post = story.says(fresh, [hidden])
  expect(story.verdicts(out, hidden, invite)).toEqual(['valid', 'invalid', 'invalid'])
  expect(story.roster.deviceIsLive(fresh.device)).toBe(false)
  expect(story.answer(post)).toBe('invalid')
  expect(story.roster.deviceIsLive(keyOf(1).device)).toBe(true)
})

test('[RO23] who retired their first phone goes on linking devices, and a thief does not', () => {
  const story = new Story()
  const [phone, second, laptop] = [keyOf(1), keyOf(1, 1), keyOf(1, 2)]
  const chainTo = (...keys: readonly Key[]) => ({
    ...laptop.introduction,
    chain: keys.flatMap(({ introduction }) => introduction.chain),
  })
  story.people([1, 'member'])
  const known = story.device(second, undefined, chainTo(phone, second))
  const retired = story.undevice(second, phone, [known])
  const linked = story.device(laptop, [retired], chainTo(phone, second, laptop))
  expect(story.verdicts(retired, linked)).toEqual(['valid', 'valid'])
  expect(story.roster.deviceIsLive(laptop.device)).toBe(true)
  expect(story.answer(story.says(laptop, [linked]))).toBe('valid')

  const [thief, accomplice] = [keyOf(1, 3), keyOf(2, 3)]
  const minted = story.device(thief, [known], chainTo(phone, thief))
  const further = story.device(accomplice, [minted], chainTo(phone, thief, accomplice))
  expect(story.verdicts(minted, further)).toEqual(['invalid', 'invalid'])
})

test('[RO10] nobody takes over a key that has said whose it is, however low the id and old the heads', () => {
  const { story } = grownGroup()
  const victim = keyOf(MEMBER)
  const thief = PEOPLE[OTHER]
  if (thief === undefined) throw new Error('nobody')
  for (let salt = 0; salt < 20; salt++)
    story.world.write({
      by: keyOf(MODERATOR),
      claims: 'moderator',
      action: { type: 'add', person: disguise(thief, victim), role: 'guest', join: undefined },
      parents: [story.found.id],
      salt,
    })
  expect(story.roster.personOf(victim.device)).toBe(id(MEMBER))
  expect(story.answer(story.says(MEMBER, [story.device(keyOf(MEMBER))]))).toBe('valid')
})

test('[RO39] [AT71] a removed moderator lengthens no cut of before', () => {
  const { story, start } = grownGroup()
  const late = story.says(MEMBER, [start])
  const removal = story.remove(MODERATOR, 'moderator', MEMBER, [start])
  const gone = story.remove(ADMIN, 'admin', MODERATOR, [removal])
  const { segment, writer } = late.place
  const longer = {
    type: 'cut',
    of: removal.id,
    cut: [{ segment, writer, clock: 9, digest: new Uint8Array(16) }],
  } as const
  const backdated = story.does(MODERATOR, 'moderator', longer, [removal])
  expect(story.verdicts(removal, gone, backdated)).toEqual(['valid', 'valid', 'invalid'])
  expect(story.answer(late)).toBe('invalid')
})
