/** One step of a script turned into an action, as its actor would write it. */
import {
  type Action,
  type Cut,
  DEFAULT_POLICY,
  encodePolicy,
  type Policy,
  type RecordId,
  ROLES,
  type Role,
} from '@parley/protocol'
import type { VerifiedAction } from '../src/index.ts'
import { bytesOf } from './group-world.ts'
import { wordOf } from './root-words.ts'
import type { Beliefs } from './roster-beliefs.ts'
import type { Step } from './roster-steps.ts'
import {
  cutAt,
  disguise,
  type Draft,
  type Key,
  PEOPLE,
  type Person,
  type Replica,
  type RosterWorld,
  SCRIPTED_KEYS,
} from './roster-world.ts'
import { rank } from './twin-facts.ts'

export interface Actor {
  readonly step: Step
  readonly replica: Replica
  readonly beliefs: Beliefs
  readonly by: Key
  readonly person: Person
  readonly claims: Role
  readonly parents: readonly RecordId[]
}

/** `undefined`: there is nothing to act on. */
export function draftOf(world: RosterWorld, actor: Actor): Draft | undefined {
  const { by, parents, claims, step } = actor
  const made = makeAction(world, actor)
  if (made === undefined) return undefined
  const { action, on } = 'on' in made ? made : { action: made, on: undefined }
  const named = on === undefined || step.wild === 13 ? parents : [...new Set([on, ...parents])]
  const signer = action.type === 'join' || action.type === 'device' ? signerOf(actor) : by
  return { by: signer, action, parents: named.slice(0, 8), claims, salt: step.pick }
}

/** An action, and the one it names, which an honest author builds on. */
type Made = Action | { readonly action: Action; readonly on: RecordId } | undefined

function makeAction(world: RosterWorld, actor: Actor): Made {
  const { step, beliefs } = actor
  switch (step.what) {
    case 'invite':
      return newInvite(world, actor)
    case 'join':
      return newJoin(actor)
    case 'uninvite': {
      const target = pickFrom([...beliefs.invites, ...beliefs.joins], step.pick)
      return target && { action: { type: 'uninvite', target: target.id }, on: target.id }
    }
    case 'cut': {
      const of = pickFrom(
        beliefs.ends.filter(({ device }) => step.wild > 12 || device === actor.by.device),
        step.pick,
      )
      return of && { action: { type: 'cut', of: of.id, cut: cutFor(actor, everyKey()) }, on: of.id }
    }
    case 'leave':
      return { type: 'leave', cut: cutFor(actor, actor.person.keys) }
    case 'device':
    case 'undevice':
    case 'box':
      return deviceAction(actor)
    case 'policy':
      return { type: 'policy', policy: encodePolicy(policyNumber(step.pick)) }
    case 'add':
    case 'role':
    case 'remove':
    case 'mute':
    case 'unmute':
      return actOnPerson(actor)
    default:
      return { type: 'unknown', recordType: 30, body: bytesOf(3, step.pick) }
  }
}

function actOnPerson(actor: Actor): Made {
  const { step } = actor
  const target = targetOf(actor)
  const person = target.id
  switch (step.what) {
    case 'add': {
      const introduction = addedIntroduction(actor)
      const join = actor.beliefs.joins.find(
        ({ action }) => action.type === 'join' && action.person === introduction,
      )
      return { type: 'add', person: introduction, role: roleBelow(actor), join: join?.id }
    }
    case 'role':
      return { type: 'role', person, role: roleBelow(actor), cut: cutFor(actor, target.keys) }
    case 'remove':
      return { type: 'remove', person, cut: cutFor(actor, target.keys) }
    case 'mute': {
      const until = step.pick % 3 === 0 ? 1_000_000 + step.role : 0
      return { type: 'mute', person, until, cut: cutFor(actor, target.keys) }
    }
    default:
      return { type: 'unmute', person }
  }
}

function deviceAction(actor: Actor): Action {
  const { step, person, by } = actor
  const rootSignature = step.pick % 4 === 0 ? rootsWord(actor) : undefined
  if (step.what === 'device') {
    return { type: 'device', person: ownIntroduction(actor), rootSignature }
  }
  if (step.what === 'box')
    return {
      type: 'box',
      generation: 1 + (step.pick % 3),
      boxPublic: bytesOf(32, 40, step.pick, person.number),
      ephemeral: bytesOf(32, 41),
      rows: [],
    }
  const owner = step.wild > 13 ? (PEOPLE[step.whom] ?? person) : person
  const key = owner.keys[step.role % SCRIPTED_KEYS] ?? by
  return { type: 'undevice', device: key.device, rootSignature, cut: cutFor(actor, [key]) }
}

/** Of the root behind the key that acts, or wildly of somebody else's. */
function rootsWord({ step, by }: Actor): Uint8Array {
  const other = step.wild > 11 ? PEOPLE[step.whom]?.keys[0] : undefined
  return wordOf((other ?? by).introduction.root)
}

function newInvite(world: RosterWorld, actor: Actor): Action {
  return {
    type: 'invite',
    signPublic: bytesOf(32, 50, world.actions.length),
    boxPublic: bytesOf(32, 51, world.actions.length),
    role: roleBelow(actor),
    needsApproval: actor.step.whom === 0,
    expiresAt: 0,
    usesCount: 0,
  }
}

function newJoin(actor: Actor): Made {
  const { step, beliefs } = actor
  const invite = pickFrom(beliefs.invites, step.whom)
  if (invite === undefined) return undefined
  const person = ownIntroduction(actor)
  const action = {
    type: 'join',
    invite: invite.id,
    person,
    inviteSignature: bytesOf(64, 7),
  } as const
  return { action, on: invite.id }
}

/** The key that introduces itself: any of the person's. */
function signerOf({ step, person, by }: Actor): Key {
  return person.keys[step.pick % SCRIPTED_KEYS] ?? by
}

/** Certified by the root or by another own key; or in the name of somebody else. */
function ownIntroduction(actor: Actor) {
  const { introduction, byNext, byBoth } = signerOf(actor)
  if (actor.step.wild === 14) return disguiseOf(actor)
  return [byNext, byBoth, introduction, introduction][actor.step.role % 4] ?? introduction
}

/** Another person's name over this person's key. */
function disguiseOf(actor: Actor) {
  return disguise(PEOPLE[actor.step.whom] ?? actor.person, signerOf(actor))
}

function addedIntroduction({ step, person }: Actor) {
  const added = PEOPLE[step.whom] ?? person
  const key = added.keys[step.pick % 4 === 0 ? 1 : 0] ?? person.keys[0]
  if (key === undefined) throw new RangeError('a person without keys')
  return step.wild >= 14 ? disguise(person, key) : key.introduction
}

/** Honest actors pick somebody below them. */
function targetOf({ step, beliefs, person, claims }: Actor): Person {
  const below = [...beliefs.ranks].filter(([, held]) => held < rank(claims))
  const [chosen] = below[step.whom % Math.max(1, below.length)] ?? []
  return PEOPLE[step.wild > 10 || chosen === undefined ? step.whom : chosen] ?? person
}

function roleBelow({ step, claims }: Actor): Role {
  const own = rank(claims)
  const role = step.wild > 11 || own === 0 ? step.role : step.role % own
  return ROLES[role] ?? 'guest'
}

/** As far as the replica has read, mostly; sometimes nothing, or what was never there. */
function cutFor({ step, replica }: Actor, keys: readonly Key[]): Cut {
  if (step.pick % 8 === 7) return []
  const prefixes = keys.map(({ prefix }) => prefix)
  const cut = cutAt(replica, prefixes, step.pick % 3 > 0)
  if (step.wild < 13) return cut
  return cut.map((entry) => ({
    ...entry,
    clock: entry.clock + (step.pick % 2),
    digest: bytesOf(16, 66),
  }))
}

function everyKey(): readonly Key[] {
  return PEOPLE.flatMap(({ keys }) => keys)
}

function pickFrom(items: readonly VerifiedAction[], at: number): VerifiedAction | undefined {
  return items[at % Math.max(1, items.length)]
}

function policyNumber(number: number): Policy {
  const chosen: readonly Partial<Policy>[] = [
    { postingRole: 'moderator' },
    { locked: true },
    { guestsMayPost: true },
    { history: 'from-joining' },
    { postingRole: 'admin', guestsMayPost: true },
    {},
  ]
  return { ...DEFAULT_POLICY, ...chosen[number % chosen.length] }
}
