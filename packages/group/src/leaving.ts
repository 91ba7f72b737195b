/**
 * What somebody did apart from their own leaving: whoever left could otherwise sign acts on heads of
 * before for ever. What somebody above built on, unknowing of the leave, stands; or a leave on early
 * heads would undo all that its author ever did. Rules RO47, RO17 and RO14.
 */
import type { PersonId, RecordId } from '@parley/protocol'
import type { ActionGraph } from './action-graph.ts'
import type { Decided, Tenure } from './tenure.ts'

/** What of a court is looked at. */
export interface Partings {
  readonly graph: ActionGraph
  readonly people: ReadonlyMap<PersonId, Tenure>
  /** Valid acts that need a rank, highest rank first. */
  readonly acts: Decided[]
  /** By rank and leave: whether a valid act of higher rank, unknowing of the leave, builds on an action. */
  readonly takenUp: Map<number, Map<number, (at: number) => boolean>>
  /** What does not count because its author left beside it. */
  readonly leftBehind: UseOfPower[]
}

/** An act, or a join by an invite, and whose power it uses. */
export interface UseOfPower {
  readonly at: number
  readonly rank: number
  readonly person: PersonId
  /** Of a join: leaves that its invite knows ended nothing of it. */
  readonly inviteAt?: number
}

/** Whether the person's own leaving takes it away; noted, because heads must not bear witness to it. */
export function isLeftBehind(court: Partings, use: UseOfPower): boolean {
  const isVoid = leavesAgainst(court, use).length > 0
  if (isVoid) court.leftBehind.push(use)
  return isVoid
}

/** Leaves beside it that every act of higher rank on it knows of. */
function leavesAgainst(court: Partings, use: UseOfPower): readonly Decided[] {
  const { graph, people } = court
  const { at, rank, person, inviteAt = at } = use
  return (people.get(person)?.departures ?? []).filter(
    (one) =>
      one.type === 'left' &&
      !graph.builds(inviteAt, one.at) &&
      !graph.builds(one.at, at) &&
      !isTakenUp(court, { at, leave: one.at, rank }),
  )
}

/** Whether some valid act of higher rank builds on it, and not on the leave. Worked out once for each leave. */
function isTakenUp(
  { graph, acts, takenUp }: Partings,
  { at, leave, rank }: { readonly at: number; readonly leave: number; readonly rank: number },
): boolean {
  const known = takenUp.get(rank) ?? new Map<number, (at: number) => boolean>()
  takenUp.set(rank, known)
  let isBuiltOn = known.get(leave)
  if (isBuiltOn === undefined) {
    const unknowing = acts.filter((one) => one.rank > rank && !graph.builds(one.at, leave))
    isBuiltOn = graph.builtOnByAny(unknowing.map((one) => one.at))
    known.set(leave, isBuiltOn)
  }
  return isBuiltOn(at)
}

/**
 * A leave that an act on these heads must build on too, or it would revive what that leave took away;
 * the one of which that is true of most. `undefined`: there is none.
 */
export function leaveToName(court: Partings, holds: (at: number) => boolean): RecordId | undefined {
  const counts = new Map<Decided, number>()
  for (const use of court.leftBehind) {
    if (!holds(use.at)) continue
    const against = leavesAgainst(court, use)
    if (against.some(({ at }) => holds(at))) continue
    for (const leave of against) counts.set(leave, (counts.get(leave) ?? 0) + 1)
  }
  const [most] = [...counts].sort(([a, some], [b, others]) => others - some || a.at - b.at)
  return most?.[0].id
}
