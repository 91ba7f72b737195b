/**
 * Who signed a record: the proofs that must hold for a device to be its author.
 *
 * A found, join or device brings its own device along, with the certificate chain from the person's
 * root; all others are signed by a device already known. An add brings somebody else's chain, and a root
 * may stand behind what is done about its devices: of a `device` that is proof like any other, of an
 * `undevice` a claim about whoever signed it, which changes nothing about who did. Rules GA22, GA25,
 * GA26, GA39, GA40.
 */
import {
  concatBytes,
  type DeviceKey,
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
  RECORD_TYPE,
  rootActBytes,
  signedParts,
  toDeviceKey,
  toUtf8,
  writerPrefix,
} from '@parley/protocol'
import { type Proof, type Verifier, verifyChain } from '@parley/signing'

export interface RecordToVerify {
  readonly place: Place
  /** Untrusted. */
  readonly record: ParsedRecord
  /** Known device keys with the writer's prefix; not asked for a record that introduces itself. */
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
export function candidatesOf(untrusted: RecordToVerify): readonly Candidate[] {
  const { place, record } = untrusted
  if (!isAtHome(place, record)) return []
  const person = introductionIn(record)
  const chain = person === undefined ? [] : chainProofs(person)
  if (chain === undefined) return []
  const parts = signedParts(place, record.bytes)
  const itself = person !== undefined && introducesItself(record)
  const devices = itself ? [introducedDevice(person)] : untrusted.devices
  const others = [...chain, ...proofOfRoot(untrusted)]
  return devices.map((device) => ({ device, proofs: [{ publicKey: device, ...parts }, ...others] }))
}

/**
 * Tells of an `undevice` that carries a root's signature whether this root made it; `undefined` for any
 * other record. A fact of these bytes and that key: nothing else that is held changes the answer. A key
 * is asked about once.
 */
export function rootSigning(
  { place, record }: Pick<RecordToVerify, 'place' | 'record'>,
  verify: Verifier,
): ((root: Uint8Array) => boolean) | undefined {
  if (record.kind !== 'action' || record.action.type !== 'undevice') return undefined
  const { device, rootSignature: signature } = record.action
  if (signature === undefined) return undefined
  const message = wordOfRoot({ place, record }, idBytes(device))
  if (message === undefined) return undefined
  const answers = new Map<DeviceKey, boolean>()
  return (root) => {
    const key = toDeviceKey(root)
    const answer = answers.get(key) ?? verify({ publicKey: root, message, signature })
    answers.set(key, answer)
    return answer
  }
}

/**
 * The device that a found, join, device or add introduces. Only a record that was verified says the
 * truth about it: whether the chain holds is `verifyRecord`'s to say.
 */
export function introducedIn(record: ParsedRecord): Uint8Array | undefined {
  const person = introductionIn(record)
  return person && introducedDevice(person)
}

/** Whom a found, join, device or add introduces. */
export function introductionIn(record: ParsedRecord): Introduction | undefined {
  if (record.kind !== 'action') return undefined
  const { action } = record
  const { type } = action
  if (type !== 'found' && type !== 'join' && type !== 'device' && type !== 'add') return undefined
  return action.person
}

/** Whether the device that the record introduces is the one that signs it: all such records but an add. */
export function introducesItself(record: ParsedRecord): boolean {
  return introductionIn(record) !== undefined && record.recordType !== RECORD_TYPE.add
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

/** Types of a person document, besides unknown actions; a note stands nowhere else. */
const PERSON_TYPES: ReadonlySet<number> = new Set([
  RECORD_TYPE.device,
  RECORD_TYPE.undevice,
  RECORD_TYPE.box,
  RECORD_TYPE.cut,
  RECORD_TYPE.note,
  RECORD_TYPE.epoch,
  RECORD_TYPE.grant,
])

/**
 * What can be said of a record and its place without a verifier: its document is of a kind that takes
 * it; the group it founds, or the person it introduces to their own document, is the document's; and
 * the place belongs to the device that introduces itself there.
 */
export function isAtHome(place: Place, record: ParsedRecord): boolean {
  const doc = parseDocName(place.doc)
  if (doc === undefined) return false
  const isUnknown = record.kind === 'action' && record.action.type === 'unknown'
  const isPersons = PERSON_TYPES.has(record.recordType)
  if (doc.kind === 'person' ? !isPersons && !isUnknown : record.kind === 'note') return false
  const founds = record.recordType === RECORD_TYPE.found
  if (founds && groupIdOf(record.headerBytes, record.body) !== doc.group) return false
  const person = introductionIn(record)
  if (person === undefined || !introducesItself(record)) return true
  if (doc.kind === 'person' && personIdOf(person.root) !== doc.person) return false
  return writerPrefix(doc.group, introducedDevice(person)) === prefixOf(place.writer)
}

/** What a `device` that says so must have had its root sign. */
function proofOfRoot({ place, record }: RecordToVerify): readonly Proof[] {
  if (record.kind !== 'action' || record.action.type !== 'device') return []
  const { rootSignature: signature, person } = record.action
  const message = wordOfRoot({ place, record }, introducedDevice(person))
  if (signature === undefined || message === undefined) return []
  return [{ publicKey: person.root, message, signature }]
}

/** What a root signs for this record about a device. */
function wordOfRoot(
  { place, record }: Pick<RecordToVerify, 'place' | 'record'>,
  device: Uint8Array,
): Uint8Array | undefined {
  const group = parseDocName(place.doc)?.group
  if (group === undefined || record.kind !== 'action') return undefined
  const { recordType, headerBytes: header } = record
  return rootActBytes(group, { recordType, device, header })
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
