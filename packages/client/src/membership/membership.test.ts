import { nodeVerifier, type Verifier } from '@parley/signing'
import * as crypto from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { equalBytes, toRecordId } from '@parley/protocol'
import type { Proved } from '../reading/proved.ts'
import { type Membership, newMembership } from './membership.ts'
import { MembershipWorld, type Signed } from './membership-world.fake.ts'

const verify = nodeVerifier(crypto)

/**
 * Bob takes out a stolen device by his root; Mallory, a member, named a second root for her device and a
 * made-up one for Bob's, and wrote removals signed by each; the founder removes her, knowing all of it.
 */
function newHostileWorld() {
  const world = new MembershipWorld('two roots')
  const [bob, mallory] = [world.newSigner(), world.newSigner()]
  const [bobs, mallorys] = [world.join(bob), world.join(mallory)]
  const stolen = world.newSigner({ root: bob.root })
  const second = world.newSigner({ keys: mallory.keys })
  const { introduction } = world.newSigner({ keys: bob.keys })
  const theirs = world.device(stolen, [bobs])
  const out = world.undevice(bob, stolen, { on: [theirs], root: bob.root })
  const back = world.undevice(stolen, bob, { on: [theirs] })
  const add = { type: 'add', person: introduction, role: 'member', join: undefined } as const
  const on = [mallorys]
  const hostile = [
    world.act(mallory, add, { on }),
    world.device(second, on),
    ...[mallory.root, second.root, world.newKeys()].map((root) =>
      world.undevice(mallory, world.newSigner(), { on, root }),
    ),
  ]
  const removal = world.act(
    world.founder,
    { type: 'remove', person: mallory.person, cut: [] },
    { on: [out, ...hostile], as: 'founder' },
  )
  const { found, invite } = world
  const records = [found, invite, bobs, mallorys, theirs, out, back, ...hostile, removal]
  return { world, records, people: { bob, mallory, stolen }, removal, back }
}

type HostileWorld = ReturnType<typeof newHostileWorld>

function told(membership: Membership, { records, people }: HostileWorld) {
  const roster = membership.roster()
  return {
    isWhole: membership.isWhole(),
    verdicts: records.map(({ id }) => roster.verdictOf(id)),
    members: [...roster.members.keys()].sort(),
    devices: Object.values(people).map(({ device }) => [
      roster.deviceIsLive(device),
      roster.personOf(device),
    ]),
  }
}

test('[GS49] [AT115] [AT116] in whatever order and portions its records came, a client has one roster, and nothing of it waits', () => {
  const hostile = newHostileWorld()
  const { world, records, people, removal, back } = hostile
  const whole = newMembership(world.group, verify)
  expect(whole.receive(records)).toEqual([])
  const roster = whole.roster()
  expect(whole.isWhole()).toBe(true)
  expect([removal, back].map(({ id }) => roster.verdictOf(id))).toEqual(['valid', 'invalid'])
  expect(roster.members.has(people.mallory.person)).toBe(false)
  expect(roster.deviceIsLive(people.bob.device)).toBe(true)
  expect(roster.deviceIsLive(people.stolen.device)).toBe(false)

  const expected = told(whole, hostile)
  const seen = { orders: new Set<string>(), portions: 0 }
  const count = records.length
  const anyOrder = fc.shuffledSubarray(records, { minLength: count, maxLength: count })
  fc.assert(
    fc.property(anyOrder, fc.array(fc.integer({ min: 1, max: 5 })), (order, sizes) => {
      const membership = newMembership(world.group, verify)
      let forged: readonly unknown[] = []
      for (const portion of inPortions(order, sizes)) {
        forged = membership.receive(portion)
        seen.portions++
      }
      expect(forged).toEqual([])
      expect(told(membership, hostile)).toEqual(expected)
      seen.orders.add(order.map(({ id }) => id).join())
    }),
    { numRuns: 60 },
  )
  expect(seen.orders.size).toBeGreaterThan(40) // not vacuous
  expect(seen.portions).toBeGreaterThan(120)
})

function inPortions(order: readonly Signed[], sizes: readonly number[]): readonly Signed[][] {
  const left = [...order]
  const portions = sizes.map((size) => left.splice(0, size))
  return [...portions, left].filter(({ length }) => length > 0)
}

/** What a device is told that nothing here introduces, or that no invite here lets in. */
function strangers(world: MembershipWorld, on: readonly Signed[]): readonly Signed[] {
  const nobody = world.newSigner()
  const act = world.act(nobody, { type: 'policy', policy: [] }, { on })
  const join = world.join(world.newSigner(), toRecordId(new Uint8Array(16).fill(3)))
  return [act, world.act(nobody, { type: 'policy', policy: [] }, { on: [act] }), join]
}

test('[KY16] [AT117] what a lying relay told of devices that nobody knows keeps no key back, now or after a restart', () => {
  const world = new MembershipWorld('strangers')
  const bobs = world.join(world.newSigner())
  const records = [world.found, world.invite, bobs]
  const told = strangers(world, [bobs])
  const membership = newMembership(world.group, verify)
  membership.receive(records)
  for (const record of told) membership.receive([record])
  expect(membership.isWhole()).toBe(true)
  const again = newMembership(world.group, verify)
  again.receive([...told, ...records])
  expect(again.isWhole()).toBe(true)
})

test('[KY16] [AT110] [AT117] an act of a known device that has no place yet keeps keys back until it has one, whoever wrote what it builds on', () => {
  const world = new MembershipWorld('dropped')
  const bob = world.newSigner()
  const bobs = world.join(bob)
  const remove = { type: 'remove', person: bob.person, cut: [] } as const
  const removal = world.act(world.founder, remove, { on: [bobs], as: 'founder' })
  const dropped = newMembership(world.group, verify)
  dropped.receive([world.found, world.invite, removal])
  expect(dropped.isWhole()).toBe(false)
  dropped.receive([bobs])
  expect(dropped.isWhole()).toBe(true)

  const [stranger] = strangers(world, [bobs])
  const onStranger = world.act(world.founder, remove, { on: [stranger!], as: 'founder' })
  const misled = newMembership(world.group, verify)
  misled.receive([world.found, world.invite, bobs, stranger!, onStranger])
  expect(misled.isWhole()).toBe(false)
})

test('[RD16] what was verified of a group document is taken at the next start without being verified, in any order', () => {
  const { world, records: all } = newHostileWorld()
  const records = all.slice(0, 5) // of a root's own word about a device the roster asks when it needs it
  const known = new Map<string, Uint8Array>()
  const proved: Proved = {
    deviceOf: (id, devices) => {
      const signer = known.get(id)
      return signer && devices.find((device) => equalBytes(device, signer))
    },
    note: (id, device) => void known.set(id, device),
    close: () => undefined,
  }
  const first = newMembership(world.group, verify, { proved: () => proved })
  expect(first.receive(records)).toEqual([])
  expect(known.size).toBe(records.length)
  const never: Verifier = () => {
    throw new Error('nothing is left to be verified')
  }
  for (const order of [records, records.toReversed()]) {
    const second = newMembership(world.group, never, { proved: () => proved })
    expect(second.receive(order)).toEqual([])
    expect([...second.roster().members.keys()]).toEqual([...first.roster().members.keys()])
  }
})

test('[GS13] [AT241] somebody is not new again because a moderator adds them once more; a founder was always here', () => {
  const world = new MembershipWorld('added again')
  const bob = world.newSigner()
  const joins = world.join(bob)
  const add = { type: 'add', person: bob.introduction, role: 'guest', join: undefined } as const
  const again = world.act(world.founder, add, { on: [joins], as: 'founder' })
  const membership = newMembership(world.group, verify)
  membership.receive([world.found, world.invite, joins])
  const cameAt = membership.cameAt(bob.person)
  expect(cameAt).toBe(membership.roster().hlcOf(joins.id))
  membership.receive([again])
  expect(membership.roster().members.get(bob.person)?.admittedBy).toBe(again.id)
  expect(membership.cameAt(bob.person)).toBe(cameAt)
  expect(membership.cameAt(world.founder.person)).toBe(0n)
})
