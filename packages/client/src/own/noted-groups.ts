/**
 * Which groups this person is in, as their devices tell each other.
 *
 * A device says what it has seen happen itself and leaves alone what it may not have heard of yet, so
 * two devices never contradict each other in turns. Rules OW14, OW15.
 */
import { type GroupId, parseDocName, type RecordId } from '@parley/protocol'
import type { GroupState } from '../model.ts'
import type { Notes } from './notes.ts'

export interface NotedGroup {
  readonly name: string
  /** Origin of the relay it is on. */
  readonly relay: string
  /** The admission by which this person is or was in; a new device's record builds on it. */
  readonly admission: RecordId
  readonly isIn: boolean
}

/** A group as this device has it. */
export interface LocalGroup {
  readonly group: GroupId
  readonly name: string
  readonly state: GroupState
  /** Where this person is in. */
  readonly admission: RecordId | undefined
}

const PREFIX = 'group/'

export function groupKey(group: GroupId): string {
  return PREFIX + group
}

export function notedGroups(notes: Notes): ReadonlyMap<GroupId, NotedGroup> {
  return new Map(
    notes.keys(PREFIX).flatMap((key) => {
      const group = key.slice(PREFIX.length)
      const noted = parseNoted(notes.get(key))
      const isGroup = parseDocName(group)?.kind === 'group'
      return noted === undefined || !isGroup ? [] : [[group as GroupId, noted] as const]
    }),
  )
}

/** By what this person's devices tell each other. */
export function isNotedIn(notes: Notes, group: GroupId): boolean {
  return parseNoted(notes.get(groupKey(group)))?.isIn === true
}

/** What this device has to say about a group; `undefined`: nothing that is not said already. */
export function wordOn(
  { name, state, admission }: LocalGroup,
  noted: NotedGroup | undefined,
  relay: string,
): NotedGroup | undefined {
  if (state === 'ready' && admission !== undefined) {
    const isSaid = noted !== undefined && noted.admission === admission
    // Who is out by the same admission has left on another device, which this one will hear of.
    if (isSaid && (!noted.isIn || noted.name === name)) return undefined
    return { name, relay, admission, isIn: true }
  }
  const isOut = state === 'left' || state === 'removed'
  return isOut && noted?.isIn === true ? { ...noted, isIn: false } : undefined
}

function parseNoted(value: unknown): NotedGroup | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { name, relay, admission, isIn } = value as Record<string, unknown>
  if (typeof name !== 'string' || typeof relay !== 'string') return undefined
  if (typeof admission !== 'string' || !/^[\w-]{22}$/.test(admission)) return undefined
  return { name, relay, admission: admission as RecordId, isIn: isIn === true }
}
