/**
 * A farewell: who was removed or left, and asks, is sent what that act builds on and the act itself, and
 * then the document is closed for good. So they can be told by whom and when; they see nothing that was
 * written after it. Whoever came in at another relay, and by all that is known here did not, is told the
 * same way of what stands against it: a removal their link did not know, a link withdrawn. Rule RE43.
 */
import { cutUpdate, encodeUpdate, type Run } from '@parley/gate'
import type { LoggedAction, Roster } from '@parley/group'
import {
  type DeviceKey,
  type PersonId,
  type RecordId,
  recordIdOf,
  syncFrame,
  type Writer,
} from '@parley/protocol'
import { isDeparted, joinsOf } from './access.ts'
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

/** The acts that ended it, and their whole past. */
function actsUpToDeparture(roster: Roster, device: DeviceKey): ReadonlySet<RecordId> {
  const person = roster.personOf(device)
  const log = roster.log
  const ends = log.filter(
    ({ id, action, verdict }) =>
      verdict === 'valid' &&
      ((action.type === 'undevice' && action.device === device) ||
        (person !== undefined && roster.departed.get(person)?.action === id)),
  )
  const heads = [...ends, ...(isDeparted(roster, device) ? [] : endsOfJoins(roster, person))]
  const ids = heads.map(({ id }) => id)
  return new Set(log.flatMap(({ id }) => (ids.length > 0 && roster.isInPast(id, ids) ? [id] : [])))
}

/**
 * What stands against the joins of somebody whom no join let in: the removals its link did not know,
 * the withdrawal of the link or the refusal of the request, and what became of the link's maker.
 */
function endsOfJoins(roster: Roster, person: PersonId | undefined): readonly LoggedAction[] {
  const { log } = roster
  return joinsOf(roster, person).flatMap(({ id, invite }) => {
    const maker = log.find((one) => one.id === invite)?.person
    const isAgainst = ({ action, person: by }: LoggedAction) => {
      switch (action.type) {
        case 'remove':
          return true
        case 'uninvite':
          return action.target === id || action.target === invite
        case 'leave':
          return by === maker
        case 'role':
          return action.person === maker
        default:
          return false
      }
    }
    return log.filter(
      (one) => one.verdict === 'valid' && isAgainst(one) && !roster.isInPast(one.id, [invite]),
    )
  })
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
