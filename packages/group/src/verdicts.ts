/**
 * Which actions are valid: decided by claimed rank from the top down, each by its own past and by
 * what higher ranks did beside it.
 *
 * No two actions of one rank can affect each other, so there is nothing to iterate. What people do
 * to themselves (leaving, their devices, their boxes, signing in) has no rank and comes first. Rules RO1 to RO29.
 */
import { encodeActionBody, encodeActionHeader, type GroupId, groupIdOf } from '@parley/protocol'
import type { ActionGraph } from './action-graph.ts'
import { isAllowed } from './allowed.ts'
import { type Court, mayActAs, newCourt } from './court.ts'
import { enact } from './enactment.ts'
import type { Identities } from './identities.ts'
import { isValidJoin } from './joins.ts'
import { FOUNDING_RANK, introducing, rankOf, type VerifiedAction } from './verified-action.ts'

/** Acts on oneself are above every rank. */
const OWN_RANK = Infinity
/** Within a rank: joins look at withdrawals of that rank, and more of a cut at the act. */
const TURNS = ['act', 'join', 'cut'] as const

interface Ranked {
  readonly one: VerifiedAction
  readonly at: number
  readonly rank: number
}

export function decide(group: GroupId, graph: ActionGraph, identities: Identities): Court {
  const court = newCourt(group, graph, identities)
  const ranks = new Map<number, Record<(typeof TURNS)[number], Ranked[]>>()
  graph.ordered.forEach((one, at) => {
    const rank = actingRank(court, one)
    if (rank === undefined) {
      court.byId.set(one.id, one.action.type === 'unknown' ? 'ignored' : 'invalid')
      return
    }
    const turns = ranks.get(rank) ?? { act: [], join: [], cut: [] }
    ranks.set(rank, turns)
    turns[turnOf(one)].push({ one, at, rank })
  })
  for (const rank of [...ranks.keys()].sort(foundingThenOwnThenDown))
    for (const turn of TURNS)
      for (const ranked of ranks.get(rank)?.[turn] ?? []) settle(court, ranked)
  return court
}

function foundingThenOwnThenDown(a: number, b: number): number {
  if (a === b) return 0
  if (a === FOUNDING_RANK || b === FOUNDING_RANK) return a === FOUNDING_RANK ? -1 : 1
  return b > a ? 1 : -1
}

function turnOf({ action: { type } }: VerifiedAction): (typeof TURNS)[number] {
  return type === 'join' || type === 'cut' ? type : 'act'
}

/** `undefined`: an unknown type, a join that names no invite, more of no cut, or no matter of this document. */
function actingRank(court: Court, { header, action }: VerifiedAction): number | undefined {
  const { graph, owner } = court
  switch (action.type) {
    case 'device':
    case 'undevice':
    case 'box':
    case 'merge':
      return OWN_RANK
    case 'cut': {
      const act = graph.get(action.of)
      const hasCut = act !== undefined && 'cut' in act.action && act.action.type !== 'cut'
      return hasCut ? actingRank(court, act) : undefined
    }
    case 'unknown':
      return undefined
    default:
      if (owner !== undefined) return undefined
  }
  switch (action.type) {
    case 'found':
      return FOUNDING_RANK
    case 'leave':
    case 'signin':
      return OWN_RANK
    case 'join': {
      const invite = graph.get(action.invite)
      return invite?.action.type === 'invite' ? rankOf(invite.header.claimedRole) : undefined
    }
    default:
      return rankOf(header.claimedRole)
  }
}

function settle(court: Court, { one, at, rank }: Ranked): void {
  const isValid = isOwnDevices(court, one, at) && stands(court, { one, at, rank })
  court.byId.set(one.id, isValid ? 'valid' : 'invalid')
  if (isValid) enact(court, one, { at, id: one.id, rank })
}

/** Its device speaks for somebody, and was not taken out before or beside it. */
function isOwnDevices({ identities }: Court, { id, device, action }: VerifiedAction, at: number) {
  if (action.type === 'found') return true
  if (action.type === 'undevice') return identities.isValidRemoval(id)
  return identities.speaks(device, at)
}

function stands(court: Court, ranked: Ranked): boolean {
  const { one, at, rank } = ranked
  const { action } = one
  const author = court.identities.personOf(one.device)
  switch (action.type) {
    case 'found':
      return isFounding(court, one)
    case 'undevice':
    case 'box':
    case 'merge':
      return author !== undefined
    case 'signin':
      return author !== undefined && one.signedInBy !== undefined
    case 'leave':
      return author !== undefined && !isFounder(court, author)
    case 'device': {
      const person = introducing(one)?.person
      const belongsHere = court.owner === undefined || court.owner === person
      return author !== undefined && person === author && belongsHere
    }
    case 'join':
      return isValidJoin(court, ranked)
    case 'cut':
      return author !== undefined && continuesCut(court, ranked)
    default:
      return author !== undefined && isAllowed(court, { one, bench: { at, rank }, author })
  }
}

function isFounding({ group }: Court, one: VerifiedAction): boolean {
  if (introducing(one) === undefined) return false
  return groupIdOf(encodeActionHeader(one.header), encodeActionBody(one.action)) === group
}

function isFounder({ people }: Court, person: Parameters<typeof people.get>[0]): boolean {
  return people.get(person)?.admissions.some(({ role }) => role === 'founder') ?? false
}

/** By the device of the act, with its rank, knowing of it: nobody lengthens a cut when removed since. */
function continuesCut(court: Court, { one, at, rank }: Ranked): boolean {
  const { graph, byId, identities } = court
  const act = one.action.type === 'cut' ? graph.get(one.action.of) : undefined
  const author = identities.personOf(one.device)
  if (act === undefined || author === undefined || act.device !== one.device) return false
  if (byId.get(act.id) !== 'valid' || !graph.isAncestor(act.id, one.id)) return false
  return rank === OWN_RANK || mayActAs(court, author, { at, rank })
}
