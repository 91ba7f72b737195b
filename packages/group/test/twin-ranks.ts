/** The slow twin, fourth part: verdicts, from the highest rank down (DESIGN 4, rules 3 to 5). */
import { encodeActionBody, encodeActionHeader, groupIdOf, type PersonId } from '@parley/protocol'
import type { RecordId } from '@parley/protocol'
import type { Verdict, VerifiedAction } from '../src/index.ts'
import { isOutside, validUndevices } from './twin-devices.ts'
import {
  type ActionOf,
  type Facts,
  introductionIn,
  isOf,
  personOfRoot,
  rank,
  speaksForItself,
} from './twin-facts.ts'
import { actingRank, inviteOf, muteIn, rankIn, SELF_RANK, type View } from './twin-views.ts'

export interface Decided {
  readonly valid: readonly VerifiedAction[]
  readonly undevices: readonly ActionOf<'undevice'>[]
  readonly verdicts: ReadonlyMap<RecordId, Verdict>
}

const ACTS_OF_POWER = [
  'invite',
  'uninvite',
  'add',
  'role',
  'remove',
  'mute',
  'unmute',
  'policy',
] as const

const MODERATOR = rank('moderator')
const ADMIN = rank('admin')
const OWNER = rank('owner')

/** Within a rank: acts, then joins by its invites, then what continues cuts. */
export function decideAll(facts: Facts): Decided {
  const undevices = validUndevices(facts)
  const court: Court = { facts, undevices, valid: [] }
  for (let at = SELF_RANK; at >= 0; at--) {
    const due = facts.held.filter((one) => actingRank(facts, one) === at)
    const joins = due.filter((one) => isOf(one, 'join'))
    const cuts = due.filter((one) => isOf(one, 'cut'))
    const acts = due.filter((one) => !isOf(one, 'join', 'cut'))
    for (const together of [acts, joins, cuts])
      court.valid = [...court.valid, ...together.filter((one) => isValid(court, one, at))]
  }
  const verdictOf = (one: VerifiedAction): Verdict => {
    if (isOf(one, 'unknown')) return 'ignored'
    return court.valid.includes(one) ? 'valid' : 'invalid'
  }
  const verdicts = new Map(facts.held.map((one) => [one.id, verdictOf(one)]))
  return { valid: court.valid, undevices, verdicts }
}

interface Court {
  readonly facts: Facts
  readonly undevices: readonly ActionOf<'undevice'>[]
  valid: readonly VerifiedAction[]
}

function isValid(court: Court, one: VerifiedAction, at: number): boolean {
  const { facts, undevices } = court
  if (isOf(one, 'found')) return isTheFounding(facts, one)
  if (isOf(one, 'undevice')) return undevices.includes(one)
  if (isOutside(facts, one, undevices)) return false
  if (isOf(one, 'device')) return speaksForItself(facts, one)
  if (isOf(one, 'box', 'merge')) return facts.personOf(one.device) !== undefined
  if (isOf(one, 'leave')) return mayLeave(facts, one)
  if (isOf(one, 'join')) return isValidJoin(court, one, at)
  if (isOf(one, 'cut')) return isValidCut(court, one, at)
  return mayAct(court, one, at) && isAllowed(court, one, at)
}

/** Hashing the same founding in every world would be most of the work. */
const foundings = new WeakMap<VerifiedAction, string>()

function isTheFounding(facts: Facts, one: ActionOf<'found'>): boolean {
  const gid =
    foundings.get(one) ?? groupIdOf(encodeActionHeader(one.header), encodeActionBody(one.action))
  foundings.set(one, gid)
  return gid === facts.group && speaksForItself(facts, one)
}

function mayLeave(facts: Facts, { device }: ActionOf<'leave'>): boolean {
  const person = facts.personOf(device)
  const founder = facts.held.find((one) => isOf(one, 'found') && isTheFounding(facts, one))
  return person !== undefined && person !== (founder && facts.personOf(founder.device))
}

/**
 * What was decided with more rank, of what the action knew. A rank that a link itself gives is
 * measured by every removal, a rank given since by those that were known.
 */
function viewOf({ facts, valid }: Court, one: VerifiedAction, at: number): View {
  const decided = valid.filter((other) => actingRank(facts, other) > at)
  const known = decided.filter((other) => facts.isBefore(other.id, one.id))
  return { known, decided, from: at, answers: [] }
}

/** Rule 3: held the rank, was not muted, and neither those above nor the own leaving end that beside it. */
function mayAct(court: Court, one: VerifiedAction, at: number): boolean {
  const author = court.facts.personOf(one.device)
  if (author === undefined) return false
  const view = viewOf(court, one, at)
  if (muteIn(court.facts, view, author)?.until === 0) return false
  if (rankIn(court.facts, view, author) < at || isOverruled(court, one, at, author)) return false
  return !isSilencedBeside(court, one, at, author) && !isForsaken(court, one, at, author)
}

/** Muted by somebody above, with no end to it, beside the act. */
function isSilencedBeside(
  { facts, valid }: Court,
  one: VerifiedAction,
  at: number,
  author: PersonId,
): boolean {
  return valid.some(
    (other) =>
      isOf(other, 'mute') &&
      other.action.person === author &&
      other.action.until === 0 &&
      actingRank(facts, other) > at &&
      facts.isConcurrent(other.id, one.id),
  )
}

/** Its author gave everything up beside it, and all of those above who took it up had heard of that. */
function isForsaken(court: Court, one: VerifiedAction, at: number, author: PersonId): boolean {
  const { facts, valid } = court
  const heard = valid.filter(
    (other) =>
      isOf(other, ...ACTS_OF_POWER) &&
      actingRank(facts, other) > at &&
      facts.isBefore(one.id, other.id),
  )
  return valid.some(
    (leave) =>
      isOf(leave, 'leave') &&
      facts.personOf(leave.device) === author &&
      facts.isConcurrent(leave.id, one.id) &&
      heard.every((other) => facts.isBefore(leave.id, other.id)),
  )
}

function isOverruled(court: Court, one: VerifiedAction, at: number, author: PersonId): boolean {
  const { facts, valid } = court
  return valid.some(
    (other) =>
      actingRank(facts, other) > at &&
      facts.isConcurrent(other.id, one.id) &&
      ((isOf(other, 'remove') && other.action.person === author) ||
        (isOf(other, 'role') && other.action.person === author && rank(other.action.role) < at)),
  )
}

/** Rule 4: what an act takes, and against whom. */
function isAllowed(court: Court, one: VerifiedAction, at: number): boolean {
  const { facts } = court
  const view = viewOf(court, one, at)
  const isBelow = (person: PersonId) => rankIn(facts, view, person) < at
  if (isOf(one, 'invite')) return at >= MODERATOR && rank(one.action.role) < at
  if (isOf(one, 'uninvite')) return at >= MODERATOR && mayWithdraw(facts, one, at)
  if (isOf(one, 'policy')) return at >= OWNER
  if (isOf(one, 'add')) {
    const person = personOfRoot(one.action.person.root)
    const isAllowed = at >= MODERATOR && rank(one.action.role) < at && isBelow(person)
    return isAllowed && answersRightly(facts, one, person)
  }
  if (!isOf(one, 'role', 'remove', 'mute', 'unmute')) return false
  const { person } = one.action
  if (!isBelow(person) || !isKnownTo(facts, one, person)) return false
  return isOf(one, 'role') ? at >= ADMIN && rank(one.action.role) < at : at >= MODERATOR
}

/** An add that names a request names one of that person, which it knew of. */
function answersRightly(facts: Facts, one: ActionOf<'add'>, person: PersonId): boolean {
  if (one.action.join === undefined) return true
  const join = facts.get(one.action.join)
  if (!isOf(join, 'join') || !facts.isBefore(join.id, one.id)) return false
  return personOfRoot(join.action.person.root) === person
}

/** Nobody acts against a person whom nothing they built on speaks of. */
function isKnownTo(facts: Facts, one: VerifiedAction, person: PersonId): boolean {
  return facts.held.some((known) => {
    const introduction = introductionIn(known)
    return (
      introduction !== undefined &&
      personOfRoot(introduction.root) === person &&
      facts.isBefore(known.id, one.id)
    )
  })
}

/** A link of lower rank, or the own one; or a request for a lower role. */
function mayWithdraw(facts: Facts, one: ActionOf<'uninvite'>, at: number): boolean {
  const target = facts.get(one.action.target)
  if (target === undefined || !facts.isBefore(target.id, one.id)) return false
  if (isOf(target, 'join')) return rank(inviteOf(facts, target)?.action.role ?? 'founder') < at
  if (!isOf(target, 'invite')) return false
  const madeAt = rank(target.header.claimedRole)
  const isOwn = facts.personOf(target.device) === facts.personOf(one.device)
  return madeAt < at || (isOwn && madeAt === at)
}

/** Rule 5. */
function isValidJoin(court: Court, join: ActionOf<'join'>, at: number): boolean {
  const { facts, valid } = court
  const invite = inviteOf(facts, join)
  if (invite === undefined || !valid.includes(invite)) return false
  if (!facts.isBefore(invite.id, join.id) || !speaksForItself(facts, join)) return false
  const author = facts.personOf(invite.device)
  if (author === undefined) return false
  const view = viewOf(court, join, at)
  if (rankIn(facts, view, author) < at || isOverruled(court, join, at, author)) return false
  if (rankIn(facts, view, personOfRoot(join.action.person.root)) >= at) return false
  if (isForsaken(court, join, at, author)) return false
  const isLateFor = (id: RecordId) => !facts.isBefore(id, invite.id) && !facts.isBefore(join.id, id)
  // What the inviter came back from before inviting ended nothing of this invite.
  return !valid.some((one) => {
    if (isOf(one, 'leave'))
      // Whoever joins knowing that the inviter left joins nothing, whoever is above.
      return (
        facts.personOf(one.device) === author &&
        isLateFor(one.id) &&
        facts.isBefore(one.id, join.id)
      )
    const isEnding =
      (isOf(one, 'remove') && one.action.person === author) ||
      (isOf(one, 'uninvite') && one.action.target === invite.id)
    return isEnding && isLateFor(one.id)
  })
}

/** It goes on with a valid act of the same key, and takes what that act took. */
function isValidCut(court: Court, one: ActionOf<'cut'>, at: number): boolean {
  const { facts, valid } = court
  const of = facts.get(one.action.of)
  if (of === undefined || !valid.includes(of)) return false
  if (of.device !== one.device || !facts.isBefore(of.id, one.id)) return false
  return at === SELF_RANK || mayAct(court, one, at)
}
