/**
 * The one encoder: sections in, the Yjs v1 update that stock Yjs would write for them out.
 *
 * One struct for a writer's run in `messages`, one for every map entry, no delete set. Only bytes
 * from here are ever applied (GA33).
 */
import {
  ByteWriter,
  homeOf,
  MAX_RECORD_BYTES,
  parseDocName,
  type Place,
  recordIdOf,
  ROOTS,
  toUtf8,
  type Writer,
} from '@parley/protocol'
import { endOf, type Piece, type Section } from './sections.ts'
import { INFO, VALUE_HEAD } from './wire.ts'

/** Consecutive records of one writer, the first at `clock`. */
export interface Run {
  readonly writer: Writer
  readonly clock: number
  readonly records: readonly Uint8Array[]
}

/**
 * The update that puts these records at their places. Throws for a record that has no home in
 * `doc`, is empty or too long, and for a writer named twice.
 */
export function encodeUpdate(doc: string, runs: readonly Run[]): Uint8Array {
  return encodeSections(
    runs.filter((run) => run.records.length > 0).map((run) => toSection(doc, run)),
  )
}

/** The update of decoded or judged sections; none of them empty, no writer twice. */
export function encodeSections(sections: readonly Section[]): Uint8Array {
  if (new Set(sections.map(({ writer }) => writer)).size !== sections.length)
    throw new RangeError('a writer has one run in an update')
  const writer = new ByteWriter().varuint(sections.length)
  // Higher writers first, as Yjs does: equal origins are then integrated without a search.
  for (const section of sections.toSorted((left, right) => right.writer - left.writer))
    putSection(writer, section)
  return writer.varuint(0).bytes()
}

function toSection(doc: string, { writer, clock, records }: Run): Section {
  const kind = parseDocName(doc)?.kind
  const pieces = records.map((bytes, at): Piece => {
    const root = homeOf(bytes[1] ?? 0)
    if (root === undefined) throw new RangeError('a record without a home')
    if ((root === 'messages') !== (kind === 'segment'))
      throw new RangeError(`${root} has no place in ${doc}`)
    if (bytes.length > MAX_RECORD_BYTES) throw new RangeError('a record is too long')
    const place: Place = { doc, writer, clock: clock + at }
    const key = root === 'messages' ? undefined : toUtf8(recordIdOf(place, bytes))
    return { type: 'record', clock: place.clock, root, key, bytes }
  })
  return { writer, clock, pieces }
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
