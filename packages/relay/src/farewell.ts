/**
 * A farewell: who was removed or left, and asks, is sent what that act builds on and the act itself, and
 * then the document is closed for good. So they can be told by whom and when; they see nothing that was
 * written after it. Whoever came in at another relay, and by all that is known here did not, is told the
 * same way of the first act that stands against it, and of nothing newer. Rule RE43.
 *
 * Anybody may have asked once, so an answer takes time proportional to the log (AT173).
 */
import { cutUpdate, type DocRecords, encodeUpdate, type HeldRecord, type Run } from '@parley/gate'
import type { Roster } from '@parley/group'
import { type DeviceKey, type RecordId, recordIdOf, syncFrame, type Writer } from '@parley/protocol'
import type { Client } from './client.ts'
import { farewellActs } from './farewell-acts.ts'
import type { HeldDoc } from './open-docs.ts'

/** Sends what a departed device lacks up to its departure; `known` is its state vector. */
export function sendFarewell(
  client: Client,
  { live, group }: HeldDoc,
  known: ReadonlyMap<Writer, number>,
): void {
  const runs: Run[] = []
  for (const [writer, end] of endsFor(group.roster(), live.records, client.device)) {
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

/** Acts that are looked through for one of the allowance. */
const ACTS_FOR_ONE = 512

/** What a farewell takes of the allowance that its device and address share. */
export function farewellCost({ group }: Pick<HeldDoc, 'group'>): number {
  return 1 + Math.floor(group.actionsCount() / ACTS_FOR_ONE)
}

/** Answers kept of one roster: whoever is told comes back and asks again. */
const ANSWERS_KEPT = 64

type Ends = ReadonlyMap<Writer, number>
const answers = new WeakMap<Roster, Map<DeviceKey, Ends>>()

/** How far each writer had come when it wrote the last of what is told. */
function endsFor(roster: Roster, records: DocRecords, device: DeviceKey): Ends {
  const known = answers.get(roster) ?? new Map<DeviceKey, Ends>()
  answers.set(roster, known)
  const ends = known.get(device) ?? endsOf(pastOf(roster, farewellActs(roster, device)), records)
  if (known.size >= ANSWERS_KEPT) known.clear()
  known.set(device, ends)
  return ends
}

function pastOf(roster: Roster, acts: readonly RecordId[]): ReadonlySet<RecordId> {
  if (acts.length === 0) return new Set()
  return new Set(roster.log.flatMap(({ id }) => (roster.isInPast(id, acts) ? [id] : [])))
}

function endsOf(told: ReadonlySet<RecordId>, records: DocRecords): Ends {
  const ends = new Map<Writer, number>()
  if (told.size === 0) return ends
  for (const held of records.all()) {
    if (held.root !== 'members' || !told.has(idOf(held))) continue
    const { writer, clock } = held.place
    ends.set(writer, Math.max(ends.get(writer) ?? 0, clock + 1))
  }
  return ends
}

const ids = new WeakMap<HeldRecord, RecordId>()

/** Hashed once, as long as the document is in memory. */
function idOf(held: HeldRecord): RecordId {
  const id = ids.get(held) ?? recordIdOf(held.place, held.bytes)
  ids.set(held, id)
  return id
}
