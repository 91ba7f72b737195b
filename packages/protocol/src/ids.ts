/**
 * Names of things: groups, persons, devices, records, documents, writers.
 *
 * In memory an id is the base64url text of its bytes, so that it can be compared and be a map key.
 * How each is derived: SPEC.md, "Ids".
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { parseBase64url, toBase64url } from './base64url.ts'
import { concatBytes, toUtf8 } from './bytes.ts'

declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

/** 32 bytes: the hash of the founding record. */
export type GroupId = Branded<'GroupId'>
/** 16 bytes: the hash of a person's root key. */
export type PersonId = Branded<'PersonId'>
/** 32 bytes: a device's Ed25519 public key. */
export type DeviceKey = Branded<'DeviceKey'>
/** 16 bytes: the hash of a record and its place. */
export type RecordId = Branded<'RecordId'>
/** 16 random bytes; a message is known by its person and this. */
export type MessageId = Branded<'MessageId'>
/** 16 bytes that commit to an epoch's key. */
export type EpochId = Branded<'EpochId'>
/** 16 bytes: the digest of the message that a thread hangs from. */
export type ThreadTag = Branded<'ThreadTag'>

/** Yjs clientID of one page load: 36 bits of the device's prefix, 16 random bits. */
export type Writer = number

/** Where a record stands, for ever. */
export interface Place {
  readonly doc: string
  readonly writer: Writer
  readonly clock: number
}

export type DocKind =
  | { readonly kind: 'group'; readonly group: GroupId }
  | { readonly kind: 'segment'; readonly group: GroupId; readonly segment: number }
  /** A person's own document; `group` is the person's `personGroup`. */
  | { readonly kind: 'person'; readonly group: GroupId; readonly person: PersonId }

const LENGTHS = {
  GroupId: 32,
  PersonId: 16,
  DeviceKey: 32,
  RecordId: 16,
  MessageId: 16,
  EpochId: 16,
  ThreadTag: 16,
}
const SUFFIXES = 2 ** 16
const ROOM_BYTES = 16

function named<Name extends keyof typeof LENGTHS>(name: Name, bytes: Uint8Array): Branded<Name> {
  if (bytes.length !== LENGTHS[name])
    throw new RangeError(`a ${name} has ${LENGTHS[name]} bytes, not ${bytes.length}`)
  return toBase64url(bytes) as Branded<Name>
}

export function toGroupId(bytes: Uint8Array): GroupId {
  return named('GroupId', bytes)
}
export function toPersonId(bytes: Uint8Array): PersonId {
  return named('PersonId', bytes)
}
export function toDeviceKey(bytes: Uint8Array): DeviceKey {
  return named('DeviceKey', bytes)
}
export function toRecordId(bytes: Uint8Array): RecordId {
  return named('RecordId', bytes)
}
export function toMessageId(bytes: Uint8Array): MessageId {
  return named('MessageId', bytes)
}
export function toEpochId(bytes: Uint8Array): EpochId {
  return named('EpochId', bytes)
}
export function toThreadTag(bytes: Uint8Array): ThreadTag {
  return named('ThreadTag', bytes)
}

/** The bytes of an id made by this file. Throws on any other text. */
export function idBytes(
  id: GroupId | PersonId | DeviceKey | RecordId | MessageId | EpochId | ThreadTag,
): Uint8Array {
  const bytes = parseBase64url(id)
  if (bytes === undefined) throw new RangeError('not an id')
  return bytes
}

/** "parley/p": a person's id is the hash of the root key. */
export function personIdOf(root: Uint8Array): PersonId {
  return toPersonId(sha256(concatBytes(toUtf8('parley/p'), root)).subarray(0, 16))
}

/** "parley/c": the 36 bits that every writer of this device shares in this group. */
export function writerPrefix(group: GroupId, devicePublic: Uint8Array): number {
  const digest = sha256(concatBytes(toUtf8('parley/c'), idBytes(group), devicePublic))
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = digest
  return a * 2 ** 28 + b * 2 ** 20 + c * 2 ** 12 + d * 2 ** 4 + (e >> 4)
}

/** A writer from its device's prefix and 16 random bits that are in neither the doc nor the outbox. */
export function newWriter(prefix: number, suffix: number): Writer {
  return prefix * SUFFIXES + suffix
}

export function prefixOf(writer: Writer): number {
  return Math.floor(writer / SUFFIXES)
}

export function groupDoc(group: GroupId): string {
  return group
}

/** Where a person's own devices keep what belongs to the person. */
export function personDoc(person: PersonId): string {
  return `p/${person}`
}

/** "parley/p-doc": the id that a person document has where a group's is asked for; a group of one. */
export function personGroup(person: PersonId): GroupId {
  return toGroupId(sha256(concatBytes(toUtf8('parley/p-doc'), idBytes(person))))
}

export function segmentDoc(group: GroupId, segment: number): string {
  return `${group}/${segment}`
}

/** Names that were parsed of late; a relay asks for the same ones several times for each message. */
const parsed = new Map<string, DocKind>()
const PARSED_KEPT = 4_096

/** What a document's name says, or `undefined` for a name no honest device uses. */
export function parseDocName(name: string): DocKind | undefined {
  const known = parsed.get(name)
  if (known !== undefined) return known
  const kind = kindOf(name)
  if (kind === undefined) return undefined
  if (parsed.size >= PARSED_KEPT) parsed.clear()
  parsed.set(name, kind)
  return kind
}

function kindOf(name: string): DocKind | undefined {
  const [first = '', rest, ...more] = name.split('/')
  if (more.length > 0) return undefined
  if (first === 'p') return personKind(rest ?? '')
  if (first.length !== 43) return undefined
  if (parseBase64url(first) === undefined) return undefined
  const group = first as GroupId
  if (rest === undefined) return { kind: 'group', group }
  if (!/^(0|[1-9][0-9]{0,8})$/.test(rest)) return undefined
  return { kind: 'segment', group, segment: Number(rest) }
}

/** Where two devices meet that are to be linked; the name is told by link or code, and nothing is kept there. */
export function linkingRoom(room16: Uint8Array): string {
  if (room16.length !== ROOM_BYTES)
    throw new RangeError(`a linking room has ${ROOM_BYTES} bytes, not ${room16.length}`)
  return `l/${toBase64url(room16)}`
}

/** The bytes that name a linking room, or `undefined`. It is no document: `parseDocName` knows none. */
export function parseLinkingRoom(name: string): Uint8Array | undefined {
  if (!name.startsWith('l/') || name.length !== 24) return undefined
  return parseBase64url(name.slice(2))
}

function personKind(id: string): DocKind | undefined {
  if (id.length !== 22 || parseBase64url(id) === undefined) return undefined
  const person = id as PersonId
  return { kind: 'person', group: personGroup(person), person }
}
