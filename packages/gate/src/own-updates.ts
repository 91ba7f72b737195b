/**
 * Updates of our own documents, as stock Yjs wrote them: what to keep of one, what to tell with one.
 *
 * They may be of any length. Rules GA46, GA47, GA53 to GA55.
 */
import { type Evidence, parseRecord, type Place, RECORD_TYPE, type Writer } from '@parley/protocol'
import { type Decoded, decodeUpdate } from './decode.ts'
import type { HeldRecord } from './doc-records.ts'
import { encodeSections, toPiece } from './encode.ts'
import { endOf, type HolePiece, type Piece, type PlaceRange, type Section } from './sections.ts'

/**
 * The update without the records that are not kept and without whatever follows one of its writer;
 * holes stay where they are. `undefined` if it breaks the grammar.
 */
export function keepPrefixes(
  doc: string,
  update: Uint8Array,
  isKept: (record: HeldRecord) => boolean,
): Uint8Array | undefined {
  const decoded = decodeOwn(doc, update)
  if (!decoded.ok) return undefined
  const sections = decoded.sections.flatMap((section): readonly Section[] => {
    const { writer, pieces } = section
    const isDropped = (piece: Piece): boolean =>
      piece.type === 'record' &&
      !isKept({ place: { doc, writer, clock: piece.clock }, root: piece.root, bytes: piece.bytes })
    const end = pieces.findIndex(isDropped)
    const kept = end < 0 ? pieces : pieces.slice(0, end)
    return kept.length === 0 ? [] : [{ ...section, pieces: kept }]
  })
  return encodeSections(sections)
}

/**
 * The update with the records that are to stand at their places in it, instead of what it has there;
 * `undefined` if it breaks the grammar.
 */
export function replaceRecords(
  doc: string,
  update: Uint8Array,
  standingAt: (place: Place) => Uint8Array | undefined,
): Uint8Array | undefined {
  const decoded = decodeOwn(doc, update)
  if (!decoded.ok) return undefined
  const sections = decoded.sections.map((section): Section => {
    const { writer } = section
    const pieces = section.pieces.map((piece) => {
      const place = { doc, writer, clock: piece.clock }
      const standing = piece.type === 'record' ? standingAt(place) : undefined
      return standing === undefined ? piece : toPiece(place, standing)
    })
    return { ...section, pieces }
  })
  return encodeSections(sections, decoded.deletes)
}

/**
 * The retracts in an update that name a hole of it. Sent first, they account for the holes in whichever
 * part of the update these travel; a retract that is not in the update is the receiver's already.
 */
export function evidenceIn(doc: string, update: Uint8Array): readonly Evidence[] {
  const decoded = decodeOwn(doc, update)
  if (!decoded.ok) return []
  const holes = new Map<Writer, readonly HolePiece[]>()
  for (const { writer, pieces } of decoded.sections) {
    const some = pieces.flatMap((piece) => (piece.type === 'hole' ? [piece] : []))
    if (some.length > 0) holes.set(writer, some)
  }
  if (holes.size === 0) return []
  return decoded.sections.flatMap(({ writer, pieces }) =>
    pieces.flatMap((piece): readonly Evidence[] => {
      if (piece.type !== 'record' || piece.bytes[1] !== RECORD_TYPE.retract) return []
      const record = parseRecord(piece.bytes)
      if (record?.kind !== 'retract') return []
      const isNamed = record.targets.some((target) =>
        isWithin(holes.get(target.writer) ?? [], target.clock),
      )
      return isNamed ? [{ writer, clock: piece.clock, record: piece.bytes }] : []
    }),
  )
}

/** Where each writer's records begin and end in an update, holes left out; nothing for one outside the grammar. */
export function recordRangesIn(doc: string, update: Uint8Array): readonly PlaceRange[] {
  const decoded = decodeOwn(doc, update)
  if (!decoded.ok) return []
  return decoded.sections.flatMap(({ writer, pieces }): readonly PlaceRange[] => {
    const clocks = pieces.flatMap((piece) => (piece.type === 'record' ? [piece.clock] : []))
    const [first, last] = [clocks[0], clocks.at(-1)]
    if (first === undefined || last === undefined) return []
    return [{ writer, clock: first, length: last + 1 - first }]
  })
}

/** The records in an update of any length, in its order; nothing of one outside the grammar. */
export function recordsOf(doc: string, update: Uint8Array): readonly HeldRecord[] {
  const decoded = decodeOwn(doc, update)
  if (!decoded.ok) return []
  return decoded.sections.flatMap(({ writer, pieces }) =>
    pieces.flatMap((piece): readonly HeldRecord[] => {
      if (piece.type !== 'record') return []
      const { clock, root, bytes } = piece
      return [{ place: { doc, writer, clock }, root, bytes }]
    }),
  )
}

/** By bisection: holes of one writer ascend, and there may be as many as retracts that name them. */
function isWithin(holes: readonly HolePiece[], clock: number): boolean {
  let low = 0
  let high = holes.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((holes[middle]?.clock ?? Infinity) <= clock) low = middle + 1
    else high = middle
  }
  const hole = holes[low - 1]
  return hole !== undefined && clock < endOf(hole)
}

function decodeOwn(doc: string, update: Uint8Array): Decoded {
  return decodeUpdate(doc, update, { bytes: Infinity, structs: Infinity })
}
