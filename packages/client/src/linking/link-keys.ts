/**
 * What both keys of a linking give: six digits to compare, and a seal in each direction.
 *
 * The old device was bound to its key before it saw the new one's, so whoever stands between has one
 * guess in a million at digits that agree. Rules DL3, DL4.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { ByteWriter, concatBytes, toUtf8 } from '@parley/protocol'
import { BOX_BYTES, type BoxKeyPair, open, openFromBox, seal, sealToBox } from '@parley/sealing'
import type { Random } from '../ports.ts'

export interface LinkKeys {
  /** Six digits, the same on both devices. */
  readonly digits: string
  /** `undefined` for a key of the other's that is none. */
  seal(subject: Subject, plaintext: Uint8Array, random: Random): Uint8Array | undefined
  open(subject: Subject, sealed: Uint8Array): Uint8Array | undefined
}

/** What is sealed, so that nothing of it opens as something else. */
export interface Subject {
  readonly type: 'confirm' | 'give' | 'got'
  readonly part?: number
  readonly count?: number
}

export interface Met {
  readonly room: string
  readonly hostPublic: Uint8Array
  readonly guestPublic: Uint8Array
}

const ZERO_NONCE = new Uint8Array(24)

/** `own`: this device's pair; the other's public is the one of `met` that is not its own. */
export function newLinkKeys(met: Met, own: BoxKeyPair, otherPublic: Uint8Array): LinkKeys {
  const transcript = transcriptOf(met)
  const contextOf = ({ type, part = 0, count = 0 }: Subject) =>
    concatBytes(toUtf8(`parley/link-${type}`), Uint8Array.of(part, count), transcript)

  return {
    digits: digitsOf(transcript),
    seal(subject, plaintext, random) {
      const context = contextOf(subject)
      const key32 = random(32)
      const box = { ephemeralSecret: own.secretKey, recipientPublic: otherPublic, context, key32 }
      const boxed = sealToBox(box)
      if (boxed === undefined) return undefined
      return concatBytes(boxed, seal({ key32, nonce24: ZERO_NONCE, plaintext, aad: context }))
    },
    open(subject, sealed) {
      const context = contextOf(subject)
      const key32 = openFromBox({
        recipientSecret: own.secretKey,
        recipientPublic: own.publicKey,
        ephemeralPublic: otherPublic,
        context,
        sealed: sealed.slice(0, BOX_BYTES),
      })
      const body = sealed.slice(BOX_BYTES)
      return key32 && open({ key32, nonce24: ZERO_NONCE, sealed: body, aad: context })
    },
  }
}

function transcriptOf({ room, hostPublic, guestPublic }: Met): Uint8Array {
  const said = new ByteWriter().put(toUtf8('parley/link')).text(room)
  return sha256(said.put(hostPublic).put(guestPublic).bytes())
}

function digitsOf(transcript: Uint8Array): string {
  const digest = sha256(concatBytes(toUtf8('parley/link-digits'), transcript))
  const number = digest.subarray(0, 8).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  return String(number % 1_000_000n).padStart(6, '0')
}
