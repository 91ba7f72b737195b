/**
 * What must hold in every world about power: who overrules whom, who acts no more, who rises, and
 * what a cut leaves. See roster-invariants.ts.
 */
import assert from 'node:assert/strict'
import { type CutEntry, type DeviceKey, type PersonId, ROLES } from '@parley/protocol'
import { reduceRoster, type Roster, type VerifiedAction } from '../src/index.ts'
import { act, addOf, inviteFor, rankedActs, wholePast } from './roster-additions.ts'
import { wordOf } from './root-words.ts'
import { type Invariant, isValid, mustId } from './roster-invariants.ts'
import { play } from './roster-script.ts'
import { CROWD, GROUP, keyOf, PEOPLE, type RosterWorld, type Said } from './roster-world.ts'
import { type Facts, isOf, newFacts, rank } from './twin-facts.ts'
import { actingRank, SELF_RANK } from './twin-views.ts'

interface Scene {
  readonly world: RosterWorld
  readonly facts: Facts
  readonly roster: Roster
}

function sceneOf(world: RosterWorld): Scene {
  return {
    world,
    facts: newFacts(GROUP, world.actions),
    roster: reduceRoster(GROUP, world.actions),
  }
}

/** Whose power an action uses: a join's is its inviter's. */
function powerBehind({ facts }: Scene, one: VerifiedAction): PersonId | undefined {
  const source = isOf(one, 'join') ? facts.get(one.action.invite) : one
  return source && facts.personOf(source.device)
}

function validOnes({ world, roster }: Scene): readonly VerifiedAction[] {
  return world.actions.filter((one) => isValid(roster, one))
}

export const REMOVALS_BITE: Invariant = {
  name: 'invariant 6: a valid removal voids every act of lower rank of its target beside it',
  check(script, note) {
    const scene = sceneOf(play(script).world)
    const { facts, roster, world } = scene
    for (const removal of validOnes(scene)) {
      if (!isOf(removal, 'remove')) continue
      const above = actingRank(facts, removal)
      for (const one of world.actions) {
        const at = actingRank(facts, one)
        if (at < 0 || at >= above || !facts.isConcurrent(one.id, removal.id)) continue
        if (powerBehind(scene, one) !== removal.action.person) continue
        assert.notEqual(roster.verdictOf(one.id), 'valid')
        note(one.action.type === 'unknown' ? 'unknown' : 'void')
      }
    }
  },
}

export const EQUALS_LEAVE_EACH_OTHER: Invariant = {
  name: 'invariant 7: an act of one rank decides nothing about acts of that rank or above',
  check(script, note, salt) {
    const scene = sceneOf(play(script).world)
    const { facts, roster, world } = scene
    const ranked = ['role', 'remove', 'mute', 'unmute', 'policy', 'uninvite']
    const heads = world.actions.filter(
      (one) => ranked.includes(one.action.type) && roster.heads.includes(one.id),
    )
    const without = heads[salt % Math.max(1, heads.length)]
    if (without === undefined) return
    const at = actingRank(facts, without)
    const after = reduceRoster(
      GROUP,
      world.actions.filter((one) => one !== without),
    )
    for (const one of world.actions) {
      if (one === without || isOf(one, 'join', 'cut') || actingRank(facts, one) < at) continue
      assert.equal(after.verdictOf(one.id), roster.verdictOf(one.id))
      if (actingRank(facts, one) === at) note(isValid(roster, without) ? 'valid' : 'void')
    }
  },
}

export const THE_ABSENT_CHANGE_NOTHING: Invariant = {
  name: 'invariant 8: who is gone or silenced by somebody above the rank they claim changes nothing',
  check(script, note, salt) {
    const { world } = play(script)
    const scene = sceneOf(world)
    for (const { id, number, keys } of PEOPLE.slice(0, CROWD)) {
      const key = keys.find(({ device }) => scene.roster.personOf(device) === id)
      const barredBelow = key === undefined ? -1 : barredRank(scene, id)
      if (key === undefined || barredBelow < 0) continue
      const fork = world.fork()
      const parents = wholePast(fork)
      const before = reduceRoster(GROUP, fork.actions)
      for (const claimed of ROLES.slice(0, barredBelow))
        for (const action of rankedActs(fork, (number + salt) % CROWD)) {
          const one = act(fork, key, claimed, { action, parents })
          const after = reduceRoster(GROUP, fork.actions)
          assert.equal(after.verdictOf(one.id), 'invalid')
          fork.actions.pop()
        }
      note(before.members.has(id) ? 'silenced' : 'absent')
      return
    }
  },
}

/** Acts below this rank see that the person is gone or silenced; -1: neither, or only by lower ranks. */
function barredRank(scene: Scene, person: PersonId): number {
  const { facts, roster } = scene
  const member = roster.members.get(person)
  if (member?.mute?.until === 0) {
    const mute = facts.get(member.mute.action)
    return mute === undefined ? -1 : Math.min(actingRank(facts, mute), 6)
  }
  if (member !== undefined) return -1
  const admitted = validOnes(scene).filter((one) => isOf(one, 'add', 'join', 'found'))
  const came = admitted.filter(
    (one) => 'person' in one.action && facts.personOf(one.device) === person,
  )
  if (came.some((one) => isOf(one, 'join'))) return -1
  const ends = validOnes(scene).filter(
    (one) =>
      (isOf(one, 'remove') && one.action.person === person) ||
      (isOf(one, 'leave') && facts.personOf(one.device) === person),
  )
  const ranks = ends.map((one) => actingRank(facts, one))
  return ranks.length === 0 ? 6 : Math.min(...ranks, 6)
}

export const ROLES_COME_FROM_ABOVE: Invariant = {
  name: 'invariant 11: a role comes from a valid act of higher rank, and so does every rank acted with',
  check(script, note) {
    const scene = sceneOf(play(script).world)
    const { facts, roster } = scene
    for (const { role, roleBy, person } of roster.members.values()) {
      const giver = facts.get(roleBy)
      assert.ok(giver !== undefined && isValid(roster, giver))
      assert.ok(actingRank(facts, giver) > rank(role))
      if (role !== 'founder') note(`given ${rank(role) > 1 ? 'power' : 'a place'}`)
      assert.ok(person === mustId(0) || role !== 'founder')
    }
    for (const one of validOnes(scene)) {
      const at = actingRank(facts, one)
      if (at >= SELF_RANK || isOf(one, 'found', 'join')) continue
      const author = facts.personOf(one.device)
      const givers = validOnes(scene).filter(
        (giver) => facts.isBefore(giver.id, one.id) && givenTo(giver) === author,
      )
      const enough = givers.some(
        (giver) => actingRank(facts, giver) > at && rank(roleIn(facts, giver)) >= at,
      )
      assert.ok(enough, `nobody above gave ${one.id} its rank`)
      note('acted')
    }
  },
}

function givenTo({ action }: VerifiedAction): PersonId | undefined {
  if (action.type === 'role') return action.person
  if (action.type !== 'add' && action.type !== 'join' && action.type !== 'found') return undefined
  const { root } = action.person
  return PEOPLE.find(({ keys }) => keys[0]?.introduction.root[1] === root[1])?.id
}

function roleIn(facts: Facts, { action }: VerifiedAction) {
  if (action.type === 'role' || action.type === 'add') return action.role
  if (action.type !== 'join') return 'founder'
  const invite = facts.get(action.invite)
  return isOf(invite, 'invite') ? invite.action.role : 'guest'
}

export const REMOVED_KEYS_STAY_OUT: Invariant = {
  name: 'invariant 12: a removed key never acts again, nor what it alone vouched for',
  check(script, note, salt) {
    const world = play(script).world
    const scene = sceneOf(world)
    const { facts, roster } = scene
    const removals = validOnes(scene).filter((one) => isOf(one, 'undevice'))
    for (const removal of removals) {
      const key = removal.action.device
      assert.equal(roster.deviceIsLive(key), false)
      for (const one of validOnes(scene)) {
        if (one.device !== key || isOf(one, 'found', 'undevice')) continue
        assert.ok(facts.isBefore(one.id, removal.id))
        note('kept what was before')
      }
      for (const said of world.said)
        if (said.device === key && said.heads.some((head) => isAtOrBefore(facts, removal, head)))
          assert.notEqual(roster.judge(said), 'valid')
    }
    const gone = keyNamed(removals[salt % Math.max(1, removals.length)]?.action.device)
    if (gone === undefined || facts.personOf(gone.device) !== mustId(gone.owner)) return
    const fork = world.fork()
    const parents = wholePast(fork)
    const tries = [
      act(fork, gone, 'founder', { action: inviteFor('guest'), parents }),
      act(fork, gone, 'guest', { action: { type: 'leave', cut: [] }, parents }),
      act(fork, gone, 'owner', { action: addOf(keyOf(CROWD), 'guest'), parents }),
      act(fork, gone, 'guest', {
        action: { type: 'device', person: gone.introduction, rootSignature: undefined },
        parents,
      }),
      act(fork, gone, 'guest', {
        action: {
          type: 'undevice',
          device: keyOf(gone.owner, 3).device,
          rootSignature: undefined,
          cut: [],
        },
        parents,
      }),
    ]
    const after = reduceRoster(GROUP, fork.actions)
    for (const one of tries) assert.equal(after.verdictOf(one.id), 'invalid')
    assert.equal(after.deviceIsLive(gone.device), false)
    note('tried again')
  },
}

function isAtOrBefore(facts: Facts, one: VerifiedAction, head: VerifiedAction['id']): boolean {
  return one.id === head || facts.isBefore(one.id, head)
}

function keyNamed(device: DeviceKey | undefined) {
  return PEOPLE.flatMap(({ keys }) => keys).find((key) => key.device === device)
}

export const THE_ROOT_REGAINS_CONTROL: Invariant = {
  name: 'invariant 13: the root of a person takes out all other keys, whatever they do meanwhile',
  check(script, note, salt) {
    const fork = play(script).world.fork()
    const owner = salt % CROWD
    const fresh = keyOf(owner, 3)
    const rootSignature = wordOf(fresh.introduction.root)
    const device = act(fork, fresh, 'guest', {
      action: { type: 'device', person: fresh.introduction, rootSignature },
    })
    const others = [0, 1, 2].map((which) => keyOf(owner, which))
    const stolen = others[salt % 3] ?? fresh
    const meanwhile = [
      act(fork, stolen, 'guest', {
        action: { type: 'undevice', device: fresh.device, rootSignature: undefined, cut: [] },
        parents: [device.id],
      }),
      act(fork, stolen, 'founder', { action: addOf(keyOf(CROWD), 'owner'), parents: [device.id] }),
      act(fork, stolen, 'guest', {
        action: { type: 'undevice', device: fresh.device, rootSignature: undefined, cut: [] },
        parents: [fork.found.id],
      }),
    ]
    for (const { device: key } of others)
      act(fork, fresh, 'guest', {
        action: { type: 'undevice', device: key, rootSignature, cut: [] },
        parents: [device.id],
      })
    const roster = reduceRoster(GROUP, fork.actions)
    if (roster.personOf(stolen.device) !== mustId(owner)) return
    assert.equal(roster.deviceIsLive(fresh.device), true)
    for (const { device: key } of others)
      if (roster.personOf(key) === mustId(owner)) assert.equal(roster.deviceIsLive(key), false)
    for (const one of meanwhile) assert.equal(roster.verdictOf(one.id), 'invalid')
    note('regained')
  },
}

export const CUTS_LEAVE_WHAT_IS_INSIDE: Invariant = {
  name: 'invariant 18: of who was removed, what lies outside a cut unknown to it counts no more, what lies inside is not cut',
  check(script, note) {
    const scene = sceneOf(play(script).world)
    const { facts, roster, world } = scene
    const valid = validOnes(scene)
    // Who is not in when they leave takes back a request, and ends no stay (RO36).
    const wasIn = ({ device, header }: VerifiedAction): boolean => {
      const person = facts.personOf(device)
      return person !== undefined && roster.rankAt(person, header.parents) !== undefined
    }
    for (const said of world.said) {
      const author = facts.personOf(said.device)
      const ends = valid.filter(
        (one) =>
          ((isOf(one, 'remove') && one.action.person === author) ||
            (isOf(one, 'leave') && facts.personOf(one.device) === author && wasIn(one))) &&
          !said.heads.some((head) => isAtOrBefore(facts, one, head)),
      )
      if (ends.length === 0) continue
      const isInside = ends.every((end) =>
        entriesOf(valid, end).some((entry) => holds(entry, said)),
      )
      const why = roster.whyNot(said)
      if (!isInside) assert.notEqual(why, undefined)
      note(isInside ? (why === undefined ? 'kept' : 'void otherwise') : 'cut')
    }
  },
}

function entriesOf(valid: readonly VerifiedAction[], end: VerifiedAction): readonly CutEntry[] {
  const parts = [end, ...valid.filter((one) => isOf(one, 'cut') && one.action.of === end.id)]
  return parts.flatMap(({ action }) => ('cut' in action ? action.cut : []))
}

function holds({ segment, writer, clock }: CutEntry, { place }: Said): boolean {
  return segment === place.segment && writer === place.writer && place.clock < clock
}

export const UNMUTING_LOOKS_FORWARD: Invariant = {
  name: 'invariant 19: an unmute brings back only records that know of it',
  check(script, note, salt) {
    const fork = play(script).world.fork()
    const start = wholePast(fork)
    const before = reduceRoster(GROUP, fork.actions)
    const people = PEOPLE.slice(1, CROWD).filter(({ id, keys }) => {
      const key = keys[0]
      return before.members.has(id) && key !== undefined && before.deviceIsLive(key.device)
    })
    const who = people[salt % Math.max(1, people.length)]
    const key = who?.keys[0]
    if (who === undefined || key === undefined || before.personOf(key.device) !== who.id) return
    if (!before.deviceIsLive(keyOf(0).device)) return
    const person = who.id
    const early = fork.say(key, 900, { heads: start, act: 'name', segment: undefined })
    const seen = {
      segment: undefined,
      writer: early.place.writer,
      clock: 1,
      digest: new Uint8Array(16),
    }
    const mute = act(fork, keyOf(0), 'founder', {
      action: { type: 'mute', person, until: 0, cut: [seen] },
      parents: start,
    })
    const beside = fork.say(key, 900, { heads: start, act: 'name', segment: undefined })
    const during = fork.say(key, 900, { heads: [mute.id], act: 'name', segment: undefined })
    const unmute = act(fork, keyOf(0), 'founder', {
      action: { type: 'unmute', person },
      parents: [mute.id],
    })
    const after = fork.say(key, 900, { heads: [unmute.id], act: 'name', segment: undefined })
    const roster = reduceRoster(GROUP, fork.actions)
    assert.equal(roster.judge(after), 'valid')
    assert.equal(roster.judge(during), 'invalid')
    assert.equal(roster.whyNot(during), 'muted')
    assert.equal(roster.judge(beside), 'invalid')
    assert.equal(roster.judge(early), before.judge(early))
    assert.equal(roster.members.get(person)?.mute, undefined)
    note('unmuted')
  },
}
