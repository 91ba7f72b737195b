/**
 * Which holes in a file are accounted for: by a retract that counts now, of the place's own person or of a
 * moderator. A relay asks the same of what devices send; a client does not ask it of a relay.
 */
import {
  type AcceptedRecord,
  type DocFacts,
  namesPlace,
  newRetractions,
  verifyEvidence,
} from '@parley/gate'
import type { Act } from '@parley/group'
import { type Evidence, parseDocName, toDeviceKey, type Writer } from '@parley/protocol'
import type { Verifier } from '@parley/signing'
import type { Device } from '../device.ts'
import type { Session } from '../groups/session.ts'
import { newDigests } from '../membership/digests.ts'
import { verifyAhead } from './verify-ahead.ts'

export interface HoleFacts {
  /** Untrusted: what of it stands is found here. */
  add(evidence: readonly Evidence[]): Promise<void>
  readonly facts: Pick<DocFacts, 'explains' | 'accountsFor'>
}

/** Of one document of the group. */
export function newHoleFacts(device: Device, session: Session, doc: string): HoleFacts {
  const { membership, groupDoc } = session
  const { devicesOf, hasAction } = groupDoc.facts
  const name = parseDocName(doc)
  const segment = name?.kind === 'segment' ? name.segment : undefined
  const digests = newDigests((at) =>
    at === undefined ? groupDoc : session.parts.segments.opened().get(at),
  )
  const retracts = newRetractions()

  function counts(retract: AcceptedRecord, target: Writer): boolean {
    if (retract.record.kind !== 'retract' || retract.device === undefined) return false
    const roster = membership.roster()
    const author = toDeviceKey(retract.device)
    const person = roster.personOf(author)
    const isOwn =
      person !== undefined &&
      roster.devicesOf(target).some((one) => roster.personOf(one) === person)
    const { writer, clock } = retract.place
    const act: Act = isOwn ? 'retract' : 'moderate'
    const answer = roster.judge({
      device: author,
      heads: retract.record.header.heads,
      place: { segment, writer, clock },
      act,
      digestOf: (upto) => digests.digestOf(upto),
    })
    return answer === 'valid'
  }

  return {
    async add(evidence) {
      const run = (verify: Verifier) =>
        verifyEvidence(evidence, { doc, devicesOf, hasAction }, verify)
      for (const retract of run(await verifyAhead(device, run))) retracts.add(retract)
    },
    facts: {
      explains: (place, id) =>
        retracts
          .naming(place.writer, place.clock)
          .some((retract) => namesPlace(retract, place, id) && counts(retract, place.writer)),
      accountsFor: (retract, place) => namesPlace(retract, place) && counts(retract, place.writer),
    },
  }
}
