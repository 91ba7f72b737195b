/**
 * A farewell: who was removed or left, and asks, is sent what that act builds on and the act itself, and
 * then the document is closed for good. So they can be told by whom and when; they see nothing that was
 * written after it. Whoever a removal turned from a member into somebody who asks is told of that removal
 * the same way. Rule RE43.
 */
import { cutUpdate, encodeUpdate, type Run } from '@parley/gate'
import type { Roster } from '@parley/group'
import {
  type DeviceKey,
  type PersonId,
  type RecordId,
  recordIdOf,
  syncFrame,
  type Writer,
} from '@parley/protocol'
import type { Client } from './client.ts'
import type { HeldDoc } from './open-docs.ts'

/** Sends what a departed device lacks up to its departure; `known` is its state vector. */
export function sendFarewell(
  client: Client,
  { live, group }: HeldDoc,
  known: ReadonlyMap<Writer, number>,
): void {
  const ids = actsUpToDeparture(group.roster(), client.device)
  if (ids.size === 0) return
  const runs: Run[] = []
  for (const [writer, end] of endsOf(live, ids)) {
    const clock = Math.min(known.get(writer) ?? 0, end)
    const records = Array.from({ length: end - clock }, (_, at) =>
      live.records.recordAt(writer, clock + at),
    )
    if (records.length > 0) runs.push({ writer, clock, records })
  }
  if (runs.length === 0) return
  for (const update of cutUpdate(live.name, encodeUpdate(live.name, runs)) ?? [])
    client.send(syncFrame(live.name, 'update', update))
}

/** The act that ended it, and its whole past. */
function actsUpToDeparture(roster: Roster, device: DeviceKey): ReadonlySet<RecordId> {
  const person = roster.personOf(device)
  const log = roster.log
  const ends = log.filter(
    ({ id, action, verdict }) =>
      verdict === 'valid' &&
      ((action.type === 'undevice' && action.device === device) ||
        (person !== undefined && roster.departed.get(person)?.action === id)),
  )
  const heads = [...ends.map(({ id }) => id), ...removalsUnknownToLink(roster, person)]
  return new Set(
    log.flatMap(({ id }) => (heads.length > 0 && roster.isInPast(id, heads) ? [id] : [])),
  )
}

/** For a join that waits: the removals its link did not know, which are why somebody has to say yes. */
function removalsUnknownToLink(roster: Roster, person: PersonId | undefined): readonly RecordId[] {
  const invites = [...roster.requests.values()]
    .filter((request) => request.person === person)
    .map(({ invite }) => invite)
  return roster.log
    .filter(({ id, action, verdict }) => {
      if (action.type !== 'remove' || verdict !== 'valid') return false
      return invites.some((invite) => !roster.isInPast(id, [invite]))
    })
    .map(({ id }) => id)
}

/** How far each writer had come when it wrote the last of these. */
function endsOf(live: HeldDoc['live'], ids: ReadonlySet<RecordId>): ReadonlyMap<Writer, number> {
  const ends = new Map<Writer, number>()
  for (const { place, bytes, root } of live.records.all()) {
    if (root !== 'members' || !ids.has(recordIdOf(place, bytes))) continue
    ends.set(place.writer, Math.max(ends.get(place.writer) ?? 0, place.clock + 1))
  }
  return ends
}
