/** A member whose client says what theirs never would: what it sends is signed rightly, and says something else. */
import { encodeUpdate, judgeUpdate } from '@parley/gate'
import {
  bytesToSign,
  type Confidence,
  confidedContext,
  encodeConfidence,
  encodeContent,
  encodeEnvelopeHeader,
  MESSAGE_TYPE,
  parseContent,
  parseDocName,
  parseFrame,
  parseSync,
  RECORD_TYPE,
  signedRecord,
  syncFrame,
  toMessageId,
  unsignedRecord,
} from '@parley/protocol'
import {
  boxKeyPair,
  commitmentOf,
  ephemeralFor,
  pad,
  rowTag,
  seal,
  sealToBox,
  unpad,
} from '@parley/sealing'
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

/** In a group that is not encrypted: what this member says in the next envelope they send. */
export function overhears({ browser: { line } }: Member, clock: number): Promise<Said> {
  return new Promise((resolve) => {
    line.meddle = (bytes) => {
      const [, record] = envelopeIn(bytes, clock) ?? []
      const content = record && unpad(record.body)
      const said = content && parseContent(content)
      if (said === undefined || said.kind === 'unknown') return 'pass'
      line.meddle = () => 'pass'
      resolve(said)
      return 'pass'
    }
  })
}

/** What this member would have confided to that one, had their client let them. */
export function confidedBy(from: Member, to: Member, confidence: Confidence): Said {
  const messageId = toMessageId(Uint8Array.from({ length: 16 }, (_, at) => at + 7))
  const context = confidedContext(from.group.id, { person: from.parley.me, messageId })
  const key32 = Uint8Array.from({ length: 32 }, (_, at) => at + 1)
  const { device, boxes } = keysOf(to)
  const { publicKey, secretKey } = ephemeralFor({ key32, context, device32: device })
  const rows = boxes.flatMap((recipientPublic) => {
    const sealed = sealToBox({ ephemeralSecret: secretKey, recipientPublic, context, key32 })
    return sealed === undefined ? [] : [{ tag: rowTag(publicKey, recipientPublic), sealed }]
  })
  const plaintext = pad(encodeConfidence(confidence))
  const sealed = seal({ key32, nonce24: new Uint8Array(24), plaintext, aad: context })
  const commitment = commitmentOf(key32)
  return { kind: 'confided', messageId, commitment, ephemeral: publicKey, rows, sealed }
}

function keysOf({ browser: { disk } }: Member) {
  const kept = disk.entries.get('identity') as {
    readonly deviceSecret: Uint8Array
    readonly boxes: readonly { readonly secret: Uint8Array }[]
  }
  return {
    device: newKeyPair(kept.deviceSecret).publicKey,
    boxes: kept.boxes.map(({ secret }) => boxKeyPair(secret).publicKey),
  }
}
