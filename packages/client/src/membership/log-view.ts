/** The group's log as people read it: who did what to whom, newest first, and whether it counted. */
import type { LoggedAction, MessageKey, Pinning, Roster } from '@parley/group'
import {
  type Action,
  type Hlc,
  hlcMs,
  type PersonId,
  personIdOf,
  type Policy,
  readPolicy,
} from '@parley/protocol'
import type { LogEntry } from '../model-people.ts'
import { cleanName } from '../names.ts'
import type { SaidOfGroup } from './said-of-group.ts'

export interface LogPorts {
  roster(): Roster
  /** '' for nobody. */
  nameOf(person: PersonId | undefined): string
  saidOfGroup(): readonly SaidOfGroup[]
  pinnings(): readonly Pinning[]
  /** What a message says; `undefined` when nothing of it is to be shown. */
  textOf(message: MessageKey): string | undefined
}

/** Parts of other acts, and what devices do among themselves. */
const UNTOLD: ReadonlySet<Action['type']> = new Set(['cut', 'box', 'merge'])

export function logOf(ports: LogPorts): readonly LogEntry[] {
  const { roster, nameOf } = ports
  const current = roster()
  const { log } = current
  const byId = new Map(log.map((logged) => [logged.id, logged]))
  const isFirstDevice = firstDevicesOfAdded(log)
  const answered = new Set(
    log.flatMap(({ action }) => (action.type === 'add' ? [action.join] : [])),
  )
  const acts = log
    .filter((logged) => !UNTOLD.has(logged.action.type) && !isFirstDevice.has(logged))
    .map((logged): Told => {
      const { id, hlc, action, verdict, person } = logged
      const target = targetOf(current, byId, action)
      const entry: LogEntry = {
        id,
        at: hlcMs(hlc),
        by: nameOf(person),
        type: action.type,
        target: target && nameOf(target),
        took: verdict === 'valid',
        ...detailsOf(action, byId),
        ...(current.requests.has(id) || answered.has(id) || isTakenBack(current, byId, logged)
          ? { asked: true }
          : {}),
      }
      return { hlc, entry, isByTime: action.type === 'device' }
    })
  return byTime([...acts, ...talkOf(ports)])
    .map(({ entry }) => entry)
    .reverse()
}

/** One line, in the making. */
interface Told {
  readonly hlc: Hlc
  readonly entry: LogEntry
  /** What it builds on does not tell where it stands. */
  readonly isByTime: boolean
}

/** What was said of the group, and pinned in it. */
function talkOf({ nameOf, saidOfGroup, pinnings, textOf }: LogPorts): readonly Told[] {
  const said = saidOfGroup().map(({ id, hlc, person, type, value }): Told => {
    const text = type === 'name' || value === '' ? { text: value } : {}
    const entry = { id, at: hlcMs(hlc), by: nameOf(person), type, target: undefined, took: true }
    return { hlc, entry: { ...entry, ...text }, isByTime: true }
  })
  const pinned = pinnings().map(({ id, hlc, by, type, author, message }): Told => {
    const text = textOf(message)
    const entry = { id, at: hlcMs(hlc), by: nameOf(by), type, target: nameOf(author), took: true }
    return { hlc, entry: { ...entry, ...(text === undefined ? {} : { text }) }, isByTime: true }
  })
  return [...said, ...pinned].sort((left, right) => (left.hlc < right.hlc ? -1 : 1))
}

/**
 * A device that was linked builds only on its person's admission, however much happened since, and what is
 * said and pinned on nothing that is told here: among what does not hang together with it, its time tells
 * where it stands.
 */
function byTime(all: readonly Told[]): readonly Told[] {
  const told: Told[] = []
  let loose = all.filter(({ isByTime }) => isByTime).toSorted((a, b) => (a.hlc < b.hlc ? -1 : 1))
  for (const one of all) {
    if (one.isByTime) continue
    told.push(...loose.filter(({ hlc }) => hlc < one.hlc), one)
    loose = loose.filter(({ hlc }) => hlc >= one.hlc)
  }
  return [...told, ...loose]
}

/** Who is added by somebody else introduces a device of theirs first, and does nothing by it. */
function firstDevicesOfAdded(log: readonly LoggedAction[]): ReadonlySet<LoggedAction> {
  const known = new Set<PersonId>()
  const first = new Set<LoggedAction>()
  for (const logged of log) {
    const { action, person } = logged
    const introduces = action.type === 'found' || action.type === 'join'
    if (person === undefined || (!introduces && action.type !== 'device')) continue
    if (action.type === 'device' && !known.has(person)) first.add(logged)
    known.add(person)
  }
  return first
}

type ById = ReadonlyMap<string, LoggedAction>

function targetOf(roster: Roster, byId: ById, action: Action): PersonId | undefined {
  switch (action.type) {
    case 'role':
    case 'remove':
    case 'mute':
    case 'unmute':
      return action.person
    case 'add':
      return personIdOf(action.person.root)
    case 'undevice':
      return roster.personOf(action.device)
    case 'uninvite': {
      const asked = byId.get(action.target)
      return asked?.action.type === 'join' ? asked.person : undefined
    }
    default:
      return undefined
  }
}

/** Who leaves before they were ever let in takes back that they asked. */
function isTakenBack({ isInPast }: Roster, byId: ById, { id, action, person }: LoggedAction) {
  if (action.type !== 'leave' || person === undefined) return false
  const letsIn = (one: LoggedAction) => {
    if (one.action.type === 'add') return personIdOf(one.action.person.root) === person
    return one.action.type === 'join' && one.person === person && !needsApproval(byId, one.action)
  }
  return ![...byId.values()].some(
    (one) => one.verdict === 'valid' && letsIn(one) && isInPast(one.id, [id]),
  )
}

function needsApproval(byId: ById, { invite }: Extract<Action, { type: 'join' }>): boolean {
  const made = byId.get(invite)?.action
  return made?.type === 'invite' && made.needsApproval
}

function detailsOf(
  action: Action,
  byId: ById,
): Pick<LogEntry, 'role' | 'until' | 'policy' | 'asked'> {
  switch (action.type) {
    case 'role':
    case 'invite':
      return { role: action.role }
    case 'add':
      return { role: action.role, asked: action.join !== undefined }
    case 'mute':
      return { until: action.until }
    case 'policy':
      return { policy: legible(readPolicy(action.policy)) }
    case 'join': {
      const invite = byId.get(action.invite)?.action
      return invite?.type === 'invite'
        ? { role: invite.role, asked: needsApproval(byId, action) }
        : {}
    }
    default:
      return {}
  }
}

function legible(policy: Policy): Policy {
  const { site } = policy
  return site === undefined ? policy : { ...policy, site: { ...site, name: cleanName(site.name) } }
}
