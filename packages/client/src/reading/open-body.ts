/** Opening what an envelope, a profile or an about hides. */
import { type EnvelopeHeader, envelopeAad, type Place } from '@parley/protocol'
import { open } from '@parley/sealing'
import type { Keyring } from './keyring.ts'

export interface SealedBody {
  readonly place: Place
  readonly header: EnvelopeHeader
  readonly headerBytes: Uint8Array
  readonly body: Uint8Array
}

/** The padded content, or `undefined` without its key or when anything was changed. */
export function openBody(
  { place, header, headerBytes, body }: SealedBody,
  keyring: Pick<Keyring, 'keyOf'>,
): Uint8Array | undefined {
  if (header.epoch === undefined) return body
  const key32 = keyring.keyOf(header.epoch)
  return (
    key32 &&
    open({ key32, nonce24: header.nonce, sealed: body, aad: envelopeAad(place, headerBytes) })
  )
}
