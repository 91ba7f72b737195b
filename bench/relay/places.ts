/**
 * Which places an update fills: enough of the Yjs v1 format for what servers make of our records.
 *
 * Servers write updates in their own way, some put several into one frame, so places are counted
 * and not frames.
 */
import { Cursor } from './cursor.ts'

/** Consecutive places of one writer. */
export interface Span {
  readonly writer: number
  readonly clock: number
  readonly count: number
}

const HAS_ORIGIN = 0x80
const HAS_RIGHT_ORIGIN = 0x40
const HAS_KEY = 0x20
const GARBAGE = 0
const DELETED = 1
const ANY = 8
const SKIP = 10
/** How a record is written as a value: an array (117) of one (1) buffer (116). */
const VALUE_HEAD = [117, 1, 116]

/** Spans of records; holes are passed over. Throws on a kind of content that no record of ours is. */
export function spansIn(update: Uint8Array): readonly Span[] {
  const cursor = new Cursor(update)
  const spans: Span[] = []
  for (let sections = cursor.varuint(); sections > 0; sections--) {
    const structs = cursor.varuint()
    const writer = cursor.varuint()
    let clock = cursor.varuint()
    for (let at = 0; at < structs; at++) {
      const { count, isRecord } = readStruct(cursor)
      if (isRecord) spans.push({ writer, clock, count })
      clock += count
    }
  }
  return spans
}

export function recordsCount(spans: readonly Span[]): number {
  return spans.reduce((sum, { count }) => sum + count, 0)
}

function readStruct(cursor: Cursor): { readonly count: number; readonly isRecord: boolean } {
  const info = cursor.u8()
  const kind = info & 0x1f
  if (kind === GARBAGE || kind === SKIP) return { count: cursor.varuint(), isRecord: false }
  skipParent(cursor, info)
  const count = cursor.varuint()
  if (kind === DELETED) return { count, isRecord: false }
  if (kind !== ANY) throw new Error(`content of kind ${kind} is no record`)
  for (let at = 0; at < count; at++) {
    for (const byte of VALUE_HEAD)
      if (cursor.u8() !== byte) throw new Error('a value of another form is no record')
    cursor.skip(cursor.varuint())
  }
  return { count, isRecord: true }
}

function skipParent(cursor: Cursor, info: number): void {
  if ((info & HAS_ORIGIN) !== 0) skipId(cursor)
  if ((info & HAS_RIGHT_ORIGIN) !== 0) skipId(cursor)
  if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) !== 0) return
  if (cursor.varuint() === 1) cursor.skip(cursor.varuint())
  else skipId(cursor)
  if ((info & HAS_KEY) !== 0) cursor.skip(cursor.varuint())
}

function skipId(cursor: Cursor): void {
  cursor.varuint()
  cursor.varuint()
}
