/**
 * The pictures that names lead to, opened when somebody looks and once.
 *
 * A naming says the id of the record with the image, and its key; the id commits to the record, so whoever
 * may say a picture has answered for it. Rule PF4.
 */
import {
  envelopeAad,
  parseNaming,
  type Picture,
  type PictureRef,
  type RecordId,
} from '@parley/protocol'
import { open, unpad } from '@parley/sealing'
import type { SealedName } from './said-names.ts'

export interface SaidPictures {
  /** The same object each time; `undefined` while its record is not here, or is no picture. */
  pictureOf(ref: PictureRef): Picture | undefined
}

export interface SaidPicturesPorts {
  /** As they stand now. */
  sealed(): readonly SealedName[]
  isEncrypted(): boolean
}

export function newSaidPictures({ sealed, isEncrypted }: SaidPicturesPorts): SaidPictures {
  const opened = new Map<RecordId, Picture | undefined>()
  return {
    pictureOf(ref) {
      if (opened.has(ref.record)) return opened.get(ref.record)
      const found = sealed().find(({ id }) => id === ref.record)
      if (found === undefined) return undefined
      const isSealed = found.header.epoch !== undefined && ref.key !== undefined
      const picture = isSealed === isEncrypted() ? openImage(found, ref.key) : undefined
      opened.set(ref.record, picture)
      return picture
    },
  }
}

function openImage(
  { place, header, headerBytes, body }: SealedName,
  key32: Uint8Array | undefined,
): Picture | undefined {
  const aad = envelopeAad(place, headerBytes)
  const padded =
    key32 === undefined ? body : open({ key32, nonce24: header.nonce, sealed: body, aad })
  const content = padded && unpad(padded)
  return content && parseNaming(content)?.image
}
