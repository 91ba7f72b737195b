/**
 * What valid actions did to each person, and what a person is by those of them that are in view.
 *
 * A view is all that one asks about: the past of an action by ranks above it, the past of some heads,
 * or everything. Times are no matter. Rules RO6, RO8 and RO25 to RO29.
 */
import type { PersonId, RecordId, Role } from '@parley/protocol'
import type { ActionGraph } from './action-graph.ts'
import { insertPlaced, newestOf } from './lists.ts'
import { rankOf } from './verified-action.ts'

/** A valid action, as far as its consequences ask. */
export interface Decided {
  readonly at: number
  readonly id: RecordId
  /** It acts with: above every rank for the founding, the invite's for a join, any for what is one's own. */
  readonly rank: number
}

/** A join that is valid, or the founding, or an `add`. */
export interface Admission extends Decided {
  readonly person: PersonId
  readonly role: Role
  /** The invite of a join: that is what must know of the person's removals. */
  readonly invite: UsedInvite | undefined
}

interface UsedInvite {
  readonly at: number
  readonly id: RecordId
  readonly needsApproval: boolean
}

export interface Departure extends Decided {
  readonly type: 'removed' | 'left'
  readonly by: PersonId
}

export interface RoleGift extends Decided {
  readonly role: Role
}

export interface Muting extends Decided {
  readonly by: PersonId
  /** `undefined` for an unmute; 0 for open-ended. */
  readonly until: number | undefined
}

export interface BoxGift extends Decided {
  readonly box: Uint8Array
  /** `undefined` for a box that an introduction brought. */
  readonly generation: number | undefined
  readonly isOwn: boolean
}

export class Tenure {
  readonly admissions: Admission[] = []
  readonly departures: Departure[] = []
  readonly roles: RoleGift[] = []
  readonly mutings: Muting[] = []
  readonly boxes: BoxGift[] = []
}

export interface View {
  counts(decided: Decided): boolean
  /** Whether an admission is more than a request. */
  admits(admission: Admission): boolean
}

export interface Standing {
  readonly role: Role
  readonly roleBy: RecordId
  readonly admittedBy: RecordId
}

/** A person's role in view; `undefined` when they are not present there. */
export function standingIn(
  tenure: Tenure | undefined,
  view: View,
  graph: ActionGraph,
): Standing | undefined {
  if (tenure === undefined) return undefined
  const admissions = tenure.admissions.filter((one) => view.counts(one) && view.admits(one))
  if (admissions.length === 0) return undefined
  const departures = tenure.departures.filter(view.counts)
  const present = admissions.filter((one) =>
    departures.every((departure) => isAfter(one, departure, graph)),
  )
  const admittedBy = decisive(present, graph)?.id
  if (admittedBy === undefined) return undefined
  const givers: RoleGift[] = [...admissions]
  for (const gift of tenure.roles) if (view.counts(gift)) insertPlaced(givers, gift)
  const giver = decisive(givers, graph)
  return giver && { role: giver.role, roleBy: giver.id, admittedBy }
}

/** Whether an admission was made knowing of a departure; of a removal, the link already must have been. */
export function isAfter(
  { at, invite }: Admission,
  departure: Departure,
  graph: ActionGraph,
): boolean {
  const from = departure.type === 'removed' ? (invite?.at ?? at) : at
  return graph.builds(from, departure.at)
}

/** The mute in force in view, timed or not. */
export function muteIn(
  tenure: Tenure | undefined,
  view: View,
  graph: ActionGraph,
): Muting | undefined {
  if (tenure === undefined || tenure.mutings.length === 0) return undefined
  const newest = newestOf(tenure.mutings.filter(view.counts), graph)
  const [muting] = [...newest].sort(
    (a, b) => b.rank - a.rank || severity(b) - severity(a) || (a.id < b.id ? -1 : 1),
  )
  return muting?.until === undefined ? undefined : muting
}

/** The newest box action, else what the person said in joining, else what others said in adding them. */
export function boxIn(
  tenure: Tenure | undefined,
  view: View,
  graph: ActionGraph,
): BoxGift | undefined {
  const counted = tenure?.boxes.filter(view.counts) ?? []
  const kinds = [
    counted.filter(({ generation }) => generation !== undefined),
    counted.filter(({ isOwn }) => isOwn),
    counted,
  ]
  const best = kinds.find((kind) => kind.length > 0) ?? []
  const [box] = [...newestOf(best, graph)].sort(
    (a, b) => (b.generation ?? 0) - (a.generation ?? 0) || (a.id < b.id ? -1 : 1),
  )
  return box
}

/** Among the newest: the highest rank, then the lowest role, then the lowest id. */
function decisive<T extends RoleGift>(givers: readonly T[], graph: ActionGraph): T | undefined {
  const newest = newestOf(givers, graph)
  if (newest.length < 2) return newest[0]
  return [...newest].sort(
    (a, b) => b.rank - a.rank || rankOf(a.role) - rankOf(b.role) || (a.id < b.id ? -1 : 1),
  )[0]
}

function severity({ until }: Muting): number {
  if (until === undefined) return -1
  return until === 0 ? Infinity : until
}
