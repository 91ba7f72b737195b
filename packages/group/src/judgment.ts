/**
 * Whether a record that is no action counts: who its author was at its heads, by the verdicts of the
 * whole set, and whether it lies inside the cut of every act against its author that it did not know
 * of. Thousands of records share few heads, so what depends on heads is worked out once. Rules RO12
 * and RO30 to RO38.
 */
import type { CutEntry, DeviceKey, PersonId, RecordId } from '@parley/protocol'
import type { Court } from './court.ts'
import { addToList } from './lists.ts'
import type { Act, Bar, Question } from './question.ts'
import { barOf } from './rights.ts'
import type { Sight, Sights } from './sight.ts'
import type { Departure, Tenure } from './tenure.ts'

/** What holds for every record of one device from one set of heads that does one thing. */
interface Ruling {
  readonly bar: Bar | undefined
  /** Acts the heads do not know, whose cuts it must lie inside. */
  readonly cutBy: readonly RecordId[]
}

type CutIndex = ReadonlyMap<string, readonly CutEntry[]>

const REMEMBERED = 4_096

export function newJudgment(court: Court, sights: Sights): (question: Question) => Bar | undefined {
  const rulings = new Map<string, Ruling>()
  const cuts = new Map<RecordId, CutIndex>()

  function rulingOn({ device, heads, act = 'any' }: Question): Ruling {
    const key = `${act}/${device}/${heads.join()}`
    const known = rulings.get(key) ?? ruling({ court, sights }, sights.from(heads), { device, act })
    if (rulings.size >= REMEMBERED) rulings.clear()
    rulings.set(key, known)
    return known
  }
  function cutOf(id: RecordId): CutIndex {
    const known = cuts.get(id) ?? cutIndex(court, id)
    cuts.set(id, known)
    return known
  }

  return (question) => {
    const { bar, cutBy } = rulingOn(question)
    if (bar !== undefined || cutBy.length === 0) return bar
    return cutBy.every((id) => isInside(cutOf(id), question)) ? undefined : 'cut'
  }
}

interface Seen {
  readonly court: Court
  readonly sights: Sights
}

function ruling(
  seen: Seen,
  sight: Sight | undefined,
  { device, act }: { readonly device: DeviceKey; readonly act: Act },
): Ruling {
  const stopped = (bar: Bar): Ruling => ({ bar, cutBy: [] })
  if (sight === undefined) return stopped('waits')
  const { identities } = seen.court
  const person = identities.personOf(device)
  if (person === undefined) return stopped('absent')
  const removals = identities.removalsOf(device)
  if (!identities.isVouchedFor(device) || removals.some(({ at }) => sight.holds(at)))
    return stopped('removed-device')
  const role = sight.standing(person)?.role
  if (role === undefined) return stopped('absent')
  if (isSpeech(act) && sight.mute(person)?.until === 0) return stopped('muted')
  const bar = barOf(role, act, sight.policy)
  if (bar !== undefined) return stopped(bar)
  const acts = [...removals, ...actsAgainst(seen, { person, act, sight })]
  return { bar: undefined, cutBy: acts.filter(({ at }) => !sight.holds(at)).map(({ id }) => id) }
}

/** Taking back what one said, and handing keys on, are open to the muted. */
function isSpeech(act: Act): boolean {
  return act !== 'retract' && act !== 'key'
}

interface Asked {
  readonly person: PersonId
  readonly act: Act
  readonly sight: Sight
}

function actsAgainst(
  seen: Seen,
  asked: Asked,
): readonly { readonly at: number; readonly id: RecordId }[] {
  const { person, act, sight } = asked
  const tenure = seen.court.people.get(person)
  if (tenure === undefined) return []
  return [
    ...tenure.departures.filter(
      (one) => one.type === 'removed' || endsStay(seen, asked, { tenure, leave: one }),
    ),
    ...(isSpeech(act) ? tenure.mutings.filter(({ until }) => until === 0) : []),
    ...tenure.roles.filter(({ role }) => barOf(role, act, sight.policy) !== undefined),
  ]
}

/**
 * Whoever had gone before, and takes back that they asked to return, ends no stay by it: what they
 * wrote in earlier ones is told by what ended those. Unless it knows of a coming beside that leave.
 */
function endsStay(
  { court, sights }: Seen,
  { person, sight }: Asked,
  { tenure, leave }: { readonly tenure: Tenure; readonly leave: Departure },
): boolean {
  const { graph } = court
  const parents = graph.get(leave.id)?.header.parents ?? []
  if (sights.from(parents)?.standing(person) !== undefined) return true
  return tenure.admissions.some(({ at }) => sight.holds(at) && !graph.builds(leave.at, at))
}

function cutIndex({ graph, furtherCuts }: Court, id: RecordId): CutIndex {
  const action = graph.get(id)?.action
  const own = action !== undefined && 'cut' in action ? action.cut : []
  const index = new Map<string, CutEntry[]>()
  for (const entry of [own, ...(furtherCuts.get(id) ?? [])].flat())
    addToList(index, keyOf(entry), entry)
  return index
}

function keyOf(entry: { readonly segment: number | undefined; readonly writer: number }): string {
  return `${entry.segment ?? 'group'}/${entry.writer}`
}

/** Where the remover held other records than these at those places, they are not the ones meant. */
function isInside(cut: CutIndex, { place, digestOf }: Question): boolean {
  if (place === undefined) return false
  return (cut.get(keyOf(place)) ?? []).some((entry) => {
    if (place.clock >= entry.clock) return false
    if (digestOf === undefined || entry.digest.every((byte) => byte === 0)) return true
    const { segment, writer, clock } = entry
    const digest = digestOf({ segment, writer, clock })
    return digest === undefined || digest.every((byte, at) => byte === entry.digest[at])
  })
}
