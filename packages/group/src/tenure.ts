/**
 * What valid actions did to each person, and what a person is by those of them that are in view.
 *
 * A view is all that one asks about: the past of an action by ranks above it, the past of some heads,
 * or everything. Times are no matter. Rules RO6, RO8 and RO25 to RO29, RO61.
 */
import type { PersonId, RecordId, Role, SiteClaims, SiteKey } from '@parley/protocol'
import type { ActionGraph } from './action-graph.ts'
import { newestOf } from './lists.ts'
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

/** A token that a site may have signed. */
export interface SignIn extends Decided {
  claimsUnder(key: SiteKey): SiteClaims | undefined
}

export class Tenure {
  readonly admissions: Admission[] = []
  readonly departures: Departure[] = []
  readonly roles: RoleGift[] = []
  readonly mutings: Muting[] = []
  readonly boxes: BoxGift[] = []
  readonly signIns: SignIn[] = []
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
  if (hasOnlyCome(tenure)) return onlyStanding(tenure.admissions[0], view)
  const { admissions, present } = admissionsIn(tenure, view, graph)
  const admittedBy = decisive(present, graph)?.id
  if (admittedBy === undefined) return undefined
  const giver = decisive<RoleGift>([...admissions, ...tenure.roles.filter(view.counts)], graph)
  return giver && { role: giver.role, roleBy: giver.id, admittedBy }
}

/**
 * By what somebody came who is present: the first in the order of the log that makes them so. Whoever adds
 * them again changes nothing of it; a join that needed approval is no coming, but what approved of it.
 */
export function comingIn(
  { admissions, departures }: Tenure,
  view: View,
  graph: ActionGraph,
): RecordId | undefined {
  const isPresent = presenceAfter(departures.filter(view.counts), graph)
  return admissions.find(
    (one) =>
      one.invite?.needsApproval !== true && view.counts(one) && view.admits(one) && isPresent(one),
  )?.id
}

/** As most people are: they came once, and nothing was done to them since. */
function hasOnlyCome({ admissions, departures, roles }: Tenure): boolean {
  return admissions.length === 1 && departures.length === 0 && roles.length === 0
}

function onlyStanding(admission: Admission | undefined, view: View): Standing | undefined {
  if (admission === undefined || !view.counts(admission) || !view.admits(admission))
    return undefined
  const { role, id } = admission
  return { role, roleBy: id, admittedBy: id }
}

/** Up to here it is quicker to ask each whether it is newer. */
const FEW = 16

/** From the newest: what one that makes present builds on has no more to say. */
function admissionsIn(
  tenure: Tenure,
  view: View,
  graph: ActionGraph,
): { readonly admissions: readonly Admission[]; readonly present: readonly Admission[] } {
  const isPresent = presenceAfter(tenure.departures.filter(view.counts), graph)
  const admissions: Admission[] = []
  const present: Admission[] = []
  for (let index = tenure.admissions.length - 1; index >= 0; index--) {
    const one = tenure.admissions[index]
    if (one === undefined || !view.counts(one)) continue
    if (present.length <= FEW && present.some((newer) => graph.builds(newer.at, one.at))) continue
    if (!view.admits(one)) continue
    admissions.push(one)
    if (isPresent(one)) present.push(one)
  }
  return { admissions, present }
}

/** Whether an admission was made knowing of all departures; of removals, a link already must have been. */
function presenceAfter(
  departures: readonly Departure[],
  graph: ActionGraph,
): (admission: Admission) => boolean {
  if (departures.length === 0) return () => true
  const of = (wanted: Departure['type']) =>
    graph.buildingOnAll(departures.flatMap(({ type, at }) => (type === wanted ? [at] : [])))
  const [knowsRemovals, knowsLeaves] = [of('removed'), of('left')]
  return ({ at, invite }) => knowsRemovals(invite?.at ?? at) && knowsLeaves(at)
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
  const [only, ...others] = tenure?.boxes ?? []
  if (others.length === 0) return only && view.counts(only) ? only : undefined
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
