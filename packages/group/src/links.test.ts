import type { LinkEnd } from '@parley/protocol'
import { expect, test } from 'vitest'
import { personNumber } from '../test/group-world.ts'
import { MemberWorld } from '../test/member-world.ts'
import { anna, ben, cleo, dora, eve } from '../test/people.ts'
import { linkEndIn } from './link-ends.ts'
import type { VerifiedAction } from './verified-action.ts'

/** Anna is admin, Ben moderator. */
function staffed() {
  const world = new MemberWorld()
  world.add(world.founder, anna, 'admin')
  world.add(world.founder, ben, 'moderator')
  return world
}

test('[RO11] a link tells whose it is, what it offers and how many came by it', () => {
  const world = staffed()
  const link = world.invited(anna, 'member')
  world.joined(cleo, link)
  world.joined(dora, link)
  expect(world.roster.links.get(link.id)).toMatchObject({
    author: anna.id,
    claimedRole: 'admin',
    role: 'member',
    joinsCount: 2,
    usesCount: 0,
    expiresAt: 0,
    hlc: link.header.hlc,
  })
})

test('[RO11] a link lapses while its author is gone or lower than it was made with', () => {
  for (const end of [
    (world: MemberWorld) => world.remove(world.founder, anna),
    (world: MemberWorld) => world.leave(anna),
    (world: MemberWorld) => world.role(world.founder, anna, 'moderator'),
  ]) {
    const world = staffed()
    const link = world.invited(anna, 'member')
    end(world)
    expect(world.roster.links.has(link.id)).toBe(false)
  }
})

test('[RO40] a link withdrawn lets in those who had joined, and nobody else', () => {
  const world = staffed()
  const link = world.invited(ben, 'member')
  const early = world.joined(cleo, link)
  const withdrawal = world.uninvite(ben, link, { onto: [early] })
  const beside = world.joined(dora, link)
  const late = world.joined(eve, link, { onto: [link, withdrawal] })
  expect(world.verdicts(early, withdrawal, beside, late)).toEqual([
    'valid',
    'valid',
    'invalid',
    'invalid',
  ])
  expect(world.roles(cleo, dora, eve)).toEqual(['member', undefined, undefined])
  expect(world.roster.links.size).toBe(0)
})

test('[RO40] links are withdrawn by their author, or from above', () => {
  const world = staffed()
  const links = [world.invited(ben, 'member'), world.invited(anna, 'member')]
  world.add(world.founder, dora, 'moderator')
  const [byBen, byAnna] = links
  if (byBen === undefined || byAnna === undefined) throw new Error('two links')
  const acts = [
    world.uninvite(dora, byBen),
    world.uninvite(ben, byAnna),
    world.uninvite(cleo, byBen),
    world.uninvite(ben, byBen),
    world.uninvite(world.founder, byAnna),
  ]
  expect(world.verdicts(...acts)).toEqual(['invalid', 'invalid', 'invalid', 'valid', 'valid'])
})

test('[RO17] [AT71] what a removed moderator and an accomplice backdate lets nobody in', () => {
  const world = staffed()
  const old = world.heads
  const removal = world.remove(anna, ben, { onto: old })
  const invite = world.invited(ben, 'member', { onto: old, as: 'moderator' })
  const join = world.joined(eve, invite)
  expect(world.verdicts(removal, invite, join)).toEqual(['valid', 'invalid', 'invalid'])
  expect(world.bar(eve, { heads: [join.id] })).toBe('absent')
  const honest = staffed()
  const link = honest.invited(ben, 'member')
  honest.remove(anna, ben)
  const backdated = honest.joined(eve, link)
  expect(honest.verdicts(link, backdated)).toEqual(['valid', 'invalid'])
  expect(honest.bar(eve, { heads: [backdated.id] })).toBe('absent')
})

test('[RO17] who came by a link before its author was removed stays', () => {
  const world = staffed()
  const link = world.invited(ben, 'member')
  const join = world.joined(cleo, link)
  world.remove(anna, ben)
  expect(world.verdicts(join)).toEqual(['valid'])
  expect(world.roles(ben, cleo)).toEqual([undefined, 'member'])
})

test('[RO17] an author who came back makes new links; the old ones let nobody in', () => {
  const world = staffed()
  const old = world.invited(ben, 'member')
  world.remove(anna, ben)
  world.add(anna, ben, 'moderator')
  const fresh = world.invited(ben, 'member')
  expect([...world.roster.links.keys()]).toEqual([fresh.id])
  const joins = [world.joined(cleo, fresh), world.joined(dora, old, { onto: [old, fresh] })]
  expect(world.verdicts(...joins)).toEqual(['valid', 'invalid'])
})

test('[RO19] [AT74] [AT80] an old link brings back nobody who was removed: it is a request, without keys', () => {
  const world = staffed()
  const link = world.invited(world.founder, 'member')
  world.joined(cleo, link)
  const removal = world.remove(ben, cleo)
  expect(world.roster.links.has(link.id)).toBe(false)
  const again = world.joined(cleo, link, { onto: [link, removal] })
  const masked = world.joined(personNumber(66), link)
  const knowing = world.joined(personNumber(67), link, { onto: [link, removal] })
  expect(world.verdicts(again, masked, knowing)).toEqual(['valid', 'valid', 'valid'])
  expect([...world.roster.requests.keys()].sort()).toEqual([again.id, masked.id, knowing.id].sort())
  for (const join of [again, masked, knowing]) {
    const { device } = join
    expect(world.roster.judge({ device, heads: [join.id], act: 'post' })).toBe('invalid')
    const box = world.roster.requests.get(join.id)?.box
    const recipients = world.roster.recipients.filter(({ boxPublic }) => boxPublic === box)
    expect(recipients.some(({ isLive }) => isLive)).toBe(false)
  }
})

test('[RO19] a rank that an old link gives falls with a removal its holder ignores', () => {
  const world = staffed()
  const link = world.invited(world.founder, 'moderator')
  const victim = world.add(ben, cleo, 'member')
  const removal = world.remove(anna, ben, { onto: [victim] })
  const masked = personNumber(66)
  const join = world.joined(masked, link)
  const act = world.add(masked, dora, 'member', { onto: [join], as: 'moderator' })
  expect(world.verdicts(removal, join, act)).toEqual(['valid', 'valid', 'invalid'])
  expect(world.roles(dora)).toEqual([undefined])
})

test('[RO19] a removal made far away does not undo what a moderator did who once came by a link', () => {
  const world = staffed()
  const away = world.heads
  const link = world.invited(world.founder, 'member')
  world.joined(cleo, link)
  world.role(anna, cleo, 'moderator')
  const act = world.add(cleo, dora, 'member')
  world.remove(anna, ben, { onto: away })
  expect(world.verdicts(act)).toEqual(['valid'])
})

test('[RO19] what somebody wrote before anyone knew their link was dead shows once they are let in', () => {
  const world = staffed()
  const old = world.heads
  const link = world.invited(world.founder, 'member')
  const join = world.joined(cleo, link)
  const said = { heads: [join.id] }
  expect(world.bar(cleo, said)).toBeUndefined()
  world.remove(anna, ben, { onto: old })
  expect(world.bar(cleo, said)).toBe('absent')
  world.add(anna, cleo, 'member', { join: join.id })
  expect(world.bar(cleo, said)).toBeUndefined()
})

test('[RO41] a request ends when somebody is let in, or when it is refused', () => {
  const world = staffed()
  const link = world.invited(ben, 'member', { needsApproval: true })
  const joins = [world.joined(cleo, link), world.joined(dora, link), world.joined(eve, link)]
  const [first, second, third] = joins
  if (first === undefined || second === undefined || third === undefined) throw new Error('three')
  expect([...world.roster.requests.values()].find(({ join }) => join === first.id)).toEqual({
    join: first.id,
    person: cleo.id,
    device: cleo.device,
    invite: link.id,
    role: 'member',
    box: cleo.introduction.box,
    hlc: first.header.hlc,
    introduction: cleo.introduction,
  })
  world.add(ben, cleo, 'member', { join: first.id })
  world.uninvite(ben, second)
  expect([...world.roster.requests.keys()]).toEqual([third.id])
  expect(world.roles(cleo, dora, eve)).toEqual(['member', undefined, undefined])
  world.remove(ben, cleo)
  expect([...world.roster.requests.keys()]).toEqual([third.id])
})

test('[RO41] [RO25] who asked takes the request back by a leave, whatever is answered beside it, and may ask again', () => {
  const world = staffed()
  const link = world.invited(ben, 'member', { needsApproval: true })
  const join = world.joined(cleo, link)
  const leave = world.leave(cleo)
  world.add(ben, cleo, 'member', { join: join.id, onto: [join.id] })
  expect([...world.roster.requests.keys()]).toEqual([])
  expect(world.roles(cleo)).toEqual([undefined])
  const again = world.joined(cleo, link, { onto: [leave.id, link.id] })
  expect([...world.roster.requests.keys()]).toEqual([again.id])
})

test('[RO41] an add that answers the request of somebody else is no add', () => {
  const world = staffed()
  const link = world.invited(ben, 'member', { needsApproval: true })
  const join = world.joined(cleo, link)
  expect(world.verdicts(world.add(ben, dora, 'member', { join: join.id }))).toEqual(['invalid'])
})

test('[RO7] [RO25] a join does not lower who stands above the link, nor an add', () => {
  const world = staffed()
  world.add(world.founder, dora, 'owner')
  const acts = [world.add(anna, dora, 'member'), world.joined(dora, world.invited(anna, 'member'))]
  const last = acts.at(-1)
  expect(world.verdicts(...acts.slice(0, 1))).toEqual(['invalid'])
  expect(last).toBeDefined()
  expect(world.roles(dora)).toEqual(['owner'])
})

test('[RO42] keys granted to somebody removed, or to an old box, stand against an epoch only if granted unknowing', () => {
  const world = staffed()
  world.add(world.founder, cleo, 'member')
  const before = world.heads
  const removal = world.remove(anna, cleo)
  const gone = world.roster.recipients.find(({ boxPublic }) => boxPublic === cleo.introduction.box)
  expect(gone).toMatchObject({ isLive: false, isOwed: false })
  expect(gone?.knownAt(before)).toBe(true)
  expect(gone?.knownAt([removal.id])).toBe(false)
  const box = world.box(anna, 1)
  const old = world.roster.recipients.find(({ boxPublic }) => boxPublic === anna.introduction.box)
  expect(old).toMatchObject({ isLive: false, isOwed: false })
  expect(old?.knownAt([removal.id])).toBe(true)
  expect(old?.knownAt([box.id])).toBe(false)
  expect(old?.presentAt([box.id])).toBe(true)
})

test('[RO48] whoever follows a link that has ended can be told why', () => {
  const ends: readonly (readonly [LinkEnd, (world: MemberWorld, link: VerifiedAction) => void])[] =
    [
      ['withdrawn', (world, link) => void world.uninvite(anna, link)],
      ['maker-gone', (world) => void world.remove(world.founder, anna)],
      ['maker-gone', (world) => void world.leave(anna)],
      ['maker-gone', (world) => void world.role(world.founder, anna, 'moderator')],
      ['outdated', (world) => void world.remove(world.founder, ben)],
    ]
  for (const [why, end] of ends) {
    const world = staffed()
    const link = world.invited(anna, 'member')
    expect(linkEndIn(world.roster, link.id, 0)).toBeUndefined()
    end(world, link)
    expect(linkEndIn(world.roster, link.id, 0)).toBe(why)
    expect(linkEndIn(world.roster, world.invited(world.founder, 'member').id, 0)).toBeUndefined()
  }
})

test('[RO48] what is no link here, or never was one, has not ended', () => {
  const world = staffed()
  const made = world.joined(cleo, world.invited(anna, 'member'))
  const presumed = world.invited(cleo, 'member', { as: 'admin' })
  for (const { id } of [made, presumed, new MemberWorld().invited(dora, 'member')])
    expect(linkEndIn(world.roster, id, 0)).toBe(id === presumed.id ? 'maker-gone' : undefined)
})

test('[RO51] a desk brings nobody in and outlives removals, as long as its author stays and nobody withdraws it', () => {
  const world = staffed()
  const desk = world.invited(anna, 'guest', { isDesk: true })
  const join = world.joined(cleo, desk)
  expect(world.verdicts(desk, join)).toEqual(['valid', 'invalid'])
  expect(world.roles(cleo)).toEqual([undefined])
  expect(world.roster.requests.size).toBe(0)
  expect(world.roster.links.get(desk.id)).toMatchObject({ isDesk: true, role: 'guest' })

  const link = world.invited(anna, 'guest')
  world.remove(anna, ben)
  expect(world.roster.links.has(link.id)).toBe(false)
  expect(world.roster.links.has(desk.id)).toBe(true)
  const [recipient] = world.roster.recipients.filter(({ since }) => since.includes(desk.id))
  expect(recipient).toMatchObject({ isOwed: false })

  const other = world.invited(world.founder, 'guest', { isDesk: true })
  world.uninvite(world.founder, other)
  world.remove(world.founder, anna)
  expect(world.roster.links.size).toBe(0)
})
