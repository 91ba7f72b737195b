/**
 * What this person has read in a group, as this device keeps it.
 *
 * What an earlier version kept, a prefix for each writer, is read as what it covered. Rules GS70, RM7.
 */
import { NO_PLACES, setOfVector } from '@parley/group'
import {
  encodeReadMark,
  type GroupId,
  parsePrefixMark,
  parseReadMark,
  type PlaceSet,
} from '@parley/protocol'
import type { DeviceStore, StoreChange } from '../ports.ts'

export interface KeptRead {
  /** Of the last mark that went out. */
  readonly counter: number
  readonly read: PlaceSet
}

export async function loadRead(store: DeviceStore, group: GroupId): Promise<KeptRead> {
  const value = await store.get(keyOf(group))
  if (typeof value !== 'object' || value === null) return { counter: 0, read: NO_PLACES }
  const { counter, places, mark } = value as Record<string, unknown>
  return {
    counter: typeof counter === 'number' ? counter : 0,
    read: parsePlaces(places) ?? parsePrefix(mark) ?? NO_PLACES,
  }
}

export function readChange(group: GroupId, { counter, read }: KeptRead): StoreChange {
  return { type: 'put', key: keyOf(group), value: { counter, places: encodePlaces(read) } }
}

export function encodePlaces(read: PlaceSet): Uint8Array {
  return encodeReadMark({ received: new Map(), read })
}

/** From our own disk or another tab, perhaps of another version. */
export function parsePlaces(value: unknown): PlaceSet | undefined {
  return value instanceof Uint8Array ? parseReadMark(value)?.read : undefined
}

function parsePrefix(value: unknown): PlaceSet | undefined {
  const prefix = value instanceof Uint8Array ? parsePrefixMark(value) : undefined
  return prefix && setOfVector(prefix)
}

function keyOf(group: GroupId): string {
  return `read/${group}`
}
