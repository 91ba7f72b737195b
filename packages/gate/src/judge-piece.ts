/**
 * One piece of a section against the facts: held, taken, or refused with a reason.
 *
 * From cheap to dear: what is there already is compared and never parsed, and a signature is only
 * asked for when everything else stands.
 */
import {
  equalBytes,
  headsOf,
  type NackReason,
  parseRecord,
  type Place,
  prefixOf,
  type RecordId,
  recordIdOf,
  toUtf8,
  type Writer,
} from '@parley/protocol'
import type { Verifier } from '@parley/signing'
import { type Arrivals, type Lack, lackOfDevice } from './arrivals.ts'
import type { AcceptedRecord, DocFacts } from './facts.ts'
import { type Explain, type Holder, type HoleRuling, judgeHole } from './judge-hole.ts'
import { endOf, type HolePiece, type Piece, type RecordPiece } from './sections.ts'
import { introducesItself, isAtHome, verifyRecord } from './verify-record.ts'

export type Ruling =
  /** Of a hole over records held: which of them go, and whether any stays. */
  | { readonly type: 'held'; readonly over?: HoleRuling }
  /** Without a record: a hole. */
  | {
      readonly type: 'taken'
      readonly piece: Piece
      readonly record: AcceptedRecord | undefined
      readonly over?: HoleRuling
    }
  /** `waitsFor` may yet come with another section of this update. */
  | {
      readonly type: 'refused'
      readonly reason: NackReason
      readonly needs: readonly RecordId[]
      readonly waitsFor: Lack | undefined
    }

export interface Known {
  readonly facts: DocFacts
  /** By retracts of this update. */
  readonly explain: Explain
  readonly verify: Verifier | undefined
  /** What other sections of this update brought so far. */
  readonly brought: Pick<Arrivals<unknown>, 'hasEntry' | 'hasAction' | 'devicesOf'>
}

const BAD: Ruling = { type: 'refused', reason: 'bad', needs: [], waitsFor: undefined }

/** The ruling on one piece, all earlier ones of its section being held or taken. */
export function judgePiece(piece: Piece, holder: Holder, known: Known): Ruling {
  const { facts } = known
  const { writer, placesCount } = holder
  const isNew = endOf(piece) > placesCount
  if (isNew && facts.isOwn(writer)) return BAD
  if (isNew && endOf(piece) > (facts.refusedFrom(writer) ?? Infinity)) return BAD
  if (piece.type === 'hole') return judgeGap(piece, holder, known)
  if (isNew) return judgeRecord(piece, { doc: facts.doc, writer, clock: piece.clock }, known)
  const held = facts.recordAt(writer, piece.clock)
  const isHeld = held === undefined ? isGone(piece, writer, known) : equalBytes(held, piece.bytes)
  return isHeld ? { type: 'held' } : BAD
}

/** Whether the hole here is of this very record; any other would be lost without a word. Rule GA49. */
function isGone({ clock, bytes }: RecordPiece, writer: Writer, known: Known): boolean {
  const { facts, explain } = known
  if (facts.takesMissing) return true
  const place = { doc: facts.doc, writer, clock }
  const id = recordIdOf(place, bytes)
  return facts.explains(place, id) || explain(writer, clock, id)
}

function judgeGap(hole: HolePiece, holder: Holder, known: Known): Ruling {
  const over = judgeHole(hole, holder, known)
  if (!over.stands) return BAD
  const { placesCount } = holder
  const end = endOf(hole)
  if (end <= placesCount) return { type: 'held', over }
  const clock = Math.max(hole.clock, placesCount)
  const piece = { ...hole, clock, placesCount: end - clock }
  return { type: 'taken', piece, record: undefined, over }
}

function judgeRecord(piece: RecordPiece, place: Place, known: Known): Ruling {
  const record = parseRecord(piece.bytes)
  if (record === undefined) return BAD
  const id = recordIdOf(place, piece.bytes)
  if (piece.key !== undefined && !isFreeKey(piece, id, known)) return BAD
  if (!isAtHome(place, record)) return BAD
  const needs = headsOf(record).filter(
    (head) => !known.facts.hasAction(head) && !known.brought.hasAction(head),
  )
  const [need] = needs
  if (need !== undefined)
    return { type: 'refused', reason: 'need', needs, waitsFor: { type: 'action', id: need } }
  return judgeAuthor(piece, { place, id, record }, known)
}

function isFreeKey(piece: RecordPiece, id: RecordId, { facts, brought }: Known): boolean {
  if (piece.key === undefined || !equalBytes(piece.key, toUtf8(id))) return false
  const isHeld = piece.root !== 'messages' && facts.hasEntry(piece.root, id)
  return !isHeld && !brought.hasEntry(id)
}

function judgeAuthor(
  piece: Piece,
  { place, id, record }: Omit<AcceptedRecord, 'device'>,
  { facts, verify, brought }: Known,
): Ruling {
  if (verify === undefined)
    return { type: 'taken', piece, record: { place, id, record, device: undefined } }
  const { writer } = place
  const devices = [...facts.devicesOf(writer), ...brought.devicesOf(prefixOf(writer))]
  const device = verifyRecord({ place, record, devices }, verify)
  if (device !== undefined) return { type: 'taken', piece, record: { place, id, record, device } }
  if (introducesItself(record)) return BAD
  // Another device of the same prefix may still be introduced by this update.
  const reason = devices.length === 0 ? 'unknown-device' : 'bad'
  return { type: 'refused', reason, needs: [], waitsFor: lackOfDevice(writer) }
}
