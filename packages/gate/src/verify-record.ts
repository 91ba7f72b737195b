/**
 * Who signed a record: the proofs that must hold for a device to be its author.
 *
 * A found or join brings its own device along, with the certificate chain from the person's root;
 * all others are signed by a device already known. Rules GA22, GA25, GA26.
 */
import {
  concatBytes,
  groupIdOf,
  type GroupId,
  idBytes,
  introducedDevice,
  type Introduction,
  type ParsedRecord,
  parseDocName,
  personIdOf,
  type Place,
  prefixOf,
  signedParts,
  toUtf8,
  writerPrefix,
} from '@parley/protocol'
import { type Proof, type Verifier, verifyChain } from '@parley/signing'

export interface RecordToVerify {
  readonly place: Place
  /** Untrusted. */
  readonly record: ParsedRecord
  /** Known device keys with the writer's prefix; not asked for a found or join. */
  readonly devices: readonly Uint8Array[]
}

/** A possible author: it is the author when every proof holds. */
export interface Candidate {
  readonly device: Uint8Array
  readonly proofs: readonly Proof[]
}

/** The device whose signature stands, or `undefined`. */
export function verifyRecord(untrusted: RecordToVerify, verify: Verifier): Uint8Array | undefined {
  return candidatesOf(untrusted).find(({ proofs }) => proofs.every(verify))?.device
}

/** What a verifier of another kind (asynchronous, in batches) has to check. Empty: nobody's record. */
export function candidatesOf({ place, record, devices }: RecordToVerify): readonly Candidate[] {
  const parts = signedParts(place, record.bytes)
  const person = introductionIn(record)
  if (person === undefined)
    return devices.map((device) => ({ device, proofs: [{ publicKey: device, ...parts }] }))

  if (!isAtHome(place, record, person)) return []
  const chain = chainProofs(person)
  if (chain === undefined) return []
  const device = introducedDevice(person)
  return [{ device, proofs: [...chain, { publicKey: device, ...parts }] }]
}

/**
 * The device that a found or join introduces. Only a record that was verified says the truth about
 * it: whether the chain holds is `verifyRecord`'s to say.
 */
export function introducedIn(record: ParsedRecord): Uint8Array | undefined {
  const person = introductionIn(record)
  return person && introducedDevice(person)
}

/** What the invite key of a link signs for a join. */
export function joinBytes(group: GroupId, person: Introduction): Uint8Array {
  return concatBytes(
    toUtf8('parley/join'),
    idBytes(group),
    person.root,
    introducedDevice(person),
    person.box,
  )
}

/** Whether a join was signed by its invite's key; `false` for any other record. */
export function verifyJoin(
  { record, group }: { readonly record: ParsedRecord; readonly group: GroupId },
  invitePublic: Uint8Array,
  verify: Verifier,
): boolean {
  if (record.kind !== 'action' || record.action.type !== 'join') return false
  const { person, inviteSignature } = record.action
  const message = joinBytes(group, person)
  return verify({ publicKey: invitePublic, message, signature: inviteSignature })
}

/**
 * What can be said of a found or join without a verifier: the group it founds is this one, and its
 * place belongs to the device it introduces.
 */
export function isAtHome(place: Place, record: ParsedRecord, person: Introduction): boolean {
  const group = parseDocName(place.doc)?.group
  if (group === undefined) return false
  const founds = record.kind === 'action' && record.action.type === 'found'
  if (founds && groupIdOf(record.headerBytes, record.body) !== group) return false
  return writerPrefix(group, introducedDevice(person)) === prefixOf(place.writer)
}

export function introductionIn(record: ParsedRecord): Introduction | undefined {
  if (record.kind !== 'action') return undefined
  const { action } = record
  return action.type === 'found' || action.type === 'join' ? action.person : undefined
}

/** Walks the chain with a verifier that only takes notes: the rules of a chain stay in one place. */
function chainProofs({ root, chain }: Introduction): readonly Proof[] | undefined {
  const proofs: Proof[] = []
  const device = verifyChain(
    (proof) => {
      proofs.push(proof)
      return true
    },
    {
      root,
      personId16: idBytes(personIdOf(root)),
      chain: chain.map(({ devicePublic, signature }) => ({ devicePub: devicePublic, signature })),
    },
  )
  return device && proofs
}
