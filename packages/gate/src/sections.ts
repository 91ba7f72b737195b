/**
 * What an update holds once its grammar is known: per writer one section, in it one piece a place.
 *
 * Runs of array elements are taken apart here, so that every later step thinks in places. Nothing
 * about origins is kept: they follow from the place (GA10, GA11).
 */
import type { Root, Writer } from '@parley/protocol'

export interface RecordPiece {
  readonly type: 'record'
  readonly clock: number
  readonly root: Root
  /** As sent: whether it is the record's id is judged later. `undefined` in `messages`. */
  readonly key: Uint8Array | undefined
  readonly bytes: Uint8Array
}

export interface HolePiece {
  readonly type: 'hole'
  readonly clock: number
  readonly placesCount: number
}

export type Piece = RecordPiece | HolePiece

export interface Section {
  readonly writer: Writer
  readonly clock: number
  readonly pieces: readonly Piece[]
}

/** Consecutive places of one writer. */
export interface PlaceRange {
  readonly writer: Writer
  readonly clock: number
  readonly length: number
}

export interface DecodedUpdate {
  readonly sections: readonly Section[]
  /** The delete set: by writer, ascending, no place twice. */
  readonly deletes: readonly PlaceRange[]
}

/** Ascending clocks of one writer as the fewest ranges. */
export function rangesOf(writer: Writer, clocks: Iterable<number>): readonly PlaceRange[] {
  const ranges: { writer: Writer; clock: number; length: number }[] = []
  for (const clock of clocks) {
    const last = ranges.at(-1)
    if (last !== undefined && last.clock + last.length === clock) last.length++
    else ranges.push({ writer, clock, length: 1 })
  }
  return ranges
}

/** The clock after a piece. */
export function endOf(piece: Piece): number {
  return piece.type === 'record' ? piece.clock + 1 : piece.clock + piece.placesCount
}
