/**
 * What must hold in every world about those who left or were silenced: nothing they sign on early heads
 * counts, neither to act on from there nor to take back what they did. See roster-invariants.ts.
 */
import assert from 'node:assert/strict'
import { ROLES } from '@parley/protocol'
import { reduceRoster, type Roster, type VerifiedAction } from '../src/index.ts'
import { act, rankedActs, wholePast } from './roster-additions.ts'
import { type Invariant, isValid, mustId } from './roster-invariants.ts'
import { play } from './roster-script.ts'
import { tellRoster } from './roster-told.ts'
import { CROWD, GROUP, type Key, keyOf, PEOPLE } from './roster-world.ts'
import { type Facts, isOf, newFacts, rank } from './twin-facts.ts'
import { actingRank, SELF_RANK } from './twin-views.ts'

export const PARTING_BITES: Invariant = {
  name: 'invariant 42: no act stands beside the own leave, but one built on from above; nor beside a mute from above',
  check(script, note) {
    const { world } = play(script)
    const facts = newFacts(GROUP, world.actions)
    const roster = reduceRoster(GROUP, world.actions)
    const valid = world.actions.filter((one) => isValid(roster, one))
    for (const end of valid) {
      if (!isOf(end, 'leave', 'mute')) continue
      const isMute = isOf(end, 'mute')
      if (isMute && end.action.until !== 0) continue
      const whose = isMute ? end.action.person : facts.personOf(end.device)
      for (const one of world.actions) {
        const at = actingRank(facts, one)
        if (at < 0 || at >= actingRank(facts, end) || isOf(one, 'join', 'found')) continue
        if (facts.personOf(one.device) !== whose || !facts.isConcurrent(one.id, end.id)) continue
        const isTaken =
          !isMute && valid.some((other) => buildsOnFromAbove(facts, other, { one, end }))
        if (!isTaken) assert.notEqual(roster.verdictOf(one.id), 'valid')
        note(`${end.action.type} ${roster.verdictOf(one.id)}`)
      }
    }
  },
}

function buildsOnFromAbove(
  facts: Facts,
  other: VerifiedAction,
  { one, end }: { readonly one: VerifiedAction; readonly end: VerifiedAction },
): boolean {
  const at = actingRank(facts, other)
  if (at <= actingRank(facts, one) || at >= SELF_RANK || isOf(other, 'join')) return false
  return facts.isBefore(one.id, other.id) && !facts.isBefore(end.id, other.id)
}

export const NO_ACTS_FROM_BEFORE: Invariant = {
  name: 'invariant 43: who left, or was muted by the founder, changes nothing from heads of before',
  check(script, note, salt) {
    const played = play(script)
    const world = played.world.fork()
    const parents = wholePast(world)
    const roster = reduceRoster(GROUP, world.actions)
    const who = somebodyIn(roster, salt)
    if (who === undefined || !isLive(roster, keyOf(0))) return
    const early = world.actions.map(({ id }) => id)
    const person = mustId(who.owner)
    const isLeaving = salt % 2 === 0
    const end = isLeaving
      ? act(world, who, 'guest', { action: { type: 'leave', cut: [] }, parents })
      : act(world, keyOf(0), 'founder', {
          action: { type: 'mute', person, until: 0, cut: [] },
          parents,
        })
    const count = world.actions.length
    const before = reduceRoster(GROUP, world.actions)
    if (!isValid(before, end)) return
    const told = tellRoster(before, played)
    ROLES.forEach((claimed, step) => {
      rankedActs(world, (salt + step) % CROWD).forEach((action, at) => {
        const stale = early[(salt * 31 + at * 17 + step * 7) % early.length] ?? world.found.id
        act(world, who, claimed, { action, parents: at % 3 === 0 ? parents : [stale] })
      })
    })
    const after = reduceRoster(GROUP, world.actions)
    for (const { id } of world.actions.slice(count)) assert.equal(after.verdictOf(id), 'invalid')
    const still = tellRoster(after, played)
    const live = still.live.filter((name) => Number(name.split('.')[0]) < CROWD)
    assert.deepEqual({ ...still, verdicts: still.verdicts.slice(0, count), live }, told)
    const held = roster.members.get(person)?.role ?? 'guest'
    note(`${end.action.type} by ${rank(held) > 1 ? 'power' : 'a member'}`)
  },
}

export const NOTHING_TAKEN_BACK: Invariant = {
  name: 'invariant 44: leaves on early heads take nothing back of what the founder built on',
  check(script, note, salt) {
    const played = play(script)
    const world = played.world.fork()
    const early = world.actions.map(({ id }) => id)
    const person = mustId(CROWD - 1)
    const seen = act(world, keyOf(0), 'founder', { action: { type: 'unmute', person } })
    const policy = act(world, keyOf(0), 'founder', {
      action: { type: 'policy', policy: [] },
      parents: [seen.id],
    })
    const before = reduceRoster(GROUP, world.actions)
    const who = somebodyIn(before, salt)
    if (who === undefined || !isValid(before, policy)) return
    const known = [...world.actions]
    for (const step of [1, 2, 3]) {
      const stale = early[(salt * 13 + step * 29) % early.length] ?? world.found.id
      const leave = act(world, who, 'guest', {
        action: { type: 'leave', cut: [] },
        parents: [stale],
      })
      note(leave.action.type)
    }
    const after = reduceRoster(GROUP, world.actions)
    for (const { id, device, action } of known) {
      assert.equal(after.verdictOf(id), before.verdictOf(id))
      if (before.personOf(device) === mustId(who.owner)) note(`${action.type} stands`)
    }
    for (const [id, { role }] of before.members)
      if (id !== mustId(who.owner)) assert.equal(after.members.get(id)?.role, role)
  },
}

/** Somebody present who is not the founder, with a key that speaks for them; the higher, the likelier. */
function somebodyIn(roster: Roster, salt: number): Key | undefined {
  const keys = PEOPLE.slice(1, CROWD).flatMap(({ id, keys: all }) => {
    const key = all.find((one) => roster.personOf(one.device) === id && isLive(roster, one))
    const role = roster.members.get(id)?.role
    return key === undefined || role === undefined ? [] : Array<Key>(1 + rank(role)).fill(key)
  })
  return keys[salt % Math.max(1, keys.length)]
}

function isLive(roster: Roster, { device, owner }: Key): boolean {
  return roster.deviceIsLive(device) && roster.personOf(device) === mustId(owner)
}
