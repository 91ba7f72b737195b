/**
 * The grammar: a Yjs v1 update as our own writers and stock Yjs encode it, and nothing else.
 *
 * Default-deny. It says nothing about gaps, ids, parents or signatures; those need facts (judge.ts).
 * Rules GA1 to GA16.
 */
import {
  homeOf,
  MAX_DELETE_RANGES,
  MAX_PARENTS,
  MAX_RECORD_BYTES,
  MAX_UPDATE_BYTES,
  MAX_UPDATE_STRUCTS,
  parseDocName,
  RECORD_VERSION,
  ROOTS,
  type Root,
  toUtf8,
} from '@parley/protocol'
import type { GateRule } from './rules.ts'
import type { DecodedUpdate, Piece, PlaceRange, RecordPiece, Section } from './sections.ts'
import { readUpdate, type UpdateReader } from './update-reader.ts'
import { INFO, MAX_CLOCK, VALUE_HEAD, WRITER_END } from './wire.ts'

export interface UpdateLimits {
  readonly bytes: number
  readonly structs: number
}

export const FOREIGN_LIMITS: UpdateLimits = { bytes: MAX_UPDATE_BYTES, structs: MAX_UPDATE_STRUCTS }

export type Decoded =
  | ({ readonly ok: true } & DecodedUpdate)
  | { readonly ok: false; readonly broke: GateRule }

const NAMES = {
  members: toUtf8(ROOTS.members),
  keys: toUtf8(ROOTS.keys),
  messages: toUtf8(ROOTS.messages),
}
/** The fewest bytes a section can take: count, writer, clock, and one struct. */
const MIN_SECTION_BYTES = 7
const MIN_STRUCT_BYTES = 4
const MIN_VALUE_BYTES = 5

/** The update in untrusted bytes, or the rule it breaks. Work and memory are bounded by its bytes. */
export function decodeUpdate(
  doc: string,
  update: Uint8Array,
  limits: UpdateLimits = FOREIGN_LIMITS,
): Decoded {
  const kind = parseDocName(doc)?.kind
  if (kind === undefined) return { ok: false, broke: 'GA16' }
  if (update.length > limits.bytes) return { ok: false, broke: 'GA1' }
  const read = readUpdate(update, (reader) => {
    const sections = readSections(reader, kind !== 'segment', limits.structs)
    return { sections, deletes: readDeletes(reader) }
  })
  return read.ok ? { ok: true, ...read.value } : read
}

function readSections(
  reader: UpdateReader,
  hasMaps: boolean,
  maxStructs: number,
): readonly Section[] {
  const count = reader.count(maxStructs, MIN_SECTION_BYTES)
  const sections: Section[] = []
  const writers = new Set<number>()
  let structsLeft = maxStructs
  for (let at = 0; at < count; at++) {
    const structsCount = reader.count(structsLeft, MIN_STRUCT_BYTES)
    structsLeft -= structsCount
    const writer = reader.below(WRITER_END)
    if (structsCount === 0 || writers.has(writer)) reader.fail('GA4')
    writers.add(writer)
    const clock = reader.below(MAX_CLOCK)
    const pieces: Piece[] = []
    let next = clock
    for (let struct = 0; struct < structsCount; struct++) {
      next = hasMaps
        ? readEntry(reader, next, pieces)
        : readRun(reader, { writer, clock: next }, pieces)
      if (next > MAX_CLOCK) reader.fail('GA3')
    }
    sections.push({ writer, clock, pieces })
  }
  return sections
}

/** One struct of a segment. Answers with the clock after it. */
function readRun(
  reader: UpdateReader,
  { writer, clock }: { writer: number; clock: number },
  pieces: Piece[],
): number {
  const info = reader.u8()
  checkInfo(reader, info)
  if ((info & INFO.hasKey) !== 0) reader.fail('GA7')
  const hasOrigin = (info & INFO.hasOrigin) !== 0
  if (hasOrigin !== clock > 0) reader.fail('GA10')
  if (!hasOrigin) {
    readParent(reader, ['messages'])
  } else if (reader.varuint() !== writer || reader.varuint() !== clock - 1) {
    reader.fail('GA10')
  }
  if ((info & INFO.content) === INFO.deleted) {
    const placesCount = reader.below(MAX_CLOCK)
    if (placesCount === 0) reader.fail('GA6')
    pieces.push({ type: 'hole', clock, placesCount })
    return clock + placesCount
  }
  const count = reader.count(MAX_CLOCK, MIN_VALUE_BYTES)
  if (count === 0) reader.fail('GA6')
  for (let at = clock; at < clock + count; at++)
    pieces.push(readRecord(reader, { clock: at, root: 'messages', key: undefined }))
  return clock + count
}

/** One struct of a group or person document: one map entry. */
function readEntry(reader: UpdateReader, clock: number, pieces: Piece[]): number {
  const info = reader.u8()
  checkInfo(reader, info)
  if ((info & INFO.hasOrigin) !== 0) reader.fail('GA11')
  if ((info & INFO.content) === INFO.deleted) reader.fail('GA11')
  const root = readParent(reader, ['members', 'keys'])
  if ((info & INFO.hasKey) === 0) reader.fail('GA6')
  const key = reader.peekBytes().slice()
  if (reader.varuint() !== 1) reader.fail('GA6')
  pieces.push(readRecord(reader, { clock, root, key }))
  return clock + 1
}

function checkInfo(reader: UpdateReader, info: number): void {
  const content = info & INFO.content
  if (content !== INFO.any && content !== INFO.deleted) reader.fail('GA6')
  if ((info & INFO.hasRightOrigin) !== 0) reader.fail('GA9')
}

function readParent(reader: UpdateReader, allowed: readonly Root[]): Root {
  const form = reader.varuint()
  if (form !== 1) reader.fail(form === 0 ? 'GA8' : 'GA6')
  const name = reader.peekBytes()
  return allowed.find((root) => isSame(name, NAMES[root])) ?? reader.fail('GA7')
}

function isSame(name: Uint8Array, expected: Uint8Array): boolean {
  if (name.length !== expected.length) return false
  return expected.every((byte, at) => name[at] === byte)
}

function readRecord(
  reader: UpdateReader,
  { clock, root, key }: Pick<RecordPiece, 'clock' | 'root' | 'key'>,
): RecordPiece {
  const [array, one, buffer] = VALUE_HEAD
  if (reader.u8() !== array || reader.u8() !== one || reader.u8() !== buffer) reader.fail('GA12')
  const length = reader.varuint()
  if (length === 0 || length > MAX_RECORD_BYTES) reader.fail('GA13')
  const bytes = reader.take(length)
  const type = bytes[1]
  if (bytes[0] === RECORD_VERSION && type !== undefined) {
    const home = homeOf(type)
    if (home !== undefined && home !== root) reader.fail('GA14')
    // An action's header opens with its role, then the number of its parents.
    if (type <= 31 && (bytes[3] ?? 0) > MAX_PARENTS) reader.fail('GA15')
  }
  return { type: 'record', clock, root, key, bytes }
}

/** Whether they are followed is judged later: most never are. */
function readDeletes(reader: UpdateReader): readonly PlaceRange[] {
  const count = reader.count(MAX_DELETE_RANGES, 4)
  const writers = new Set<number>()
  const deletes: PlaceRange[] = []
  for (let at = 0; at < count; at++) {
    const writer = reader.varuint()
    if (writers.has(writer)) reader.fail('GA4')
    writers.add(writer)
    const ranges = reader.count(MAX_DELETE_RANGES - deletes.length, 2)
    if (ranges === 0) reader.fail('GA4')
    let free = 0
    for (let range = 0; range < ranges; range++) {
      const clock = reader.below(MAX_CLOCK)
      const length = reader.below(MAX_CLOCK)
      // Ascending and apart, as stock Yjs writes them: so no place is looked at twice.
      if (length === 0 || clock < free) reader.fail('GA4')
      free = clock + length
      if (free > MAX_CLOCK) reader.fail('GA3')
      deletes.push({ writer, clock, length })
    }
  }
  return deletes
}
