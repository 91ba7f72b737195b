/**
 * Which actions are valid: decided by claimed rank from the top down, each by its own past.
 *
 * An action of rank a is judged by what valid actions of ranks above a made of its author before it,
 * so no two actions of one rank can affect each other and there is nothing to iterate. A join acts
 * for its invite's author, at the invite's rank. Rules RO1 to RO9.
 */
import { type GroupId, groupIdOf, type PersonId, type RecordId, type Role } from '@parley/protocol'
import { encodeActionBody, encodeActionHeader } from '@parley/protocol'
import type { ActionGraph } from './action-graph.ts'
import type { Identities } from './identities.ts'
import { introducing, rankOf, type VerifiedAction } from './verified-action.ts'

export type Verdict = 'valid' | 'invalid' | 'ignored'

/** A valid record that makes a person present, with a role. */
export interface Admission {
  readonly id: RecordId
  readonly person: PersonId
  readonly role: Role
  /** The rank it acts with: above every rank for the founding, the invite's for a join. */
  readonly rank: number
  readonly box: Uint8Array
}

export interface Verdicts {
  readonly byId: ReadonlyMap<RecordId, Verdict>
  readonly admissions: ReadonlyMap<PersonId, readonly Admission[]>
}

/** The founding has no author to be judged by. */
const FOUNDING_RANK = rankOf('founder') + 1
const LOWEST_INVITING_RANK = rankOf('moderator')

interface Court {
  readonly group: GroupId
  readonly graph: ActionGraph
  readonly identities: Identities
  readonly byId: Map<RecordId, Verdict>
  readonly admissions: Map<PersonId, Admission[]>
}

export function decide(group: GroupId, graph: ActionGraph, identities: Identities): Verdicts {
  const court: Court = { group, graph, identities, byId: new Map(), admissions: new Map() }
  const ranks = byRank(court)
  for (let rank = FOUNDING_RANK; rank >= 0; rank--) {
    const actions = ranks[rank] ?? []
    for (const one of actions) if (one.action.type !== 'join') settle(court, one, rank)
    for (const one of actions) if (one.action.type === 'join') settle(court, one, rank)
  }
  return court
}

/**
 * The admission that says a person's role: among the newest, the highest rank, then the lowest role,
 * then the lowest id (RO8). `undefined` for none.
 */
export function decisiveAdmission(
  admissions: readonly Admission[],
  graph: ActionGraph,
): Admission | undefined {
  if (admissions.length < 2) return admissions[0]
  return [...admissions]
    .sort((a, b) => b.rank - a.rank || rankOf(a.role) - rankOf(b.role) || (a.id < b.id ? -1 : 1))
    .find((one) => !admissions.some((other) => graph.isAncestor(one.id, other.id)))
}

function byRank(court: Court): VerifiedAction[][] {
  const ranks: VerifiedAction[][] = Array.from({ length: FOUNDING_RANK + 1 }, () => [])
  for (const action of court.graph.ordered) {
    const rank = actingRank(action, court.graph)
    if (rank === undefined) court.byId.set(action.id, verdictWithoutRank(action))
    else ranks[rank]?.push(action)
  }
  return ranks
}

/** `undefined`: an unknown type, or a join that names no invite. */
function actingRank({ header, action }: VerifiedAction, graph: ActionGraph): number | undefined {
  switch (action.type) {
    case 'found':
      return FOUNDING_RANK
    case 'invite':
      return rankOf(header.claimedRole)
    case 'join': {
      const invite = graph.get(action.invite)
      return invite?.action.type === 'invite' ? rankOf(invite.header.claimedRole) : undefined
    }
    default:
      return undefined
  }
}

function verdictWithoutRank({ action }: VerifiedAction): Verdict {
  return action.type === 'unknown' ? 'ignored' : 'invalid'
}

function settle(court: Court, one: VerifiedAction, rank: number): void {
  const admission = admissionBy(court, one, rank)
  court.byId.set(one.id, admission === undefined ? 'invalid' : 'valid')
  if (admission === undefined || admission === 'nobody') return
  const others = court.admissions.get(admission.person)
  if (others === undefined) court.admissions.set(admission.person, [admission])
  else others.push(admission)
}

/** Whom a valid action admits, or 'nobody'; `undefined` when the action is not valid. */
function admissionBy(
  court: Court,
  one: VerifiedAction,
  rank: number,
): Admission | 'nobody' | undefined {
  switch (one.action.type) {
    case 'found':
      return foundingAdmission(court, one)
    case 'invite': {
      const author = court.identities.personOf(one.device)
      const allowed =
        author !== undefined &&
        rank >= LOWEST_INVITING_RANK &&
        rankOf(one.action.role) < rank &&
        rankBefore(court, { person: author, action: one.id, above: rank }) >= rank
      return allowed ? 'nobody' : undefined
    }
    case 'join':
      return joinAdmission(court, one, rank)
    default:
      return undefined
  }
}

function foundingAdmission(court: Court, one: VerifiedAction): Admission | undefined {
  const introduced = introducing(one)
  const gid = groupIdOf(encodeActionHeader(one.header), encodeActionBody(one.action))
  if (introduced === undefined || gid !== court.group) return undefined
  const { id, person, box } = introduced
  return { id, person, box, role: 'founder', rank: FOUNDING_RANK }
}

function joinAdmission(
  court: Court,
  one: VerifiedAction,
  rank: number,
): Admission | 'nobody' | undefined {
  const introduced = introducing(one)
  if (one.action.type !== 'join' || introduced === undefined) return undefined
  const invite = court.graph.get(one.action.invite)
  if (invite?.action.type !== 'invite' || court.byId.get(invite.id) !== 'valid') return undefined
  if (!court.graph.isAncestor(invite.id, one.id)) return undefined
  const { id, device, person, box } = introduced
  if (court.identities.personOf(device) !== person) return undefined
  if (rankBefore(court, { person, action: id, above: rank }) >= rank) return undefined
  return invite.action.needsApproval
    ? 'nobody'
    : { id, person, box, role: invite.action.role, rank }
}

/** A person's rank in the past of an action, by valid actions of higher rank alone; -1 if absent. */
function rankBefore(
  { graph, admissions }: Court,
  query: { person: PersonId; action: RecordId; above: number },
): number {
  const before = (admissions.get(query.person) ?? []).filter(
    (one) => one.rank > query.above && graph.isAncestor(one.id, query.action),
  )
  const decisive = decisiveAdmission(before, graph)
  return decisive === undefined ? -1 : rankOf(decisive.role)
}
