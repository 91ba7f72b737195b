/**
 * The slow twin, third part: what a set of valid actions says. Who is present, with which role, who
 * is muted, what the policy is, which joins admit (DESIGN 4, rules 5 and 6).
 */
import { type PersonId, type Policy, readPolicy, type RecordId, type Role } from '@parley/protocol'
import type { VerifiedAction } from '../src/index.ts'
import {
  type ActionOf,
  type Facts,
  introductionIn,
  isOf,
  personOfRoot,
  rank,
} from './twin-facts.ts'

/** What somebody knew of the valid actions, and what else tells requests from admissions. */
export interface View {
  readonly known: readonly VerifiedAction[]
  /** All that are decided. A link that gives `from` or more is measured by these, known or not. */
  readonly decided: readonly VerifiedAction[]
  readonly from: number
  /** Adds among these answer requests. */
  readonly answers: readonly VerifiedAction[]
}

/** For all but actions: no name and no old heads make an admission of what is a request. */
export function viewAmong(
  valid: readonly VerifiedAction[],
  known: readonly VerifiedAction[] = valid,
): View {
  return { known, decided: valid, from: 0, answers: valid }
}

/** Own acts are decided before all ranks, the founding above the founder's. */
export const SELF_RANK = 7
const FOUND_RANK = 6

export function inviteOf(facts: Facts, join: ActionOf<'join'>): ActionOf<'invite'> | undefined {
  const invite = facts.get(join.action.invite)
  return isOf(invite, 'invite') ? invite : undefined
}

/** The rank an action acts with; -1 for a join or a cut that belongs to nothing. */
export function actingRank(facts: Facts, one: VerifiedAction): number {
  if (isOf(one, 'found')) return FOUND_RANK
  if (isOf(one, 'leave', 'device', 'undevice', 'box', 'merge')) return SELF_RANK
  if (isOf(one, 'join')) {
    const invite = inviteOf(facts, one)
    return invite === undefined ? -1 : rank(invite.header.claimedRole)
  }
  if (isOf(one, 'cut')) {
    const of = facts.get(one.action.of)
    return isOf(of, 'leave', 'undevice', 'role', 'remove', 'mute') ? actingRank(facts, of) : -1
  }
  return rank(one.header.claimedRole)
}

/**
 * A join lets in unless it needs approval or some removal of anyone is new to its invite and knows
 * not of it; or once somebody is added in answer to it.
 */
export function isAdmitting(facts: Facts, view: View, join: ActionOf<'join'>): boolean {
  const invite = inviteOf(facts, join)
  if (invite === undefined) return false
  const person = personOfRoot(join.action.person.root)
  const isAnswered = view.answers.some(
    (one) =>
      isOf(one, 'add') &&
      one.action.join === join.id &&
      personOfRoot(one.action.person.root) === person,
  )
  if (isAnswered) return true
  if (invite.action.needsApproval) return false
  const measure = rank(invite.action.role) >= view.from ? view.decided : view.known
  return measure.every(
    (one) =>
      !isOf(one, 'remove') || facts.isBefore(one.id, invite.id) || facts.isBefore(join.id, one.id),
  )
}

function admissionsOf(facts: Facts, view: View, person: PersonId): readonly VerifiedAction[] {
  return view.known.filter((one) => {
    const introduction = introductionIn(one)
    if (introduction === undefined || personOfRoot(introduction.root) !== person) return false
    return isOf(one, 'found', 'add') || (isOf(one, 'join') && isAdmitting(facts, view, one))
  })
}

export function isPresent(facts: Facts, view: View, person: PersonId): boolean {
  const removals = view.known.filter((one) => isOf(one, 'remove') && one.action.person === person)
  const leaves = view.known.filter(
    (one) => isOf(one, 'leave') && facts.personOf(one.device) === person,
  )
  return admissionsOf(facts, view, person).some((admission) => {
    const invited = isOf(admission, 'join') ? admission.action.invite : admission.id
    return (
      removals.every(({ id }) => facts.isBefore(id, invited)) &&
      leaves.every(({ id }) => facts.isBefore(id, admission.id))
    )
  })
}

/** `undefined` when not present. */
export function roleIn(facts: Facts, view: View, person: PersonId): Role | undefined {
  if (!isPresent(facts, view, person)) return undefined
  const given = view.known.filter((one) => isOf(one, 'role') && one.action.person === person)
  const [best] = newest(facts, [...admissionsOf(facts, view, person), ...given]).sort(
    (a, b) =>
      actingRank(facts, b) - actingRank(facts, a) ||
      rank(roleGivenBy(facts, a)) - rank(roleGivenBy(facts, b)) ||
      byId(a, b),
  )
  return best && roleGivenBy(facts, best)
}

/** -1 when not present. */
export function rankIn(facts: Facts, view: View, person: PersonId): number {
  const role = roleIn(facts, view, person)
  return role === undefined ? -1 : rank(role)
}

function roleGivenBy(facts: Facts, one: VerifiedAction): Role {
  if (isOf(one, 'add', 'role')) return one.action.role
  if (isOf(one, 'join')) return inviteOf(facts, one)?.action.role ?? 'guest'
  return 'founder'
}

/** The mute that stands: 0 until somebody unmutes, else epoch milliseconds. */
export function muteIn(
  facts: Facts,
  view: View,
  person: PersonId,
): { readonly until: number; readonly id: RecordId } | undefined {
  const said = view.known.filter(
    (one) => isOf(one, 'mute', 'unmute') && one.action.person === person,
  )
  const [best] = newest(facts, said).sort(
    (a, b) =>
      actingRank(facts, b) - actingRank(facts, a) || lengthOf(b) - lengthOf(a) || byId(a, b),
  )
  return isOf(best, 'mute') ? { until: best.action.until, id: best.id } : undefined

  function lengthOf(one: VerifiedAction): number {
    if (!isOf(one, 'mute')) return -1
    return one.action.until === 0 ? Infinity : one.action.until
  }
}

export function policyIn(facts: Facts, view: View): Policy {
  const said = view.known.filter((one) => isOf(one, 'found', 'policy'))
  const [best] = newest(facts, said).sort(
    (a, b) => actingRank(facts, b) - actingRank(facts, a) || byId(a, b),
  )
  return readPolicy(isOf(best, 'found', 'policy') ? best.action.policy : [])
}

/** The own newest box; before any, the one said by the own keys; before any, the one others said. */
export function boxIn(
  facts: Facts,
  view: View,
  person: PersonId,
): { readonly box: Uint8Array | undefined; readonly boxGeneration: number } {
  const boxes = view.known.filter(
    (one) => isOf(one, 'box') && facts.personOf(one.device) === person,
  )
  const introductions = view.known.filter((one) => {
    const introduction = introductionIn(one)
    return introduction !== undefined && personOfRoot(introduction.root) === person
  })
  const own = introductions.filter((one) => !isOf(one, 'add'))
  const [among = []] = [boxes, own, introductions].filter(({ length }) => length > 0)
  const generation = (one: VerifiedAction) => (isOf(one, 'box') ? one.action.generation : 0)
  const [best] = newest(facts, among).sort((a, b) => generation(b) - generation(a) || byId(a, b))
  if (best === undefined) return { box: undefined, boxGeneration: 0 }
  const box = isOf(best, 'box') ? best.action.boxPublic : introductionIn(best)?.box
  return { box, boxGeneration: generation(best) }
}

/** Those in no other's past. */
function newest(facts: Facts, among: readonly VerifiedAction[]): VerifiedAction[] {
  return among.filter((one) => !among.some((other) => facts.isBefore(one.id, other.id)))
}

function byId(a: VerifiedAction, b: VerifiedAction): number {
  return a.id < b.id ? -1 : 1
}
