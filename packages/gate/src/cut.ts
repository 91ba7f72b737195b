/**
 * One large update of our own as several that each stand alone.
 *
 * Cut between records, in an order in which the receiver's gate can take every part as it comes:
 * actions before what builds on them, a device's introduction before its other records, a hole with what
 * follows it. Rule GA36.
 */
import {
  headsOf,
  MAX_UPDATE_BYTES,
  MAX_UPDATE_STRUCTS,
  parseDocName,
  type ParsedRecord,
  parseRecord,
  prefixOf,
  type Writer,
  writerPrefix,
} from '@parley/protocol'
import { inCausalOrder } from './causal-order.ts'
import { decodeUpdate } from './decode.ts'
import { encodeSections } from './encode.ts'
import type { Piece, Section } from './sections.ts'
import { introducedIn, introducesItself } from './verify-record.ts'

/** A part names no more writers than one frame of notices (ACK, NACK) can answer. */
const MAX_PART_SECTIONS = 4_096
/** What a piece takes besides its record, and a section besides its pieces, at most. */
const PIECE_BYTES = 48
const SECTION_BYTES = 48
const UPDATE_BYTES = 8

interface Step {
  readonly writer: Writer
  readonly piece: Piece
}

/**
 * The same records as updates of at most `limitBytes` (or one record), none of them empty; deletes
 * are dropped. `undefined` if the update breaks the grammar. Meant for what stock Yjs wrote of an
 * own document, so it may be of any length.
 */
export function cutUpdate(
  doc: string,
  update: Uint8Array,
  limitBytes: number = MAX_UPDATE_BYTES,
): readonly Uint8Array[] | undefined {
  const decoded = decodeUpdate(doc, update, { bytes: Infinity, structs: Infinity })
  if (!decoded.ok) return undefined
  if (decoded.sections.length === 0) return []
  const steps = decoded.sections.flatMap(({ writer, pieces }) =>
    pieces.map((piece): Step => ({ writer, piece })),
  )
  const hasMaps = parseDocName(doc)?.kind !== 'segment'
  return pack(hasMaps ? causally(doc, steps) : steps, limitBytes).map((part) =>
    encodeSections(part),
  )
}

function causally(doc: string, steps: readonly Step[]): readonly Step[] {
  const decoder = new TextDecoder()
  const records = steps.map(({ piece }) =>
    piece.type === 'record' ? parseRecord(piece.bytes) : undefined,
  )
  const byId = new Map<string, number>()
  for (const [index, { piece }] of steps.entries())
    if (piece.type === 'record' && piece.key !== undefined)
      byId.set(decoder.decode(piece.key), index)
  const before = steps.map(({ writer }, index): readonly number[] => {
    const record = records[index]
    const heads = record === undefined ? [] : headsOf(record)
    const earlier = heads.flatMap((head) => byId.get(head) ?? [])
    return steps[index - 1]?.writer === writer ? [index - 1, ...earlier] : earlier
  })

  const byHeads = inCausalOrder(steps.length, (index) => before[index] ?? [])
  const introductions = introductionsIn(
    doc,
    byHeads.map((index) => ({ index, record: records[index] })),
  )
  const order = inCausalOrder(steps.length, (index) => {
    const earlier = before[index] ?? []
    const introduction = introductionFor(steps, index, { records, introductions })
    return introduction === undefined ? earlier : [introduction, ...earlier]
  })
  return order.flatMap((index) => steps[index] ?? [])
}

interface Recorded {
  readonly index: number
  readonly record: ParsedRecord | undefined
}

/** By prefix, the first record in this order that introduces a device of it. */
function introductionsIn(doc: string, recorded: readonly Recorded[]): ReadonlyMap<number, number> {
  const group = parseDocName(doc)?.group
  const introductions = new Map<number, number>()
  for (const { index, record } of recorded) {
    const device = record && introducedIn(record)
    if (device === undefined || group === undefined) continue
    const prefix = writerPrefix(group, device)
    if (!introductions.has(prefix)) introductions.set(prefix, index)
  }
  return introductions
}

/** What introduces the device of a section's first record, unless that record does so itself. */
function introductionFor(
  steps: readonly Step[],
  index: number,
  known: {
    readonly records: readonly (ParsedRecord | undefined)[]
    readonly introductions: ReadonlyMap<number, number>
  },
): number | undefined {
  const writer = steps[index]?.writer
  if (writer === undefined || steps[index - 1]?.writer === writer) return undefined
  const record = known.records[index]
  if (record !== undefined && introducesItself(record)) return undefined
  const introduction = known.introductions.get(prefixOf(writer))
  return introduction !== undefined && steps[introduction]?.writer !== writer
    ? introduction
    : undefined
}

interface Unit {
  readonly writer: Writer
  readonly pieces: Piece[]
}

/** A hole goes with what its writer wrote next: a relay takes it only so (GA50). */
function inUnits(steps: readonly Step[]): readonly Unit[] {
  const units: Unit[] = []
  for (const { writer, piece } of steps) {
    const last = units.at(-1)
    if (last?.writer === writer && last.pieces.at(-1)?.type === 'hole') last.pieces.push(piece)
    else units.push({ writer, pieces: [piece] })
  }
  return units
}

function sizeOf(piece: Piece): number {
  return PIECE_BYTES + (piece.type === 'record' ? piece.bytes.length : 0)
}

function pack(steps: readonly Step[], limitBytes: number): readonly (readonly Section[])[] {
  const parts: Map<Writer, Piece[]>[] = []
  let part = new Map<Writer, Piece[]>()
  let bytes = Infinity
  let structs = 0
  for (const { writer, pieces: together } of inUnits(steps)) {
    let size = together.reduce((sum, piece) => sum + sizeOf(piece), 0)
    if (!part.has(writer)) size += SECTION_BYTES
    const isFull = structs + together.length > MAX_UPDATE_STRUCTS || part.size >= MAX_PART_SECTIONS
    if (isFull || bytes + size > limitBytes) {
      part = new Map()
      parts.push(part)
      bytes = UPDATE_BYTES + SECTION_BYTES
      structs = 0
    }
    const pieces = part.get(writer)
    if (pieces === undefined) part.set(writer, [...together])
    else pieces.push(...together)
    bytes += size
    structs += together.length
  }
  return parts.map((writers) =>
    [...writers].map(([writer, pieces]) => ({ writer, clock: pieces[0]?.clock ?? 0, pieces })),
  )
}
