/**
 * Talks at a closed relay: who came by a desk link, and was not invited, founds a group with the people behind
 * that desk, and nothing else. Rule RE63.
 *
 * A desk link stands in a page that anybody may open, so it opens the relay no further than its desk needs.
 */
import { linkEndIn, type Roster } from '@parley/group'
import { type GroupId, groupDoc, type PersonId, personIdOf } from '@parley/protocol'
import type { Judged } from './admission.ts'
import type { Client } from './client.ts'
import type { RelayContext } from './context.ts'

/** A team that this session proved a desk link of, which takes talks now. */
export interface OpenedDesk {
  readonly team: GroupId
  readonly roster: Roster
}

export async function openedDesks(
  { docs, clock }: RelayContext,
  { atDesks }: Client,
): Promise<readonly OpenedDesk[]> {
  const opened: OpenedDesk[] = []
  for (const [team, invite] of atDesks) {
    const held = docs.holdOpen(groupDoc(team)) ?? (await docs.hold(groupDoc(team)))
    const roster = held.group.roster()
    held.release()
    const isLive = roster.links.has(invite) && linkEndIn(roster, invite, clock.now()) === undefined
    if (isLive) opened.push({ team, roster })
  }
  return opened
}

/** The desk at which this founding begins a talk, if it does. */
export function deskOfTalk(
  { accepted }: Pick<Judged, 'accepted'>,
  desks: readonly OpenedDesk[],
): OpenedDesk | undefined {
  const added: PersonId[] = []
  for (const { record } of accepted) {
    if (record.kind !== 'action') continue
    const { action } = record
    // A talk is founded with its team and nobody else; others come later, let in by who is in it.
    if (action.type === 'invite' || action.type === 'join') return undefined
    if (action.type === 'add') added.push(personIdOf(action.person.root))
  }
  return desks.find(({ roster: { members, departed } }) => {
    const answers = added.some((person) => members.has(person))
    // Begun offline it may name somebody who has gone since.
    return answers && added.every((person) => members.has(person) || departed.has(person))
  })
}
