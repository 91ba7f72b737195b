/** What this relay's policy refuses of records that the gate finds well-formed. */
import type { AcceptedRecord } from '@parley/gate'
import type { NackReason, Refusal, Writer } from '@parley/protocol'

export type Refusals = ReadonlyMap<Writer, Refusal>

/** The first record of each writer that `reasonAgainst` names a reason for; asked in order, and not beyond it. */
export function firstRefusals(
  accepted: readonly AcceptedRecord[],
  reasonAgainst: (one: AcceptedRecord) => NackReason | undefined,
): Refusals {
  const refusals = new Map<Writer, Refusal>()
  for (const one of accepted) {
    const { writer, clock } = one.place
    if (refusals.has(writer)) continue
    const reason = reasonAgainst(one)
    if (reason !== undefined) refusals.set(writer, { writer, clock, reason, needs: [] })
  }
  return refusals
}
