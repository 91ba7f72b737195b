/** Drafts as they lie in the device store: one row for each place, the own one and what others told. */
import type { DeviceKey } from '@parley/protocol'
import type { StoreChange } from '../ports.ts'
import { arrayOf, parseEntry, rowsOf, type DraftPlace } from './draft-content.ts'
import type { DraftEntry, PlaceEntries } from './draft-entries.ts'

export interface DraftRow {
  readonly own: DraftEntry | undefined
  readonly heard: PlaceEntries
}

/** Before each place. */
export const ROWS = 'draft/'

export function rowChange(place: DraftPlace, { own, heard }: DraftRow): StoreChange {
  const key = ROWS + place
  if (own === undefined && heard.size === 0) return { type: 'delete', key }
  const others = Array.from(heard, ([device, entry]) => [device, ...fieldsOf(entry)])
  return { type: 'put', key, value: { own: own && fieldsOf(own), heard: others } }
}

/** Of an own disk, perhaps damaged, perhaps of before drafts were told to anybody: then it is the text alone. */
export function parseRow(value: unknown): DraftRow {
  if (typeof value === 'string')
    return { own: { text: value, hlc: 0n, over: new Map() }, heard: new Map() }
  const { own, heard } = (typeof value === 'object' && value !== null ? value : {}) as {
    readonly own?: unknown
    readonly heard?: unknown
  }
  const [text, hlc, over] = arrayOf(own)
  const others = arrayOf(heard).flatMap((row): readonly (readonly [DeviceKey, DraftEntry])[] => {
    const [device, ...fields] = arrayOf(row)
    const entry = parseEntry(fields[0], fields[1], fields[2])
    return typeof device !== 'string' || entry === undefined ? [] : [[device as DeviceKey, entry]]
  })
  return { own: parseEntry(text, hlc, over), heard: new Map(others) }
}

function fieldsOf({ text, hlc, over }: DraftEntry) {
  return [text, String(hlc), rowsOf(over)] as const
}
