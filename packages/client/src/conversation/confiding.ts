/**
 * A second seal inside that of the group: a fresh key for some boxes, and what is sealed under it.
 *
 * Rows and seal are bound to the group, to whose record it is and to the record's own id, so that nobody who
 * copies them can say in their own name what they cannot read, and have it answered to them. The key is
 * committed to: whoever opens it reads the same.
 */
import type { ContentRecord } from '@parley/group'
import {
  type Confided,
  type Confidence,
  confidedContext,
  encodeConfidence,
  equalBytes,
  type GroupId,
  MAX_CONFIDED_ROWS,
  type MessageId,
  parseConfidence,
} from '@parley/protocol'
import {
  type BoxKeyPair,
  commitmentOf,
  ephemeralFor,
  isCommittedTo,
  open,
  openFromBox,
  pad,
  rowTag,
  seal,
  sealToBox,
  unpad,
} from '@parley/sealing'
import type { Device } from '../device.ts'

export interface Confiding {
  readonly group: GroupId
  readonly messageId: MessageId
  /** Public keys; what is none gets no row, and so does what is over the limit. */
  readonly boxes: readonly Uint8Array[]
}

/** The key is used once, so the nonce may be what it likes. */
const NONCE = new Uint8Array(24)

export function confide(
  { identity, random }: Pick<Device, 'identity' | 'random'>,
  { group, messageId, boxes }: Confiding,
  confidence: Confidence,
): Confided {
  const key32 = random(32)
  const context = confidedContext(group, { person: identity.person, messageId })
  const device32 = identity.device.publicKey
  const { publicKey, secretKey } = ephemeralFor({ key32, context, device32 })
  const rows = boxes.slice(0, MAX_CONFIDED_ROWS).flatMap((recipientPublic) => {
    const sealed = sealToBox({ ephemeralSecret: secretKey, recipientPublic, context, key32 })
    return sealed === undefined ? [] : [{ tag: rowTag(publicKey, recipientPublic), sealed }]
  })
  const plaintext = pad(encodeConfidence(confidence))
  return {
    messageId,
    commitment: commitmentOf(key32),
    ephemeral: publicKey,
    rows,
    sealed: seal({ key32, nonce24: NONCE, plaintext, aad: context }),
  }
}

/** `undefined`: it is not for these boxes, or nothing that could be read. */
export function openConfided(
  group: GroupId,
  { person, content }: Pick<ContentRecord, 'person' | 'content'>,
  boxes: readonly BoxKeyPair[],
): Confidence | undefined {
  if (content.kind !== 'confided') return undefined
  const { messageId, commitment, ephemeral, rows, sealed } = content
  const context = confidedContext(group, { person, messageId })
  for (const { publicKey, secretKey } of boxes) {
    const tag = rowTag(ephemeral, publicKey)
    // Who confides makes one row for a box. More of them would only cost its owner time (AT220).
    const row = rows.find((one) => equalBytes(one.tag, tag))
    if (row === undefined) continue
    const key32 = openFromBox({
      recipientSecret: secretKey,
      recipientPublic: publicKey,
      ephemeralPublic: ephemeral,
      context,
      sealed: row.sealed,
    })
    if (key32 === undefined || !isCommittedTo(commitment, key32)) continue
    const padded = open({ key32, nonce24: NONCE, sealed, aad: context })
    const bytes = padded && unpad(padded)
    return bytes && parseConfidence(bytes)
  }
  return undefined
}
