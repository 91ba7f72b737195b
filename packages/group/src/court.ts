/**
 * What is known while verdicts are reached, and what a judge of rank a may look at: the past of an
 * action by valid actions of ranks above a, what such ranks did against its author beside it, and the
 * author's own leaving.
 */
import {
  type Cut,
  type GroupId,
  type PersonId,
  personGroup,
  type RecordId,
  type Role,
  type Setting,
} from '@parley/protocol'
import type { ActionGraph } from './action-graph.ts'
import type { Identities } from './identities.ts'
import { isLeftBehind, type Partings } from './leaving.ts'
import { type Decided, muteIn, type Standing, standingIn, Tenure, type View } from './tenure.ts'
import { introducing, rankOf, type Verdict } from './verified-action.ts'

export interface Court extends Partings {
  readonly group: GroupId
  readonly identities: Identities
  /** Whose own document this is; `undefined` for a group. */
  readonly owner: PersonId | undefined
  readonly byId: Map<RecordId, Verdict>
  readonly people: Map<PersonId, Tenure>
  /** Valid removals of anyone, highest rank first. */
  readonly removes: Decided[]
  /** Of those, what each invite does not know of; looked through once, as they come. */
  readonly unknownTo: Map<number, { seen: number; readonly removes: Decided[] }>
  readonly policies: (Decided & { readonly policy: readonly Setting[] })[]
  /** Valid withdrawals and refusals, by what they name. */
  readonly uninvites: Map<RecordId, Decided[]>
  /** Valid `add`s, by the join they answer. */
  readonly grants: Map<RecordId, Decided[]>
  /** Who came with tokens of a site, good or not. */
  readonly signers: Set<PersonId>
  /** More of the cut of an act. */
  readonly furtherCuts: Map<RecordId, Cut[]>
}

/** From where and with which rank something is judged. */
export interface Bench {
  readonly at: number
  readonly rank: number
}

export function newCourt(group: GroupId, graph: ActionGraph, identities: Identities): Court {
  return {
    group,
    graph,
    identities,
    owner: ownerOf(group, graph),
    byId: new Map(),
    people: new Map(),
    acts: [],
    takenUp: new Map(),
    leftBehind: [],
    removes: [],
    unknownTo: new Map(),
    policies: [],
    uninvites: new Map(),
    grants: new Map(),
    signers: new Set(),
    furtherCuts: new Map(),
  }
}

export function tenureOf({ people }: Court, person: PersonId): Tenure {
  const known = people.get(person)
  if (known !== undefined) return known
  const tenure = new Tenure()
  people.set(person, tenure)
  return tenure
}

/**
 * The author had the rank and was not silenced, nobody of higher rank took it away or silenced them
 * beside the action, and they did not leave beside it.
 */
export function mayActAs(court: Court, person: PersonId, bench: Bench): boolean {
  const tenure = court.people.get(person)
  if (tenure === undefined) return false
  if (muteIn(tenure, viewFrom(court, bench), court.graph)?.until === 0) return false
  if (tenure.mutings.some((one) => one.until === 0 && isBesideAbove(court, one, bench)))
    return false
  return holdsRank(court, person, bench) && !isLeftBehind(court, { ...bench, person })
}

export function holdsRank(court: Court, person: PersonId, bench: Bench): boolean {
  const standing = standingBefore(court, person, bench)
  if (standing === undefined || rankOf(standing.role) < bench.rank) return false
  return !isOverruled(court, person, bench)
}

export function roleBefore(court: Court, person: PersonId, bench: Bench): Role | undefined {
  return standingBefore(court, person, bench)?.role
}

/** A record in the action's past says that there is such a person: one acts on nobody unseen. */
export function hasHeardOf({ identities, graph }: Court, person: PersonId, at: number): boolean {
  return identities.introductionsOf(person).some((one) => graph.builds(at, one.at))
}

function standingBefore(court: Court, person: PersonId, bench: Bench): Standing | undefined {
  const tenure = court.people.get(person)
  return tenure && standingIn(tenure, viewFrom(court, bench), court.graph)
}

/**
 * A rank that a link itself gives is lost with a removal that neither knows of, wherever that stands:
 * nobody acts by an old link under another name. What was given to somebody since stays theirs.
 */
function viewFrom(court: Court, { at, rank }: Bench): View {
  const { graph } = court
  return {
    counts(one) {
      return one.rank > rank && graph.builds(at, one.at)
    },
    admits(join) {
      const { invite } = join
      if (invite === undefined) return true
      if (invite.needsApproval) return false
      return removesUnknownTo(court, invite.at).every(
        (one) =>
          one.rank <= rank ||
          graph.builds(one.at, join.at) ||
          !(rankOf(join.role) >= rank || graph.builds(at, one.at)),
      )
    },
  }
}

/** Valid removals so far that are not in an invite's past. */
export function removesUnknownTo(court: Court, invite: number): readonly Decided[] {
  const known = court.unknownTo.get(invite) ?? { seen: 0, removes: [] }
  court.unknownTo.set(invite, known)
  for (; known.seen < court.removes.length; known.seen++) {
    const one = court.removes[known.seen]
    if (one !== undefined && !court.graph.builds(invite, one.at)) known.removes.push(one)
  }
  return known.removes
}

function isOverruled(court: Court, person: PersonId, bench: Bench): boolean {
  const tenure = court.people.get(person)
  if (tenure === undefined) return false
  return (
    tenure.departures.some((one) => one.type === 'removed' && isBesideAbove(court, one, bench)) ||
    tenure.roles.some((one) => rankOf(one.role) < bench.rank && isBesideAbove(court, one, bench))
  )
}

function isBesideAbove({ graph }: Court, one: Decided, { at, rank }: Bench): boolean {
  return one.rank > rank && graph.areConcurrent(one.at, at)
}

/** Somebody's own document has the id that their person's makes. */
function ownerOf(group: GroupId, graph: ActionGraph): PersonId | undefined {
  for (const one of graph.ordered) {
    if (one.action.type === 'found') return undefined
    const person = one.action.type === 'device' ? introducing(one)?.person : undefined
    if (person !== undefined && personGroup(person) === group) return person
  }
  return undefined
}
