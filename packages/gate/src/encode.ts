/**
 * The one encoder: sections in, the Yjs v1 update that stock Yjs would write for them out.
 *
 * One struct for a writer's run in `messages`, one for every map entry, and a delete set only of what
 * is really taken away. Only bytes from here are ever applied (GA33).
 */
import {
  ByteWriter,
  type DocKind,
  homeOf,
  MAX_RECORD_BYTES,
  parseDocName,
  type Place,
  recordIdOf,
  ROOTS,
  toUtf8,
  type Writer,
} from '@parley/protocol'
import { endOf, type Piece, type PlaceRange, type Section } from './sections.ts'
import { INFO, VALUE_HEAD } from './wire.ts'

/** Consecutive places of one writer, the first at `clock`: a record each, or `undefined` for a hole. */
export interface Run {
  readonly writer: Writer
  readonly clock: number
  readonly records: readonly (Uint8Array | undefined)[]
}

/**
 * The update that puts these records at their places. Throws for a record that has no home in
 * `doc`, is empty or too long, for a hole outside a segment, and for a writer named twice.
 */
export function encodeUpdate(doc: string, runs: readonly Run[]): Uint8Array {
  return encodeSections(
    runs.filter((run) => run.records.length > 0).map((run) => toSection(doc, run)),
  )
}

/**
 * The update that takes away what stands at these places of a segment, and nothing else. Applied to a
 * document that collects garbage (`doc.gc`, the default) it leaves holes; the bytes are gone.
 */
export function encodeDeletes(ranges: Iterable<PlaceRange>): Uint8Array {
  return encodeSections([], [...ranges])
}

/**
 * The update of decoded or judged sections; none of them empty, no writer twice. Deletes ascend by
 * writer's clock and name no place twice.
 */
export function encodeSections(
  sections: readonly Section[],
  deletes: readonly PlaceRange[] = [],
): Uint8Array {
  if (new Set(sections.map(({ writer }) => writer)).size !== sections.length)
    throw new RangeError('a writer has one run in an update')
  const writer = new ByteWriter().varuint(sections.length)
  // Higher writers first, as Yjs does: equal origins are then integrated without a search.
  for (const section of sections.toSorted((left, right) => right.writer - left.writer))
    putSection(writer, section)
  return putDeletes(writer, deletes).bytes()
}

/** By writer, higher ones first, as Yjs does. */
function putDeletes(to: ByteWriter, deletes: readonly PlaceRange[]): ByteWriter {
  const byWriter = new Map<Writer, PlaceRange[]>()
  for (const range of deletes) {
    const ranges = byWriter.get(range.writer)
    if (ranges === undefined) byWriter.set(range.writer, [range])
    else ranges.push(range)
  }
  to.varuint(byWriter.size)
  for (const [writer, ranges] of [...byWriter].toSorted(([left], [right]) => right - left)) {
    to.varuint(writer).varuint(ranges.length)
    for (const { clock, length } of ranges) to.varuint(clock).varuint(length)
  }
  return to
}

function toSection(doc: string, { writer, clock, records }: Run): Section {
  const kind = parseDocName(doc)?.kind
  const pieces: Piece[] = []
  for (const [at, bytes] of records.entries()) {
    const place: Place = { doc, writer, clock: clock + at }
    if (bytes !== undefined) {
      pieces.push(toPiece(place, bytes, kind))
      continue
    }
    if (kind !== 'segment') throw new RangeError(`there are no holes in ${doc}`)
    const last = pieces.at(-1)
    if (last?.type !== 'hole') pieces.push({ type: 'hole', clock: place.clock, placesCount: 1 })
    else pieces.splice(-1, 1, { ...last, placesCount: last.placesCount + 1 })
  }
  return { writer, clock, pieces }
}

/** The record as a piece of an update. Throws for one that has no home in its document, or is too long. */
export function toPiece(
  place: Place,
  bytes: Uint8Array,
  kind: DocKind['kind'] | undefined = parseDocName(place.doc)?.kind,
): Piece {
  const root = homeOf(bytes[1] ?? 0)
  if (root === undefined) throw new RangeError('a record without a home')
  if ((root === 'messages') !== (kind === 'segment'))
    throw new RangeError(`${root} has no place in ${place.doc}`)
  if (bytes.length > MAX_RECORD_BYTES) throw new RangeError('a record is too long')
  const key = root === 'messages' ? undefined : toUtf8(recordIdOf(place, bytes))
  return { type: 'record', clock: place.clock, root, key, bytes }
}

function putSection(to: ByteWriter, { writer, clock, pieces }: Section): void {
  const structs = structsOf(pieces)
  to.varuint(structs.length).varuint(writer).varuint(clock)
  for (const struct of structs) putStruct(to, writer, struct)
}

/** Neighbouring records of `messages` are one struct, everything else is one each. */
function structsOf(pieces: readonly Piece[]): readonly (readonly [Piece, ...Piece[]])[] {
  const structs: [Piece, ...Piece[]][] = []
  for (const piece of pieces) {
    const last = structs.at(-1)
    if (last !== undefined && isElement(last[0]) && isElement(piece)) last.push(piece)
    else structs.push([piece])
  }
  return structs
}

function isElement(piece: Piece): boolean {
  return piece.type === 'record' && piece.key === undefined
}

function putStruct(to: ByteWriter, writer: Writer, struct: readonly [Piece, ...Piece[]]): void {
  const [first] = struct
  const content = first.type === 'hole' ? INFO.deleted : INFO.any
  if (first.type === 'record' && first.key !== undefined) {
    to.u8(content | INFO.hasKey)
      .varuint(1)
      .text(ROOTS[first.root])
      .varbytes(first.key)
  } else if (first.clock === 0) {
    to.u8(content).varuint(1).text(ROOTS.messages)
  } else {
    to.u8(content | INFO.hasOrigin)
      .varuint(writer)
      .varuint(first.clock - 1)
  }
  if (first.type === 'hole') {
    to.varuint(endOf(first) - first.clock)
    return
  }
  to.varuint(struct.length)
  for (const piece of struct) if (piece.type === 'record') to.put(VALUE_HEAD).varbytes(piece.bytes)
}
