/**
 * The drafts of one device as its mark in the person document tells them: JSON, as notes are.
 *
 * What a device of a later version adds is passed over. The newest come first; of very many the oldest
 * stay on their device. Rules OW21, OW25.
 */
import { type DeviceKey, type GroupId, parseBytes, parseDocName, toUtf8 } from '@parley/protocol'
import type { DraftEntry } from './draft-entries.ts'

/** `<group>`, `<group>/<key of a thread's root>`, and of the question box `<group>/questions` and `<group>/answer/<key of a question>`. */
export type DraftPlace = string

export type ToldDrafts = ReadonlyMap<DraftPlace, DraftEntry>

const MAX_DRAFTS = 512
const MAX_OVER = 64

/** At most `limitBytes`. */
export function encodeDrafts(drafts: ToldDrafts, limitBytes: number): Uint8Array {
  const newestFirst = [...drafts].sort(
    ([, { hlc: left }], [, { hlc: right }]) => Number(right > left) - Number(right < left),
  )
  const rows: string[] = []
  let size = 2
  for (const [place, { text, hlc, over }] of newestFirst.slice(0, MAX_DRAFTS)) {
    const row = JSON.stringify([place, text, String(hlc), rowsOf(over)])
    const bytes = toUtf8(row).length + 1
    if (size + bytes > limitBytes) continue
    size += bytes
    rows.push(row)
  }
  return toUtf8(`[${rows.join(',')}]`)
}

/** Of another own device, perhaps of another version: what is not understood is left out. */
export function parseDrafts(bytes: Uint8Array): ToldDrafts {
  const text = parseBytes(bytes, (reader) => new TextDecoder().decode(reader.rest()))
  const rows = arrayOf(parsed(text ?? '')).slice(0, MAX_DRAFTS)
  return new Map(
    rows.flatMap((row): readonly (readonly [DraftPlace, DraftEntry])[] => {
      const [place, body, hlc, over] = arrayOf(row)
      const entry = parseEntry(body, hlc, over)
      return typeof place !== 'string' || groupOf(place) === undefined || entry === undefined
        ? []
        : [[place, entry]]
    }),
  )
}

export function groupOf(place: DraftPlace): GroupId | undefined {
  const [group = ''] = place.split('/', 1)
  return place.length <= 128 && parseDocName(group)?.kind === 'group'
    ? (group as GroupId)
    : undefined
}

/** As it lies on a disk or came: text, time in decimal digits, what it replaces. */
export function parseEntry(text: unknown, hlc: unknown, over: unknown): DraftEntry | undefined {
  const at = parseTime(hlc)
  if (typeof text !== 'string' || at === undefined) return undefined
  const replaced = arrayOf(over)
    .slice(0, MAX_OVER)
    .flatMap((row): readonly (readonly [DeviceKey, bigint])[] => {
      const [device, time] = arrayOf(row)
      const upto = parseTime(time)
      return typeof device !== 'string' || upto === undefined ? [] : [[device as DeviceKey, upto]]
    })
  return { text, hlc: at, over: new Map(replaced) }
}

export function rowsOf(over: DraftEntry['over']): readonly (readonly [DeviceKey, string])[] {
  return Array.from(over, ([device, hlc]) => [device, String(hlc)] as const)
}

function parseTime(value: unknown): bigint | undefined {
  return typeof value === 'string' && /^\d{1,20}$/u.test(value) ? BigInt(value) : undefined
}

export function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
