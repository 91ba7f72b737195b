/** A member whose client says what theirs never would: what it sends is signed rightly, and says something else. */
import { encodeUpdate, judgeUpdate } from '@parley/gate'
import {
  bytesToSign,
  encodeContent,
  encodeEnvelopeHeader,
  MESSAGE_TYPE,
  parseDocName,
  parseFrame,
  parseSync,
  RECORD_TYPE,
  signedRecord,
  syncFrame,
  unsignedRecord,
} from '@parley/protocol'
import { pad } from '@parley/sealing'
import { newKeyPair, sign } from '@parley/signing'
import type { Member } from './people.ts'

type Said = Parameters<typeof encodeContent>[0]

/**
 * In a group that is not encrypted: the next envelope this member sends says this in its place. `clock`:
 * how many they sent before. Resolves when it is on its way.
 */
export function saysNext({ browser }: Member, content: Said, clock: number): Promise<void> {
  const { disk, line } = browser
  const kept = disk.entries.get('identity') as { deviceSecret: Uint8Array }
  const device = newKeyPair(kept.deviceSecret)
  return new Promise((resolve) => {
    line.meddle = (bytes) => {
      const [place, record] = envelopeIn(bytes, clock) ?? []
      if (place === undefined || record === undefined) return 'pass'
      line.meddle = () => 'pass'
      resolve()
      const header = encodeEnvelopeHeader(record.header)
      const unsigned = unsignedRecord(RECORD_TYPE.envelope, header, pad(encodeContent(content)))
      const signed = signedRecord(unsigned, sign(bytesToSign(place, unsigned), device))
      const run = { writer: place.writer, clock: place.clock, records: [signed] }
      return syncFrame(place.doc, 'update', encodeUpdate(place.doc, [run]))
    }
  })
}

/** The one envelope of an update of a segment, and where it stands. */
function envelopeIn(bytes: Uint8Array, clock: number) {
  const frame = parseFrame(bytes)
  if (frame?.type !== MESSAGE_TYPE.sync || parseDocName(frame.doc)?.kind !== 'segment')
    return undefined
  const { doc } = frame
  const sync = parseSync(frame.payload)
  if (sync?.step !== 'update') return undefined
  const verdict = judgeUpdate(sync.bytes, {
    doc,
    placesOf: () => clock,
    recordAt: () => undefined,
    hasEntry: () => false,
    devicesOf: () => [],
    hasAction: () => true,
    isOwn: () => false,
    refusedFrom: () => undefined,
    liveClocks: () => [],
    takesMissing: true,
    explains: () => false,
    accountsFor: () => false,
    mayDelete: () => false,
  })
  const [accepted] = verdict.ok ? verdict.accepted : []
  if (accepted?.record.kind !== 'envelope') return undefined
  return [accepted.place, accepted.record] as const
}
