/**
 * Certificates: how a person's root key says, directly or through devices, "this device is mine".
 *
 * A chain runs from the root to one device. It proves descent only: whether a device was removed
 * since is the roster's to say. Rules SG9 to SG12.
 */
import { MAX_CHAIN, concatBytes, equalBytes, idBytes, personIdOf, toUtf8 } from '@parley/protocol'
import { type Secret, sign } from './keys.ts'
import { checkPublicKey } from './rule.ts'
import type { Verifier } from './verifiers.ts'

export interface Certificate {
  readonly devicePub: Uint8Array
  readonly signature: Uint8Array
}

/** Root first: link 0 is signed by the root, every other by the device of the link before it. */
export type CertificateChain = readonly Certificate[]

/** Whose device a chain speaks of. */
export interface Subject {
  readonly root: Uint8Array
  readonly personId16: Uint8Array
}

const DOMAIN = toUtf8('parley/device')

/** The 64-byte signature by which the issuer (root or a device of the person) adopts a device. */
export function signCertificate(issued: {
  readonly issuer: Secret
  readonly personId16: Uint8Array
  readonly devicePub: Uint8Array
}): Uint8Array {
  return sign(certificateBytes(issued.personId16, issued.devicePub), issued.issuer)
}

/** The last device's public key, checked; `undefined` when any part of the chain does not hold. */
export function verifyChain(
  verifier: Verifier,
  { root, personId16, chain }: Subject & { readonly chain: CertificateChain },
): Uint8Array | undefined {
  if (chain.length === 0 || chain.length > MAX_CHAIN) return undefined
  if (root.length !== 32 || !equalBytes(personId16, idBytes(personIdOf(root)))) return undefined

  let issuer = root
  for (const { devicePub, signature } of chain) {
    if (devicePub.length !== 32) return undefined
    const message = certificateBytes(personId16, devicePub)
    if (!verifier({ publicKey: issuer, message, signature })) return undefined
    issuer = devicePub
  }
  return checkPublicKey(issuer) ? issuer : undefined
}

function certificateBytes(personId16: Uint8Array, devicePub: Uint8Array): Uint8Array {
  return concatBytes(DOMAIN, personId16, devicePub)
}
