/**
 * What hides content: sealing, padding, boxes for persons, and the keys derived from others.
 *
 * Knows bytes only: no records, no clock, no randomness (nonces, seeds and keys come in), no store.
 * A relay never imports this package. Rules SE1.. are in SPEC.md.
 */
export { type Opening, type Sealing, open, seal } from './seal.ts'
export { MAX_CONTENT_BYTES, pad, paddedSizeOf, unpad } from './pad.ts'
export {
  BOX_BYTES,
  type BoxKeyPair,
  type BoxOpening,
  type BoxSealing,
  boxKeyPair,
  ephemeralFor,
  openFromBox,
  type RowSealing,
  rowTag,
  sealRow,
  sealToBox,
} from './box.ts'
export { type Agreement, pureAgreement, webCryptoAgreement } from './agreement.ts'
export { commitmentOf, deriveInvite, epochIdOf, type InviteSeeds, isCommittedTo } from './derive.ts'
export { type KeyOpening, type KeySealing, openKey, sealKey } from './chain.ts'
export { boxOfSigner, boxPublicOfSigner, firstBoxOf, personBoxContext } from './persons.ts'
export { type DoorKeys, doorKeysOf } from './short-code.ts'
