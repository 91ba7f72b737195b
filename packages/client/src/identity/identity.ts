/**
 * Who this device is: its person, its own signing key, and the proof that the one is the other's.
 *
 * The root key signs the device once and is not kept: it can be made again from the phrase, which
 * stays only until the person has confirmed to have written it down. Rules ID1 to ID4.
 */
import { type Introduction, type PersonId, idBytes, personIdOf } from '@parley/protocol'
import { type BoxKeyPair, boxKeyPair } from '@parley/sealing'
import { type CertificateChain, type KeyPair, newKeyPair, signCertificate } from '@parley/signing'
import type { Random } from '../ports.ts'
import { newPhrase, rootOfPhrase } from './phrase.ts'

export interface Identity {
  readonly person: PersonId
  readonly rootPublic: Uint8Array
  /** Twelve words, until they are confirmed. */
  readonly phrase: string | undefined
  /** From the root to this device. */
  readonly chain: CertificateChain
  readonly device: KeyPair
  /** What epoch keys are granted to; it belongs to the person, not to the device. */
  readonly box: BoxKeyPair
}

/** A new person on a new device. Costs some tens of milliseconds: the phrase is stretched. */
export function newIdentity(random: Random): Identity {
  const phrase = newPhrase(random)
  const root = rootOfPhrase(phrase)
  if (root === undefined) throw new Error('a new phrase was not a phrase')
  const person = personIdOf(root.publicKey)
  const device = newKeyPair(random(32))
  const certificate = {
    devicePub: device.publicKey,
    signature: signCertificate({
      issuer: root,
      personId16: idBytes(person),
      devicePub: device.publicKey,
    }),
  }
  return {
    person,
    rootPublic: root.publicKey,
    phrase,
    chain: [certificate],
    device,
    box: boxKeyPair(random(32)),
  }
}

/** How this person introduces itself to a group, in `found` and `join`. Nothing in it is secret. */
export function introduction({ rootPublic, chain, box }: Identity): Introduction {
  return {
    root: rootPublic,
    chain: chain.map(({ devicePub, signature }) => ({ devicePublic: devicePub, signature })),
    box: box.publicKey,
  }
}
