/**
 * What goes with a document that holes are in: before it the retracts that account for them, after it the
 * places that are holes, for who still holds something there. Rule RE40.
 */
import { encodeDeletes, parseStateVector, verifyEvidence } from '@parley/gate'
import {
  encodeEvidence,
  encodeTyped,
  type Evidence,
  MAX_UPDATE_BYTES,
  MESSAGE_TYPE,
  parseDocName,
  type RecordId,
  syncFrame,
} from '@parley/protocol'
import { mayBring } from './access.ts'
import type { Client } from './client.ts'
import type { RelayContext } from './context.ts'
import { explanationOf, factsOf, type Segment } from './deletion-rights.ts'

/** In one frame, so that it fits with its framing. */
const FRAME_RECORDS = 2_048
const FRAME_BYTES = MAX_UPDATE_BYTES - 65_536

/** 107, in frames of their own, for the holes that a holder of this state vector is about to get. */
export async function sendEvidence(
  client: Client,
  segment: Segment,
  stateVector: Uint8Array,
): Promise<void> {
  if (segment.live.records.holesCount() === 0) return
  const known = parseStateVector(stateVector)
  const found = new Map<RecordId, Evidence>()
  const { live } = segment
  for (const { writer, clock: from, length } of [...live.records.holes()]) {
    for (let clock = Math.max(from, known?.get(writer) ?? 0); clock < from + length; clock++) {
      await client.pay(1) // each may cost a signature check
      const retract = explanationOf({ doc: live.name, writer, clock }, segment)
      if (retract === undefined) continue
      const { place, record } = retract
      found.set(retract.id, { writer: place.writer, clock: place.clock, record: record.bytes })
    }
  }
  for (const some of inFrames([...found.values()]))
    client.send(encodeTyped(live.name, MESSAGE_TYPE.evidence, encodeEvidence(some)))
}

/** Every place that is a hole here, as an update that only deletes. */
export function sendDeletes(client: Client, { live }: Pick<Segment, 'live'>): void {
  if (parseDocName(live.name)?.kind !== 'segment' || live.records.holesCount() === 0) return
  client.send(syncFrame(live.name, 'update', encodeDeletes(live.records.holes())))
}

/** Evidence from a member, or a relay that carries the group, who is about to bring holes. */
export async function takeEvidence(
  context: RelayContext,
  client: Client,
  { doc, evidence }: { readonly doc: string; readonly evidence: readonly Evidence[] },
): Promise<void> {
  const held = await context.docs.hold(doc)
  try {
    const { live, group } = held
    if (!mayBring(group.roster(), client)) return
    for (const retract of verifyEvidence(evidence, factsOf(held), context.verify))
      live.retracts.addEvidence(retract)
    await client.pay(evidence.length)
  } finally {
    held.release()
  }
}

function inFrames(evidence: readonly Evidence[]): readonly (readonly Evidence[])[] {
  const frames: Evidence[][] = []
  let bytes = Infinity
  for (const one of evidence) {
    const last = frames.at(-1)
    bytes += one.record.length + 24
    if (last !== undefined && last.length < FRAME_RECORDS && bytes <= FRAME_BYTES) {
      last.push(one)
      continue
    }
    frames.push([one])
    bytes = one.record.length + 24
  }
  return frames
}
