/** What properties add to a generated world: one act of one person, and all acts that need a rank. */
import {
  type Action,
  DEFAULT_POLICY,
  encodePolicy,
  type RecordId,
  type Role,
} from '@parley/protocol'
import type { VerifiedAction } from '../src/index.ts'
import { bytesOf } from './group-world.ts'
import { allHeads, headsOf, type Key, keyOf, PEOPLE, type RosterWorld } from './roster-world.ts'

export function act(
  world: RosterWorld,
  by: Key,
  claims: Role,
  said: { readonly action: Action; readonly parents?: readonly RecordId[] },
): VerifiedAction {
  const { action, parents = wholePast(world) } = said
  return world.write({ by, claims, action, parents, salt: 3 })
}

/** Heads that have everything in their past; joined by acts that mean nothing where there are too many. */
export function wholePast(world: RosterWorld): readonly RecordId[] {
  while (allHeads(world.actions).length > 8) {
    const action: Action = { type: 'unknown', recordType: 31, body: bytesOf(1) }
    world.write({ by: keyOf(0), claims: 'guest', action, parents: headsOf(world.actions), salt: 1 })
  }
  return headsOf(world.actions)
}

export function addOf(key: Key, role: Role, join?: RecordId): Action {
  return { type: 'add', person: key.introduction, role, join }
}

export function removeOf(person: number): Action {
  return { type: 'remove', person: mustPerson(person), cut: [] }
}

export function inviteFor(role: Role, needsApproval = false): Action {
  return {
    type: 'invite',
    signPublic: bytesOf(32, 60),
    boxPublic: bytesOf(32, 61),
    role,
    needsApproval,
    expiresAt: 0,
    usesCount: 0,
  }
}

export function joinBy(key: Key, invite: RecordId): Action {
  return { type: 'join', invite, person: key.introduction, inviteSignature: bytesOf(64, 7) }
}

/** Every act that needs a rank, against a person of that number. */
export function rankedActs(world: RosterWorld, target: number): readonly Action[] {
  const person = mustPerson(target)
  const target0 = world.actions.find(({ action }) => ['invite', 'join'].includes(action.type))
  return [
    inviteFor('guest'),
    addOf(keyOf(PEOPLE.length - 1), 'guest'),
    { type: 'role', person, role: 'guest', cut: [] },
    { type: 'remove', person, cut: [] },
    { type: 'mute', person, until: 0, cut: [] },
    { type: 'unmute', person },
    { type: 'policy', policy: encodePolicy({ ...DEFAULT_POLICY, locked: true }) },
    ...(target0 === undefined ? [] : [{ type: 'uninvite', target: target0.id } as const]),
  ]
}

export function mustPerson(number: number) {
  const person = PEOPLE[number]
  if (person === undefined) throw new RangeError(`no person ${number}`)
  return person.id
}
