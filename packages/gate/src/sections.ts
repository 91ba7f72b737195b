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

export interface DecodedUpdate {
  readonly sections: readonly Section[]
  /** Ranges of the delete set: counted and dropped. */
  readonly deletesCount: number
}

/** The clock after a piece. */
export function endOf(piece: Piece): number {
  return piece.type === 'record' ? piece.clock + 1 : piece.clock + piece.placesCount
}
