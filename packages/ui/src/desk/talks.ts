/** Which groups are talks of a desk that this person answers at, and who is to be answered first. */
import type { GroupId, GroupSummary, TalkInfo } from '@parley/react'

export interface Talk extends GroupSummary {
  readonly talk: TalkInfo
}

export interface Sorted {
  /** What the list of groups shows. */
  readonly groups: readonly GroupSummary[]
  /** By team, in the order of the newest talk. */
  readonly desks: ReadonlyMap<GroupId, readonly Talk[]>
}

/** Out of a talk, or out of its team, it is a group like any other: to be looked at, or taken off the list. */
export function sortedOut(all: readonly GroupSummary[]): Sorted {
  const teams = new Set(all.flatMap(({ id, talk }) => (talk === undefined ? [id] : [])))
  const groups: GroupSummary[] = []
  const desks = new Map<GroupId, Talk[]>()
  for (const group of all) {
    const { talk, state } = group
    if (talk === undefined || talk.isMine || state !== 'ready' || !teams.has(talk.team))
      groups.push(group)
    else desks.set(talk.team, [...(desks.get(talk.team) ?? []), { ...group, talk }])
  }
  return { groups, desks }
}

/** Who has waited longest comes first; of the others the newest. */
export function inTurn(talks: readonly Talk[], state: TalkInfo['state']): readonly Talk[] {
  const earlier = (left: Talk, right: Talk) => left.talk.since - right.talk.since
  const chosen = talks.filter(({ talk }) => talk.state === state).sort(earlier)
  return state === 'waiting' ? chosen : chosen.reverse()
}
