/** What must hold in a society at rest. Each returns what is wrong, in words; nothing when all is well. */
import type { Group, LogEntry, NoticeType } from '@parley/client'
import { isSameScreen, type ScreenMessage, screenOf } from '../world/screen.ts'
import type { Inhabitant } from './inhabitant.ts'
import type { Society } from './society.ts'
import { keysOf, readableBy } from './taken-keys.ts'
import { count } from './tally.ts'
import type { Writing } from './writings.ts'

const DAMAGE: ReadonlySet<NoticeType> = new Set<NoticeType>([
  'doc-rebuilt',
  'sync-stopped',
  'relay-misbehaved',
])

interface Seen {
  readonly inhabitant: Inhabitant
  readonly group: Group
}

export function faultsOf(society: Society): readonly string[] {
  const seen = society.people.flatMap((inhabitant): Seen[] => {
    const group = inhabitant.groupOf(society.group)
    return group === undefined ? [] : [{ inhabitant, group }]
  })
  const [founder] = seen
  if (founder === undefined) return ['the founder has no group']
  const roster = rosterOf(founder.group)
  const present = seen.filter(({ inhabitant }) => roster.has(inhabitant.person ?? ''))
  const lacking = society.people.filter(
    ({ person }) =>
      roster.has(person ?? '') && seen.every(({ inhabitant }) => inhabitant.person !== person),
  )
  const absent = seen.filter(({ inhabitant }) => !roster.has(inhabitant.person ?? ''))
  count(society.tally, 'out', absent.length)
  return [
    ...society.surprises,
    ...lacking.map(({ name }) => `${name} is in and has no such group`),
    ...present.flatMap((one) => differences(society, founder, one)),
    ...present.flatMap((one) => waitsInVain(society, one, present)),
    ...absent.flatMap(({ inhabitant, group }) =>
      group.info.get().state === 'ready' ? [`${inhabitant.name} is out and is not told`] : [],
    ),
    ...unshown(society, founder, present),
    ...hostileShown(society, { founder, present, absent }),
    ...absent.flatMap(({ inhabitant }) => leaks(society, founder.group.log.get(), inhabitant)),
    ...complaints(society, roster),
  ]
}

function rosterOf(group: Group): ReadonlyMap<string, string> {
  return new Map(group.info.get().people.map(({ person, role }) => [person, role]))
}

function isOther(left: ReadonlyMap<string, string>, right: ReadonlyMap<string, string>): boolean {
  return left.size !== right.size || [...left].some(([person, role]) => right.get(person) !== role)
}

function differences(
  society: Society,
  founder: Seen,
  { inhabitant, group }: Seen,
): readonly string[] {
  const { name } = inhabitant
  const { state } = group.info.get()
  const faults: string[] = []
  if (state !== 'ready') faults.push(`${name} is in and is told ${state}`)
  const [theirs, own] = [rosterOf(founder.group), rosterOf(group)]
  if (isOther(theirs, own))
    faults.push(
      `${name} has another roster: ${[...own.values()].join()}, not ${[...theirs.values()].join()}`,
    )
  const isSure = ({ key, inThread = key }: ScreenMessage) =>
    ![key, inThread].some((one) => isTakenBackOutside(society, founder, one))
  const [all, some] = [screenOf(founder.group).filter(isSure), screenOf(group).filter(isSure)]
  const owed = owedTo(society, founder, { inhabitant, group }, all)
  const notOwed = new Set(all.filter((one) => !owed.includes(one)).map(({ key }) => key))
  const shown = some.filter(({ key }) => !notOwed.has(key))
  const isOpen = owed === all
  if (!isSameScreen(isOpen ? owed : bare(owed), isOpen ? shown : bare(shown)))
    faults.push(`${name} shows something else: ${firstDifference(all, some)}`)
  return faults
}

/**
 * All, where the group was always open. Where newcomers read from joining on, what they show they show
 * like the founder, but for words under a key of before them: of an edit, perhaps.
 */
function owedTo(
  society: Society,
  founder: Seen,
  { inhabitant, group }: Seen,
  all: readonly ScreenMessage[],
): readonly ScreenMessage[] {
  if (wasAlwaysOpen(founder.group.log.get())) return all
  const shown = new Set(screenOf(group).map(({ key }) => key))
  const readable = readableBy(society, inhabitant)
  return all.filter(
    ({ key, text }) => shown.has(key) && readable.some((bytes) => bytes.includes(text)),
  )
}

/** A key of which a hostile member wrote rows with nothing in them for all who are here cannot come. */
function waitsInVain(
  society: Society,
  { inhabitant, group }: Seen,
  present: readonly Seen[],
): readonly string[] {
  if (!group.info.get().waitsForKey && !group.conversation.get().waitsForKey) return []
  const own = keysOf(society, inhabitant)
  const isHeld = present.some((other) =>
    [...keysOf(society, other.inhabitant).keys()].some((epoch) => !own.has(epoch)),
  )
  const { tally } = society
  const isDeceived = (tally['junk-rows'] ?? 0) + (tally['key-for-one'] ?? 0) > 0
  return isDeceived && !isHeld ? [] : [`${inhabitant.name} waits for a key`]
}

/**
 * Deleted by an author who was just being removed: the deletion lies outside the removal's cut, so the
 * message stands; and a relay that heard of the deletion first has let go of it.
 */
function isTakenBackOutside({ takenBack }: Society, founder: Seen, key: string): boolean {
  return takenBack.has(key) && !rosterOf(founder.group).has(key.split('/')[1] ?? '')
}

/** Without reactions, pins and what hangs there: whose they are and of when, no text tells. */
function bare(messages: readonly ScreenMessage[]): readonly ScreenMessage[] {
  return messages.map((message) => ({ ...message, reactions: [], pinned: false, hungCount: 0 }))
}

function wasAlwaysOpen(log: readonly LogEntry[]): boolean {
  return log.every(({ type, policy }) => type !== 'policy' || policy?.history !== 'from-joining')
}

function firstDifference(all: readonly ScreenMessage[], some: readonly ScreenMessage[]): string {
  const missing = all.filter((one) => !some.some((other) => isSameScreen([one], [other])))
  const extra = some.filter((one) => !all.some((other) => isSameScreen([one], [other])))
  return `the founder alone ${JSON.stringify(missing[0])}, they alone ${JSON.stringify(extra[0])}`
}

/** Whoever was untouched by every act has their posts with all who were known to be here. */
function unshown(society: Society, founder: Seen, present: readonly Seen[]): readonly string[] {
  const { writings } = society
  const log = founder.group.log.get()
  const sure = screenOf(founder.group).filter(
    ({ key, inThread = key }) =>
      ![key, inThread].some((one) => isTakenBackOutside(society, founder, one)),
  )
  return present.flatMap((reader) => {
    const shown = textsOf(reader)
    const { name, person } = reader.inhabitant
    const meant = writings.filter(({ presentPeople }) => person && presentPeople.has(person))
    // Nobody is owed a key of before they came once newcomers read only what comes after them.
    const theirs = wasAlwaysOpen(log) ? undefined : readableBy(society, reader.inhabitant)
    // What hangs from a message that they may not read they are shown of some people only (TL23).
    const keys = new Set(screenOf(reader.group).map(({ key }) => key))
    const all = new Set(
      sure
        .filter(({ inThread }) => !theirs || inThread === undefined || keys.has(inThread))
        .map(({ text }) => text),
    )
    const isTheirs = (text: string) => theirs?.some((bytes) => bytes.includes(text)) ?? true
    const lost = reader === founder ? writings.filter((one) => isLost(society, one, founder)) : []
    return [
      ...meant
        .filter(({ text }) => all.has(text) && !shown.has(text) && isTheirs(text))
        .map(({ text }) => `${name} is not shown: ${text}`),
      ...lost.map(({ text }) => `lost: ${text}`),
    ]
  })
}

function isLost(
  { takenFromThreads }: Society,
  { author, text, outcome }: Writing,
  founder: Seen,
): boolean {
  const log = founder.group.log.get()
  if (outcome !== 'kept' || textsOf(founder).has(text)) return false
  if (!founder.group.info.get().people.some(({ person }) => person === author.person)) return false
  const joins = log.filter(({ type, by }) => type === 'join' && isNameOf(author, by))
  const isTouched =
    joins.some(({ took, asked }) => !took || asked === true) ||
    log.some(
      ({ target, by, type }) =>
        isNameOf(author, target) || (isNameOf(author, by) && type === 'leave'),
    )
  const isChanged =
    (author.person !== undefined && takenFromThreads.has(author.person)) ||
    screenOf(founder.group).some(
      ({ key, deleted, edited }) => key.startsWith(`${author.person}/`) && (deleted || edited),
    )
  return !isTouched && !isChanged && joins.length <= 1
}

/** Whoever could not say a name yet is called by the beginning of their id. */
function isNameOf({ persona, person }: Inhabitant, called: string | undefined): boolean {
  return called === persona.name || (called !== undefined && person?.slice(0, 6) === called)
}

/** By who is out: what they forged, and what they wrote out of touch without knowing of their removal. */
function hostileShown(
  { writings, tally }: Society,
  { founder, present, absent }: Record<'present' | 'absent', readonly Seen[]> & { founder: Seen },
): readonly string[] {
  const out = new Set(absent.map(({ inhabitant }) => inhabitant))
  const removals = founder.group.log.get().filter(({ type, took }) => type === 'remove' && took)
  const isUnheard = ({ author, knownActs }: Writing) =>
    removals.some(({ id, target }) => isNameOf(author, target) && !knownActs.has(id))
  const hostile = writings.filter(
    (one) => one.isHidden && out.has(one.author) && (one.isForged || isUnheard(one)),
  )
  count(tally, 'hostile', hostile.length)
  return hostile.flatMap(({ text }) =>
    present
      .filter((reader) => textsOf(reader).has(text))
      .map(({ inhabitant }) => `${inhabitant.name} is shown what a removed person wrote: ${text}`),
  )
}

/** Texts by devices that knew of a removal which counts, and of all admissions of that person that do. */
function leaks(society: Society, log: readonly LogEntry[], reader: Inhabitant): readonly string[] {
  const { person, persona } = reader
  const { name } = persona
  const counted = log.filter(({ took }) => took)
  const removals = new Set(
    counted.filter(({ type, target }) => type === 'remove' && target === name).map(({ id }) => id),
  )
  const admissions = counted.filter(
    ({ type, by, target }) =>
      (type === 'join' && by === name) || (type === 'add' && target === name),
  )
  if (person === undefined || removals.size === 0) return []
  const forbidden = society.writings.filter(
    ({ author, presentPeople, knownActs, removals: known }) =>
      author.persona !== persona &&
      !presentPeople.has(person) &&
      known.some(({ id }) => removals.has(id)) &&
      admissions.every(({ id }) => knownActs.has(id)) &&
      !persona.links.slice(1).some((link) => society.links.includes(link)),
  )
  if (forbidden.length === 0) return []
  count(society.tally, 'secrets', forbidden.length)
  const readable = readableBy(society, reader)
  return forbidden
    .filter(({ text }) => readable.some((bytes) => bytes.includes(text)))
    .map(({ text }) => `${reader.name}, who is removed, can read: ${text}`)
}

function textsOf({ group }: Seen): ReadonlySet<string> {
  return new Set(screenOf(group).map(({ text }) => text))
}

/** Whoever is refused at the door again and again is told so, and is no damage (GS22). */
function complaints({ people }: Society, roster: ReadonlyMap<string, string>): readonly string[] {
  return people.flatMap(({ name, person, resident }) =>
    resident
      .parleys()
      .flatMap((parley) => parley.notices.get())
      .filter(({ type }) => type !== 'sync-stopped' || roster.has(person ?? ''))
      .filter(({ type }) => DAMAGE.has(type))
      .map(({ type }) => `${name} is told ${type}`),
  )
}
