/**
 * A document made of its journal's entries.
 *
 * In a log that several relays share entries may hold different records at one place, or what another one
 * took away. Which record stands there does not depend on the order in the log, because rewriting changes it:
 * the one whose id is lesser, for every relay (RE73). Knows nothing of who wrote them.
 */
import {
  type DocRecords,
  type HeldRecord,
  recordsIn,
  recordsOf,
  replaceRecords,
} from '@parley/gate'
import { equalBytes, type Place, recordIdOf } from '@parley/protocol'
import * as Y from 'yjs'

export interface LoadedDoc {
  readonly doc: Y.Doc
  readonly records: DocRecords
  /** Every entry was used whole. */
  readonly isWhole: boolean
  /** An entry still has what another one took away. */
  readonly isUnclean: boolean
}

export interface Loading {
  /** Whether several relays share the log. */
  readonly isShared: boolean
  complain(error: string): void
}

export function loadDoc(
  name: string,
  updates: readonly Uint8Array[],
  { isShared, complain }: Loading,
): LoadedDoc {
  return (
    applyAll(name, updates, { complain, isAsked: isShared }) ??
    mustApply(name, withoutContradictions(name, updates), complain)
  )
}

/** Whether another record stands there. */
export function contradicts(records: DocRecords, { place, bytes }: HeldRecord): boolean {
  const held = records.recordAt(place.writer, place.clock)
  return held !== undefined && !equalBytes(held, bytes)
}

/** Whether what was taken away stood there. */
export function isGoneFrom(records: DocRecords, { writer, clock }: Place): boolean {
  return clock < records.placesOf(writer) && records.recordAt(writer, clock) === undefined
}

/** Whether these bytes are to stand at the place, and not those. */
export function outdoes(place: Place, bytes: Uint8Array, those: Uint8Array): boolean {
  return recordIdOf(place, bytes) < recordIdOf(place, those)
}

interface Applying {
  complain(error: string): void
  /** Whether entries are looked into, once something is there that they may not go with. */
  readonly isAsked: boolean
}

/** `undefined` when entries contradict each other. */
function applyAll(
  name: string,
  updates: readonly Uint8Array[],
  { complain, isAsked }: Applying,
): LoadedDoc | undefined {
  const doc = new Y.Doc()
  const records = recordsIn(doc, name)
  let isWhole = true
  let isUnclean = false
  const stop = records.onPurged(() => void (isUnclean = true))
  for (const update of updates) {
    const told = isAsked && records.placesCount() > 0 ? recordsOf(name, update) : []
    if (told.some((one) => contradicts(records, one))) {
      records.close()
      doc.destroy()
      return undefined
    }
    isUnclean ||= told.some(({ place }) => isGoneFrom(records, place))
    try {
      Y.applyUpdate(doc, update)
    } catch (error) {
      isWhole = false
      complain(String(error))
    }
  }
  stop()
  // Pending structs are never kept: members send them again.
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    doc.store.pendingStructs = null
    doc.store.pendingDs = null
    isWhole = false
    complain('entries that build on missing ones were left out')
  }
  return { doc, records, isWhole, isUnclean }
}

function mustApply(
  name: string,
  updates: readonly Uint8Array[],
  complain: (error: string) => void,
): LoadedDoc {
  const loaded = applyAll(name, updates, { complain, isAsked: false })
  if (loaded === undefined) throw new Error(`entries of ${name} contradict each other`)
  return loaded
}

/** The same entries, with the record in all of them that stands at a place. */
function withoutContradictions(
  name: string,
  updates: readonly Uint8Array[],
): readonly Uint8Array[] {
  const seen = new Map<string, Uint8Array>()
  const standing = new Map<string, Uint8Array>()
  for (const { place, bytes } of updates.flatMap((update) => recordsOf(name, update))) {
    const at = keyOf(place)
    const known = seen.get(at)
    if (known !== undefined && equalBytes(known, bytes)) continue
    const stands = known === undefined || outdoes(place, bytes, known) ? bytes : known
    seen.set(at, stands)
    if (known !== undefined) standing.set(at, stands)
  }
  const standingAt = (place: Place): Uint8Array | undefined => standing.get(keyOf(place))
  return updates.map((update) => replaceRecords(name, update, standingAt) ?? update)
}

function keyOf({ writer, clock }: Place): string {
  return `${writer}/${clock}`
}
