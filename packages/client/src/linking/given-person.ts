/**
 * What the old device gives the new one: the certificate of its key, the boxes, the name, and which
 * groups there are. The root secret is never among it.
 */
import {
  ByteWriter,
  concatBytes,
  type GroupId,
  idBytes,
  MAX_CHAIN,
  parseBytes,
  personIdOf,
  type RecordId,
  toGroupId,
  toRecordId,
} from '@parley/protocol'
import { boxKeyPair } from '@parley/sealing'
import {
  type CertificateChain,
  type KeyPair,
  pureVerifier,
  signCertificate,
  verifyChain,
} from '@parley/signing'
import type { Identity, OwnBox } from '../identity/identity.ts'
import { rootOf, sortedBoxes } from '../identity/identity.ts'

export interface GivenGroup {
  readonly group: GroupId
  readonly name: string
  /** An action by which the person is in: what the new device's own record builds on. */
  readonly admission: RecordId
}

export interface GivenPerson {
  readonly rootPublic: Uint8Array
  readonly chain: CertificateChain
  readonly boxes: readonly OwnBox[]
  readonly name: string
  readonly groups: readonly GivenGroup[]
}

const MAX_NAME = 512
const MAX_BOXES = 250
/** The person's own document has the others. */
const MAX_GROUPS = 1_000
/** Plaintext of one part, so that it fits a frame of the room when sealed. */
const PART_BYTES = 3_500

/** The chain to a new device, from the root itself while this device has it. `undefined`: it would be too long. */
export function certify(identity: Identity, devicePub: Uint8Array): CertificateChain | undefined {
  const root = rootOf(identity)
  const before = root === undefined ? identity.chain : []
  if (before.length >= MAX_CHAIN) return undefined
  const signature = signCertificate({
    issuer: root ?? identity.device,
    personId16: idBytes(identity.person),
    devicePub,
  })
  return [...before, { devicePub, signature }]
}

/** In at most 255 parts that fit a room's frames. */
export function encodeGiven(given: GivenPerson): readonly Uint8Array[] {
  const writer = new ByteWriter()
    .put(given.rootPublic)
    .list(given.chain, (to, link) => to.put(link.devicePub).put(link.signature))
    .list(given.boxes.slice(-MAX_BOXES), (to, box) => to.varuint(box.generation).put(box.secretKey))
    .text(given.name)
  const groups = given.groups
    .slice(0, MAX_GROUPS)
    .map(({ group, name, admission }) =>
      new ByteWriter().put(idBytes(group)).text(name).put(idBytes(admission)).bytes(),
    )
  const bytes = concatBytes(writer.bytes(), ...groups)
  const parts: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += PART_BYTES) parts.push(bytes.slice(at, at + PART_BYTES))
  return parts
}

/** The person in bytes that another device gave, for this new key; `undefined` unless all of it holds. */
export function parseGiven(bytes: Uint8Array, device: KeyPair): GivenPerson | undefined {
  const given = parseBytes(bytes, (reader): GivenPerson => {
    const rootPublic = reader.take(32)
    const chain = reader.list(MAX_CHAIN, (from) => ({
      devicePub: from.take(32),
      signature: from.take(64),
    }))
    const boxes = reader.list(MAX_BOXES, (from) => ({
      generation: from.varuint(),
      ...boxKeyPair(from.take(32)),
    }))
    const name = reader.text(MAX_NAME)
    const groups: GivenGroup[] = []
    while (reader.left > 0)
      groups.push({
        group: toGroupId(reader.take(32)),
        name: reader.text(MAX_NAME),
        admission: toRecordId(reader.take(16)),
      })
    return { rootPublic, chain, boxes, name, groups }
  })
  if (given === undefined || given.boxes.length === 0) return undefined
  return certifiedDevice(given)?.every((byte, at) => byte === device.publicKey[at])
    ? given
    : undefined
}

/** Who the new device is from now on. */
export function identityGiven(given: GivenPerson, device: KeyPair): Identity {
  const [first] = given.boxes
  if (first === undefined) throw new RangeError('a person has a box')
  return {
    person: personIdOf(given.rootPublic),
    rootPublic: given.rootPublic,
    phrase: undefined,
    isRecovering: false,
    chain: given.chain,
    device,
    ...sortedBoxes(given.boxes, first),
  }
}

function certifiedDevice({ rootPublic, chain }: GivenPerson): Uint8Array | undefined {
  const personId16 = idBytes(personIdOf(rootPublic))
  return verifyChain(pureVerifier, { root: rootPublic, personId16, chain })
}
