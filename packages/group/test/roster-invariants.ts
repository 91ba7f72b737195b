/**
 * What must hold in every world, one function each; the numbers are those of the list of invariants
 * in docs/attacks.md. Each notes what it met, so that whoever runs it can tell that it was not vacuous.
 */
import assert from 'node:assert/strict'
import { type RecordId, ROLES } from '@parley/protocol'
import { reduceRoster, type Roster, type VerifiedAction } from '../src/index.ts'
import { act, addOf, inviteFor, joinBy, rankedActs, removeOf } from './roster-additions.ts'
import { play, type Script } from './roster-script.ts'
import { tellRoster, tellTwin } from './roster-told.ts'
import { CROWD, GROUP, keyOf, OPEN_GROUP, PEOPLE } from './roster-world.ts'
import { newTwin } from './twin.ts'

export interface Invariant {
  readonly name: string
  /** Throws when it does not hold. `salt` varies what is chosen. */
  check(script: Script, note: (what: string) => void, salt: number): void
}

export const EVERYTHING: Invariant = {
  name: 'the reducer says what its slow twin says',
  check(script, note) {
    const played = play(script)
    const { world } = played
    const twin = newTwin(GROUP, world.actions)
    const told = tellTwin(twin, played)
    assert.deepEqual(tellRoster(reduceRoster(GROUP, world.actions), played), told)
    for (const { id, action } of world.actions) note(`${action.type} ${twin.verdicts.get(id)}`)
    for (const line of told.judged) note(`${line.split(' ')[0]} ${line.split(' ')[2]}`)
    for (const kind of ['links', 'requests', 'departed'] as const)
      if (told[kind].length > 0) note(kind)
  },
}

export const ANY_ORDER: Invariant = {
  name: 'invariant 1: any order of the same actions, some of them twice, is the same roster',
  check(script, note, salt) {
    const played = play(script)
    const { actions } = played.world
    const shuffled = [...actions, ...actions.slice(0, 4)]
      .map((action, at) => ({ action, at: (at * 7_919 + salt * 104_729) % 1_009 }))
      .sort((a, b) => a.at - b.at)
      .map(({ action }) => action)
    const told = tellRoster(reduceRoster(GROUP, actions), played)
    assert.deepEqual(tellRoster(reduceRoster(GROUP, shuffled), played), told)
    note(actions.length > 20 ? 'large' : 'small')
  },
}

export const IN_PORTIONS: Invariant = {
  name: 'invariant 2: what a replica holds, and then the rest, is the same as all at once',
  check(script, note) {
    const played = play(script)
    const { actions } = played.world
    const whole = tellRoster(reduceRoster(GROUP, actions), played)
    for (const replica of played.replicas) {
      const known = [...replica.actions]
      if (known.length === actions.length) continue
      note('part')
      const told = tellRoster(reduceRoster(GROUP, known), played)
      assert.deepEqual(told, tellTwin(newTwin(GROUP, known), played))
      const rest = actions.filter((one) => !replica.actions.has(one))
      assert.deepEqual(tellRoster(reduceRoster(GROUP, [...known, ...rest]), played), whole)
    }
  },
}

export const FOUNDER_STAYS: Invariant = {
  name: 'invariant 3: the founder is present, as the founder, whatever happens',
  check(script, note) {
    const { world } = play(script)
    const founder = keyOf(0).owner
    for (let upTo = world.actions.length; upTo > 0; upTo -= 9) {
      const { members } = reduceRoster(GROUP, world.actions.slice(0, upTo))
      assert.equal(members.get(mustId(founder))?.role, 'founder')
    }
    const against = world.actions.filter(
      ({ action }) => 'person' in action && action.person === mustId(founder),
    )
    note(against.length > 0 ? 'attacked' : 'left alone')
  },
}

export const ADMISSIONS_HARM_NOBODY: Invariant = {
  name: 'invariant 4: an admission or a device that is added takes no verdict back, unless it bears witness to what stands beside a leave',
  check(script, note, salt) {
    const world = play(script).world.fork()
    const before = reduceRoster(GROUP, world.actions)
    const ids = world.actions.map(({ id }) => id)
    const stale = [world.actions[salt % world.actions.length]?.id ?? world.found.id]
    const invite = act(world, keyOf(0), 'founder', { action: inviteFor('admin') })
    const join = act(world, keyOf(CROWD), 'guest', {
      action: joinBy(keyOf(CROWD), invite.id),
      parents: [invite.id],
    })
    act(world, keyOf(0), 'founder', { action: addOf(keyOf(CROWD + 1), 'owner'), parents: stale })
    const { introduction } = keyOf(CROWD, 1)
    const device = { type: 'device', person: introduction, rootSignature: undefined } as const
    act(world, keyOf(CROWD, 1), 'guest', { action: device, parents: [join.id] })
    const known = world.actions.find(
      ({ action }) => action.type === 'add' && action.person === keyOf(1).introduction,
    )
    if (known !== undefined)
      act(world, keyOf(0), 'founder', { action: addOf(keyOf(1), 'guest'), parents: stale })
    const after = reduceRoster(GROUP, world.actions)
    const revived = ids.filter((one) => !isNow(before, one) && isNow(after, one))
    if (revived.length > 0) {
      assert.ok(revived.some((one) => isBesideLeave(after, one)))
      note('bore witness')
      return
    }
    for (const one of ids) if (isNow(before, one)) assert.ok(isNow(after, one))
    if (after.members.has(mustId(CROWD))) note('admitted')
  },
}

function isNow(roster: Roster, id: RecordId): boolean {
  return roster.verdictOf(id) === 'valid'
}

/** Of the author, or of whoever's link it is. */
function isBesideLeave(roster: Roster, id: RecordId): boolean {
  const { log } = roster
  const one = log.find((other) => other.id === id)
  const invite = one?.action.type === 'join' ? one.action.invite : undefined
  const source = invite === undefined ? one : log.find((other) => other.id === invite)
  return log.some(
    (leave) =>
      leave.action.type === 'leave' &&
      leave.person === source?.person &&
      !roster.isInPast(id, [leave.id]) &&
      !roster.isInPast(leave.id, [id]),
  )
}

export const REMOVALS_LEAVE_THEIR_PAST: Invariant = {
  name: 'invariant 5: what ends something changes no verdict in its own past',
  check(script, note, salt) {
    const { world } = play(script)
    const ends = world.actions.filter(({ action }) =>
      ['remove', 'role', 'mute', 'leave', 'undevice', 'uninvite'].includes(action.type),
    )
    for (const end of ends.slice(salt % 3, (salt % 3) + 4)) {
      const past = [...world.withPast([end])]
      const before = reduceRoster(
        GROUP,
        past.filter((one) => one !== end),
      )
      const after = reduceRoster(GROUP, past)
      if (after.verdictOf(end.id) === 'valid') note(end.action.type)
      for (const { id } of past)
        if (id !== end.id) assert.equal(after.verdictOf(id), before.verdictOf(id))
    }
  },
}

export const ORDER_OF_ACTING: Invariant = {
  name: 'invariant 14: times that devices claim change nothing',
  check(script, note, salt) {
    const played = play(script)
    const { world } = played
    const told = tellRoster(reduceRoster(GROUP, world.actions), played)
    const others = world.actions.map((one, at) => {
      const hlc = BigInt((at * 7_919 + salt) % 977) * 65_536n
      return one === world.found ? one : { ...one, header: { ...one.header, hlc } }
    })
    assert.deepEqual(tellRoster(reduceRoster(GROUP, others), played), told)
    note(told.members.length > 3 ? 'crowd' : 'few')
  },
}

export const UNKNOWN_IS_IGNORED: Invariant = {
  name: 'invariant 15: actions of later versions change nothing, on top or in between',
  check(script, note, salt) {
    const played = play(script)
    const world = played.world.fork()
    const told = tellRoster(reduceRoster(GROUP, world.actions), played)
    const at = 1 + (salt % Math.max(1, world.actions.length - 1))
    const onto = world.actions[at]
    const action = { type: 'unknown', recordType: 29, body: new Uint8Array(salt % 5) } as const
    const key = keyOf(salt % CROWD)
    const between = act(world, key, 'owner', { action, parents: onto?.header.parents ?? [] })
    const rewritten = world.actions.map((one) =>
      one === onto ? { ...one, header: { ...one.header, parents: [between.id] } } : one,
    )
    const roster = reduceRoster(GROUP, rewritten)
    assert.equal(roster.verdictOf(between.id), 'ignored')
    assert.deepEqual(tellRoster(roster, played), told)
    note('between')
  },
}

export const ENCRYPTION_CHANGES_NOTHING: Invariant = {
  name: 'invariant 22: encrypted or not, the same records count',
  check(script, note) {
    const sealed = play(script)
    const open = play(script, false)
    const told = tellRoster(reduceRoster(GROUP, sealed.world.actions), sealed)
    assert.deepEqual(tellRoster(reduceRoster(OPEN_GROUP, open.world.actions), open), told)
    note(told.judged.some((line) => line.endsWith(' valid')) ? 'heard' : 'silent')
  },
}

export const PURGED_IS_THE_SAME: Invariant = {
  name: 'invariant 21: records that were purged, and cannot be digested, change no answer',
  check(script, note) {
    const { world } = play(script)
    const roster = reduceRoster(GROUP, world.actions)
    for (const said of world.said) {
      const digestOf = () => undefined
      const held = roster.judge({ ...said, digestOf: world.digestOf })
      const purged = roster.judge({ ...said, digestOf })
      const undigested = roster.judge(said)
      assert.equal(purged, undigested)
      if (held === 'valid') assert.equal(purged, 'valid')
      note(held)
    }
  },
}

export const STRANGERS_CHANGE_NOTHING: Invariant = {
  name: 'invariant 9: whatever a plain member writes, on whatever heads, changes nobody else',
  check(script, note, salt) {
    const played = play(script)
    const world = played.world.fork()
    const add = act(world, keyOf(0), 'founder', { action: addOf(keyOf(CROWD), 'member') })
    const intro = {
      type: 'device',
      person: keyOf(CROWD).introduction,
      rootSignature: undefined,
    } as const
    act(world, keyOf(CROWD), 'guest', { action: intro, parents: [add.id] })
    const before = tellRoster(reduceRoster(GROUP, world.actions), played)
    const count = world.actions.length
    rankedActs(world, salt % CROWD).forEach((action, at) => {
      const stale = world.actions[(salt * 31 + at * 17) % count]?.id ?? add.id
      const claims = ROLES[(salt + at) % 6] ?? 'owner'
      act(world, keyOf(CROWD), claims, {
        action,
        parents: at % 2 === 0 ? [stale] : [...new Set([add.id, stale])],
      })
    })
    const undevice = {
      type: 'undevice',
      device: keyOf(0).device,
      rootSignature: undefined,
      cut: [],
    } as const
    act(world, keyOf(CROWD), 'member', { action: undevice })
    const after = reduceRoster(GROUP, world.actions)
    for (const { id } of world.actions.slice(count)) assert.notEqual(after.verdictOf(id), 'valid')
    assert.deepEqual(sameWorld(tellRoster(after, played), count), sameWorld(before, count))
    note('tried')
  },
}

export const UNRELATED_REMOVALS_CHANGE_NOTHING: Invariant = {
  name: 'invariant 10: a removal of somebody unrelated changes no other outcome (but joins it knows not of)',
  check(script, note) {
    const played = play(script)
    const world = played.world.fork()
    if (world.actions.some(({ action }) => action.type === 'join')) return
    const add = act(world, keyOf(0), 'founder', {
      action: addOf(keyOf(CROWD), 'member'),
      parents: [world.found.id],
    })
    const count = world.actions.length
    const unmoved = reduceRoster(GROUP, world.actions)
    if (!isValid(unmoved, add)) return // the founder's own key was taken out
    const before = tellRoster(unmoved, played)
    const removal = act(world, keyOf(0), 'founder', { action: removeOf(CROWD), parents: [add.id] })
    const after = reduceRoster(GROUP, world.actions)
    assert.equal(after.verdictOf(removal.id), 'valid')
    assert.equal(after.members.has(mustId(CROWD)), false)
    const told = sameWorld(tellRoster(after, played), count)
    const was = sameWorld(before, count)
    const isOther = (line: string) => !line.startsWith(`${CROWD}`)
    assert.deepEqual(told.members.filter(isOther), was.members.filter(isOther))
    assert.deepEqual(
      { ...told, members: [], links: [], departed: [] },
      { ...was, members: [], links: [], departed: [] },
    )
    note('removed')
  },
}

/** Without what was added: later verdicts, and keys of those who take no part in scripts. */
function sameWorld(told: ReturnType<typeof tellRoster>, count: number) {
  const live = told.live.filter((name) => Number(name.split('.')[0]) < CROWD)
  return { ...told, verdicts: told.verdicts.slice(0, count), live }
}

export function mustId(number: number) {
  const person = PEOPLE[number]
  if (person === undefined) throw new RangeError(`no person ${number}`)
  return person.id
}

export function isValid(roster: Roster, one: VerifiedAction): boolean {
  return roster.verdictOf(one.id) === 'valid'
}
