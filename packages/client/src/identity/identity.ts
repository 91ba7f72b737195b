/**
 * Who this device is: its person, its own signing key, and the proof that the one is the other's.
 *
 * The root key signs a device and is not kept: it can be made again from the phrase, which stays
 * only until the person has confirmed to have written it down. Rules ID1 to ID4, ID10, ID11.
 */
import { equalBytes, type Introduction, type PersonId, idBytes, personIdOf } from '@parley/protocol'
import { type BoxKeyPair, firstBoxOf } from '@parley/sealing'
import { type CertificateChain, type KeyPair, newKeyPair, signCertificate } from '@parley/signing'
import type { Random, Stretch } from '../ports.ts'
import { newPhrase, rootOfPhrase, rootOfSeed } from './phrase.ts'

/** A box of the person. Generation 0 follows from the root; each later one follows a removed device. */
export interface OwnBox extends BoxKeyPair {
  readonly generation: number
}

export interface Identity {
  readonly person: PersonId
  readonly rootPublic: Uint8Array
  /** Twelve words, until they are confirmed, or until what they are needed for is done. */
  readonly phrase: string | undefined
  /** The phrase was typed in here and is kept until everything has been found by it. */
  readonly isRecovering: boolean
  /** From the root to this device. */
  readonly chain: CertificateChain
  readonly device: KeyPair
  /** What epoch keys are granted to; they belong to the person, not to the device. Ascending. */
  readonly boxes: readonly OwnBox[]
  /** The newest of them. */
  readonly box: OwnBox
}

/** A new person on a new device. Costs some tens of milliseconds: the phrase is stretched. */
export function newIdentity(random: Random): Identity {
  const phrase = newPhrase(random)
  return identityOfPhrase(phrase, random)
}

/** The same, while the page goes on. */
export async function newIdentityBeside(stretch: Stretch, random: Random): Promise<Identity> {
  const phrase = newPhrase(random)
  return identityOfRoot(rootOfSeed(await stretch(phrase)), phrase, random)
}

/**
 * A new device of the person that these words make; `undefined` when they are no phrase. What else
 * belongs to the person is found by it later.
 */
export function recoveredIdentity(words: string, random: Random): Identity | undefined {
  if (rootOfPhrase(words) === undefined) return undefined
  return { ...identityOfPhrase(words, random), isRecovering: true }
}

/**
 * This identity with one box more. Two devices that remove others at once make two boxes of one
 * generation: the one given last is then the newest.
 */
export function withBox(identity: Identity, box: OwnBox): Identity {
  const others = identity.boxes.filter(({ publicKey }) => !equalBytes(publicKey, box.publicKey))
  return { ...identity, ...sortedBoxes([...others, box], identity.box) }
}

/** For as long as the identity that has the phrase is in use. */
const roots = new WeakMap<Identity, KeyPair>()

/** The root pair, while this device still has the phrase. Costs some tens of milliseconds, once. */
export function rootOf(identity: Identity): KeyPair | undefined {
  const { phrase } = identity
  if (phrase === undefined) return undefined
  const root = roots.get(identity) ?? rootOfPhrase(phrase)
  if (root !== undefined) roots.set(identity, root)
  return root
}

/** How this person introduces itself to a group. Nothing in it is secret. */
export function introduction({ rootPublic, chain, box }: Identity): Introduction {
  return {
    root: rootPublic,
    chain: chain.map(({ devicePub, signature }) => ({ devicePublic: devicePub, signature })),
    box: box.publicKey,
  }
}

/** Ascending by generation, those of one generation as given; and the last, or `known` when there is none. */
export function sortedBoxes(
  boxes: readonly OwnBox[],
  known: OwnBox,
): Pick<Identity, 'boxes' | 'box'> {
  const sorted = boxes.toSorted((left, right) => left.generation - right.generation)
  return { boxes: sorted, box: sorted.at(-1) ?? known }
}

function identityOfPhrase(phrase: string, random: Random): Identity {
  const root = rootOfPhrase(phrase)
  if (root === undefined) throw new Error('a new phrase was not a phrase')
  return identityOfRoot(root, phrase, random)
}

function identityOfRoot(root: KeyPair, phrase: string, random: Random): Identity {
  const person = personIdOf(root.publicKey)
  const device = newKeyPair(random(32))
  const personId16 = idBytes(person)
  const signature = signCertificate({ issuer: root, personId16, devicePub: device.publicKey })
  const box: OwnBox = { generation: 0, ...firstBoxOf(root.secretKey) }
  const identity: Identity = {
    person,
    rootPublic: root.publicKey,
    phrase,
    isRecovering: false,
    chain: [{ devicePub: device.publicKey, signature }],
    device,
    boxes: [box],
    box,
  }
  roots.set(identity, root) // its first records need it at once
  return identity
}
