import {
  DEFAULT_POLICY,
  encodePolicy,
  type Policy,
  type Role,
  toEpochId,
  toRecordId,
} from '@parley/protocol'
import { expect, test } from 'vitest'
import { bytesOf, personNumber, type TestPerson } from '../test/group-world.ts'
import { boxOf, epochId, FIRST, KeyWorld, tagOf } from '../test/key-world.ts'
import { MemberWorld } from '../test/member-world.ts'
import { epochsOf, headsFor } from './index.ts'

const [anna, ben, eve] = [personNumber(1), personNumber(2), personNumber(66)]

test('[EP1] a founder\u2019s epoch is written with; a stranger\u2019s is not', () => {
  const world = new KeyWorld()
  world.announce(eve)
  expect(world.usable).toBeUndefined()
  world.announce(world.founder)
  expect(world.usable).toBe(FIRST)
})

test('[EP1] an epoch or grant whose heads are not here yet does not count', () => {
  const world = new KeyWorld()
  const later = [toRecordId(bytesOf(16, 99))]
  world.announce(world.founder, FIRST, { heads: later })
  expect(world.usable).toBeUndefined()
  world.announce(world.founder)
  world.grant(world.founder, [boxOf(world.founder)], FIRST, later)
  expect(world.missing()).toEqual([boxOf(world.founder)])
})

test('[EP2] [AT73] keys handed to a stranger, again and again, change no choice', () => {
  const world = new KeyWorld()
  world.admit(anna, 'member')
  world.announce(world.founder)
  for (let count = 0; count < 5; count++) world.grant(anna, [boxOf(eve)])
  expect(world.usable).toBe(FIRST)
})

test('[EP2] a row written before its receiver was in does not count', () => {
  const world = new KeyWorld()
  world.announce(world.founder)
  world.grant(world.founder, [boxOf(world.founder), boxOf(anna)], FIRST, [world.found.id])
  const join = world.admit(anna, 'member')
  const link = [...world.roster.links.values()][0]?.boxPublic
  expect(world.missing()).toEqual([boxOf(anna), link])
  world.grant(world.founder, [boxOf(anna)], FIRST, [join.id])
  expect(world.missing()).toEqual([link])
})

test('[EP3] an epoch that a lapsed link was given is not written with any more', () => {
  const world = new KeyWorld()
  world.admit(anna, 'admin')
  const link = world.invite(anna, 'admin', 'member')
  world.announce(world.founder)
  const box = world.roster.links.get(link.id)?.boxPublic ?? boxOf(eve)
  world.grant(anna, [box])
  expect(world.usable).toBe(FIRST)
  const lower = world.invite(world.founder, 'founder', 'guest')
  world.join(anna, lower.id, world.heads)
  expect(world.roster.links.has(link.id)).toBe(false)
  expect(world.usable).toBeUndefined()
  expect(world.missing()).toEqual([])
})

test('[EP4] [AT57] where newcomers may read everything, an epoch that is not shared stays closed and unused', () => {
  const world = new KeyWorld()
  world.admit(anna, 'member')
  world.announce(world.founder, FIRST, { shared: false })
  world.grant(world.founder, [boxOf(world.founder), boxOf(anna)])
  expect(world.usable).toBeUndefined()
  world.admit(ben, 'member')
  expect(world.owed(FIRST)).toEqual([])
  expect(world.mayHave(FIRST, ben)).toBe(false)
  expect(world.mayHave(FIRST, anna)).toBe(true)
  const second = epochId(2)
  world.announce(world.founder, second, { after: [FIRST] })
  expect(world.usable).toBe(second)
  expect(world.mayHave(second, ben)).toBe(true)
})

test('[EP5] the complete epoch is preferred, then the deepest, then the lowest id', () => {
  const world = new KeyWorld()
  const [low, high, deep] = [epochId(3), epochId(4), epochId(5)].sort()
  if (low === undefined || high === undefined || deep === undefined) throw new Error('no ids')
  world.announce(world.founder, high)
  expect(world.usable).toBe(high)
  world.announce(world.founder, low)
  expect(world.usable).toBe(low)
  world.announce(world.founder, deep, { after: [low] })
  expect(world.usable).toBe(deep)
  world.grant(world.founder, [boxOf(world.founder)], high)
  expect(world.usable).toBe(high)
})

test('[EP5] [AT104] how deep an epoch stands is counted by chains that open, not by what they claim', () => {
  const world = new KeyWorld()
  const { founder, epochs, grants, roster } = world
  const [low, high] = [epochId(3), epochId(4)].sort()
  if (low === undefined || high === undefined) throw new Error('no ids')
  world.announce(founder, low)
  world.announce(founder, high, { after: [low] })
  const known = { epochs, grants, roster, tagOf }
  expect(epochsOf(known).usable()).toBe(high)
  expect(epochsOf({ ...known, isOpened: () => false }).usable()).toBe(low)
})

test('[EP8] [AT103] who says their box again is given what only seemed to be given, and no other is', () => {
  const world = new KeyWorld()
  world.admit(anna, 'member')
  world.admit(ben, 'member')
  world.announce(world.founder)
  const links = [...world.roster.links.values()].map(({ boxPublic }) => boxPublic)
  world.grant(ben, [boxOf(world.founder), boxOf(anna), boxOf(ben), ...links])
  const [bad] = world.grants
  world.isGood = (grant) => grant !== bad
  expect(world.owed(FIRST)).toEqual([])
  world.sayBoxAgain(anna)
  expect(world.owed(FIRST)).toEqual([boxOf(anna)])
  expect(world.usable).toBe(FIRST)
  world.grant(world.founder, [boxOf(anna)])
  expect(world.owed(FIRST)).toEqual([])
})

test('[EP9] [AT118] a device that grants under ever new keys has few of its grants read', () => {
  const world = new KeyWorld()
  world.admit(anna, 'member')
  world.announce(world.founder)
  world.hasOneEphemeral = false
  for (let count = 0; count < 50; count++) world.grant(anna, [boxOf(eve)])
  let asked = 0
  const { epochs, grants, roster } = world
  const counting = (ephemeral: Uint8Array, box: Uint8Array) => {
    asked++
    return tagOf(ephemeral, box)
  }
  const known = epochsOf({ epochs, grants, roster, tagOf: counting })
  expect(known.owed(FIRST).length).toBeGreaterThan(1)
  expect(asked).toBeLessThanOrEqual(2 * roster.recipients.length)
  expect(known.isShared(FIRST)).toBe(true)
})

test('[EP8] somebody with several devices has said their box once, whoever introduced it', () => {
  const world = new MemberWorld()
  world.add(world.founder, anna, 'member')
  world.device(anna)
  world.device(anna)
  const isWary = () =>
    world.roster.recipients.find(({ boxPublic }) => boxPublic === boxOf(anna))?.isWary
  const own = world.roster.recipients.filter(({ isPerson }) => isPerson)
  expect(own.map(({ isWary: one }) => one)).toEqual([false, false])
  expect(isWary()).not.toBe(true)
})

test('[EP3] whoever is gone has kept the boxes they once had: a row for one of those counts', () => {
  const world = new KeyWorld()
  world.admit(anna, 'member')
  const before = headsFor(world.roster, world.founder.id)
  world.write({
    by: anna,
    action: {
      type: 'box',
      generation: 1,
      boxPublic: bytesOf(32, 77),
      ephemeral: bytesOf(32),
      rows: [],
    },
  })
  const after = headsFor(world.roster, world.founder.id)
  world.announce(world.founder, FIRST, { heads: after })
  world.grant(world.founder, [boxOf(world.founder), boxOf(anna)], FIRST, after)
  expect(before).not.toEqual(after)
  expect(world.usable).toBe(FIRST)
  remove(world, world.founder, anna)
  expect(world.usable).toBeUndefined()
})

test('[EP5] [AT56] a thousand epochs, chained in a circle, leave a stable choice', () => {
  const world = new KeyWorld()
  world.admit(anna, 'member')
  world.announce(world.founder)
  const link = [...world.roster.links.values()].map(({ boxPublic }) => boxPublic)
  world.grant(world.founder, [boxOf(world.founder), boxOf(anna), ...link])
  const heads = headsFor(world.roster, anna.id)
  const many = Array.from({ length: 1_000 }, (_, at) =>
    toEpochId(bytesOf(16, 7, at & 255, at >> 8)),
  )
  many.forEach((id, at) => {
    world.announce(anna, id, { heads, after: many.slice(at - 1, at === 0 ? undefined : at) })
  })
  expect(world.usable).toBe(FIRST)
  world.epochs.reverse()
  expect(world.usable).toBe(FIRST)
})

test('[EP6] who joined by a link is still owed a row; a link that needs approval is not', () => {
  const world = new KeyWorld()
  world.announce(world.founder)
  world.grant(world.founder, [boxOf(world.founder)])
  expect(world.missing()).toEqual([])
  world.invite(world.founder, 'founder', 'member', { needsApproval: true })
  expect(world.missing()).toEqual([])
  world.admit(anna, 'member')
  expect(world.missing()).toHaveLength(2)
  expect(world.missing()[0]).toEqual(boxOf(anna))
  expect(world.usable).toBe(FIRST)
})

test('[EP7] who comes in is owed what was shared before, also when it is not written with any more', () => {
  const world = new KeyWorld()
  world.admit(anna, 'admin')
  const link = world.invite(anna, 'admin', 'member')
  world.announce(world.founder)
  world.grant(anna, [world.roster.links.get(link.id)?.boxPublic ?? boxOf(eve)])
  world.grant(world.founder, [boxOf(world.founder)])
  const lower = world.invite(world.founder, 'founder', 'guest')
  world.join(anna, lower.id, world.heads)
  world.admit(ben, 'member')
  expect(world.usable).toBeUndefined()
  expect(world.missing()).toEqual([])
  expect(world.owed(FIRST)).toEqual(expect.arrayContaining([boxOf(anna), boxOf(ben)]))
  expect(world.owed(FIRST)).not.toContainEqual(boxOf(world.founder))
  expect(world.owed(epochId(9))).toEqual([])
})

function remove(world: KeyWorld, by: TestPerson, target: TestPerson, claims: Role = 'founder') {
  return world.write({ by, action: { type: 'remove', person: target.id, cut: [] }, claims })
}

test('[EP3] [AT55] an epoch that somebody removed can read is not written with, and a new one is', () => {
  const world = new KeyWorld()
  world.admit(anna, 'member')
  world.admit(ben, 'member')
  world.announce(world.founder)
  world.grant(world.founder, [boxOf(world.founder), boxOf(anna), boxOf(ben)])
  expect(world.usable).toBe(FIRST)
  const before = world.heads
  remove(world, world.founder, ben)
  expect(world.usable).toBeUndefined()
  expect(world.missing()).toEqual([])
  const second = epochId(2)
  world.announce(world.founder, second, { after: [FIRST] })
  world.grant(world.founder, [boxOf(world.founder), boxOf(anna)], second)
  expect(world.usable).toBe(second)
  world.announce(anna, epochId(3), { heads: before })
  world.grant(anna, [boxOf(world.founder), boxOf(anna), boxOf(ben)], epochId(3), before)
  expect(world.usable).toBe(second)
})

test('[EP2] [AT73] a member who hands each new key to somebody removed, as if before it, forces no new ones', () => {
  const world = new KeyWorld()
  world.admit(anna, 'member')
  world.admit(ben, 'member')
  const before = headsFor(world.roster, anna.id)
  remove(world, world.founder, ben)
  world.announce(world.founder)
  world.grant(world.founder, [boxOf(world.founder), boxOf(anna)])
  for (let count = 0; count < 5; count++) world.grant(anna, [boxOf(ben)], FIRST, before)
  expect(world.usable).toBe(FIRST)
  expect(world.mayHave(FIRST, ben)).toBe(false)
  world.write({
    by: world.founder,
    action: { type: 'add', person: ben.introduction, role: 'member', join: undefined },
    claims: 'founder',
  })
  expect(world.missing()).toContainEqual(boxOf(ben))
  world.grant(anna, [boxOf(ben)])
  remove(world, world.founder, ben)
  expect(world.usable).toBeUndefined()
})

test('[EP3] a link that was withdrawn keeps what it was given, whatever else its giver knew', () => {
  const world = new KeyWorld()
  world.admit(anna, 'moderator')
  const link = world.invite(anna, 'moderator', 'member')
  world.write({
    by: world.founder,
    action: { type: 'role', person: anna.id, role: 'admin', cut: [] },
    claims: 'founder',
  })
  world.announce(world.founder)
  const box = world.roster.links.get(link.id)?.boxPublic ?? boxOf(eve)
  world.grant(world.founder, [box])
  expect(world.usable).toBe(FIRST)
  world.write({ by: anna, action: { type: 'uninvite', target: link.id }, claims: 'moderator' })
  expect(world.roster.links.has(link.id)).toBe(false)
  expect(world.usable).toBeUndefined()
})

test('[EP4] while newcomers are to read what comes after them only, links hold no usable key and newcomers get no older one', () => {
  const world = new KeyWorld()
  world.admit(anna, 'member')
  const [link] = [...world.roster.links.values()].map(({ boxPublic }) => boxPublic)
  if (link === undefined) throw new Error('no link')
  world.announce(world.founder)
  world.grant(world.founder, [boxOf(world.founder), boxOf(anna), link])
  expect(world.usable).toBe(FIRST)
  const closed: Policy = { ...DEFAULT_POLICY, history: 'from-joining' }
  world.write({
    by: world.founder,
    action: { type: 'policy', policy: encodePolicy(closed) },
    claims: 'founder',
  })
  expect(world.usable).toBeUndefined()
  const second = epochId(2)
  world.announce(world.founder, second, { shared: false })
  expect(world.owed(second)).toEqual(expect.arrayContaining([boxOf(anna), boxOf(world.founder)]))
  expect(world.owed(second)).not.toContainEqual(link)
  world.grant(world.founder, [boxOf(world.founder), boxOf(anna)], second)
  expect(world.usable).toBe(second)
  world.admit(ben, 'member')
  expect(world.usable).toBeUndefined()
  expect([world.mayHave(FIRST, ben), world.mayHave(second, ben)]).toEqual([false, false])
})
