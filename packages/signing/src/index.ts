/**
 * Who signed it: Ed25519 keys, signatures, certificates, and the one rule to verify them.
 *
 * Knows bytes only: no records, no clock, no randomness, no store. Rules SG1.. are in SPEC.md.
 */
export { type KeyPair, type Secret, type Signer, newKeyPair, nodeSigner, sign } from './keys.ts'
export { type Proof, checkPublicKey, verify } from './rule.ts'
export {
  type AsyncVerifier,
  type Verifier,
  nodeVerifier,
  pureVerifier,
  toAsync,
  webCryptoVerifier,
} from './verifiers.ts'
export { nodeEs256 } from './node-es256.ts'
export {
  loadEs256,
  newSiteVerifier,
  type SignedBySite,
  type SiteVerifier,
} from './site-signatures.ts'
export {
  type Certificate,
  type CertificateChain,
  type Subject,
  signCertificate,
  verifyChain,
} from './certificates.ts'
