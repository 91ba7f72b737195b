/**
 * The gate on a document's line, both ways: provider messages to frames, frames to provider messages.
 *
 * The relay is not trusted: what the provider gets is only what the gate encoded anew. The provider
 * is ours, but it tells deletes and knows no limit of size, so what it writes is cut. Functions of
 * their arguments only. Rules LK12 to LK17, LK33, LK35.
 */
import {
  cutUpdate,
  type DocFacts,
  evidenceIn,
  judgeUpdate,
  keepPrefixes,
  parseStateVector,
} from '@parley/gate'
import {
  ByteWriter,
  encodeEvidence,
  encodeSync,
  encodeTyped,
  MESSAGE_TYPE,
  parseBytes,
  parseSync,
  type Refusal,
  SYNC_STEP,
  type SyncMessage,
  syncFrame,
  type Writer,
} from '@parley/protocol'

/** By writer, from which clock on nothing leaves. */
type HeldBack = ReadonlyMap<Writer, number>

const NOTHING: HeldBack = new Map()

/** No sections, no deletes. */
const EMPTY_UPDATE = Uint8Array.of(0, 0)

/** An empty awareness message: renews the provider's 30 s of patience, changes nothing. */
export const SIGN_OF_LIFE = Uint8Array.of(MESSAGE_TYPE.awareness, 1, 0)

export type Incoming =
  | { readonly ok: false; readonly broke: string }
  | {
      readonly ok: true
      readonly step: SyncMessage['step']
      /** For the provider; `undefined` when there is nothing it must know. */
      readonly message: Uint8Array | undefined
      readonly refusals: readonly Refusal[]
    }

/** Judge an untrusted sync payload from the relay. */
export function admitSync(payload: Uint8Array, facts: DocFacts): Incoming {
  const sync = parseSync(payload)
  if (sync === undefined) return { ok: false, broke: 'sync' }
  if (sync.step === 'step1') {
    // A million invented writers would make us encode the whole document a million times over [AT63].
    if (parseStateVector(sync.bytes) === undefined) return { ok: false, broke: 'sync' }
    return { ok: true, step: 'step1', message: syncMessage(sync), refusals: [] }
  }
  const verdict = judgeUpdate(sync.bytes, facts)
  if (!verdict.ok) return verdict
  const { step } = sync
  const bytes = verdict.update ?? (step === 'step2' ? EMPTY_UPDATE : undefined)
  const message = bytes === undefined ? undefined : syncMessage({ step, bytes })
  return { ok: true, step, message, refusals: verdict.refusals }
}

/**
 * The frames for what our provider wrote; none for awareness and for an answer that says nothing.
 * `undefined` when our own document does not fit the grammar.
 */
export function framesOfMessage(
  doc: string,
  message: Uint8Array,
  heldBack?: HeldBack,
): readonly Uint8Array[] | undefined {
  const sync = readOwnSync(message)
  if (sync === undefined) return []
  if (sync.step === SYNC_STEP.step1) return [syncFrame(doc, 'step1', sync.bytes)]
  const step = sync.step === SYNC_STEP.step2 ? 'step2' : 'update'
  return framesOfUpdate(doc, sync.bytes, step, heldBack)
}

/** Retracts in one frame of evidence: none is longer than 4 KiB, so that it fits. */
const EVIDENCE_FRAME_RECORDS = 200

/**
 * An update in frames of the size a relay takes, deletes and what is held back left out; the last one
 * bears `step`. What accounts for its holes goes first: a relay takes no hole that it cannot explain.
 */
export function framesOfUpdate(
  doc: string,
  update: Uint8Array,
  step: 'step2' | 'update',
  heldBack: HeldBack = NOTHING,
): readonly Uint8Array[] | undefined {
  const told = heldBack.size === 0 ? update : withoutHeld(doc, update, heldBack)
  const pieces = told && cutUpdate(doc, told)
  const frames = pieces?.map((piece, at) =>
    syncFrame(doc, at === pieces.length - 1 ? step : 'update', piece),
  )
  return frames && [...evidenceFrames(doc, update), ...frames]
}

function withoutHeld(doc: string, update: Uint8Array, heldBack: HeldBack): Uint8Array | undefined {
  return keepPrefixes(
    doc,
    update,
    ({ place: { writer, clock } }) => clock < (heldBack.get(writer) ?? Infinity),
  )
}

function evidenceFrames(doc: string, update: Uint8Array): readonly Uint8Array[] {
  const evidence = evidenceIn(doc, update)
  const frames: Uint8Array[] = []
  for (let at = 0; at < evidence.length; at += EVIDENCE_FRAME_RECORDS) {
    const some = evidence.slice(at, at + EVIDENCE_FRAME_RECORDS)
    frames.push(encodeTyped(doc, MESSAGE_TYPE.evidence, encodeEvidence(some)))
  }
  return frames
}

/** Our own provider's sync message: unlike a relay's it may be of any size. */
function readOwnSync(message: Uint8Array): { step: number; bytes: Uint8Array } | undefined {
  return parseBytes(message, (reader) => {
    if (reader.varuint() !== MESSAGE_TYPE.sync) reader.fail()
    return { step: reader.varuint(), bytes: reader.varbytes(Number.MAX_SAFE_INTEGER) }
  })
}

function syncMessage(sync: SyncMessage): Uint8Array {
  return new ByteWriter().varuint(MESSAGE_TYPE.sync).put(encodeSync(sync)).bytes()
}
