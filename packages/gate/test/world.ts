/**
 * A small honest world for the gate's tests: people with real keys, a group, records, replicas.
 *
 * Deterministic: every key comes from a name.
 */
import * as nodeCrypto from 'node:crypto'
import {
  type Action,
  actionRecordType,
  encodeActionBody,
  encodeActionHeader,
  encodeEnvelopeHeader,
  encodeRetractBody,
  encodeRetractHeader,
  type GroupId,
  groupDoc,
  groupIdOf,
  hlcAt,
  type Introduction,
  newWriter,
  parseDocName,
  parseRecord,
  personIdOf,
  prefixOf,
  idBytes,
  type Place,
  RECORD_TYPE,
  type RecordId,
  recordIdOf,
  type Role,
  segmentDoc,
  bytesToSign,
  signedRecord,
  toMessageId,
  toUtf8,
  unsignedRecord,
  type Writer,
  writerPrefix,
} from '@parley/protocol'
import {
  newKeyPair,
  nodeSigner,
  nodeVerifier,
  signCertificate,
  type KeyPair,
} from '@parley/signing'
import * as Y from 'yjs'
import {
  type AcceptedRecord,
  type DocFacts,
  type DocRecords,
  encodeUpdate,
  introducedIn,
  joinBytes,
  recordsIn,
} from '../src/index.ts'

export const verify = nodeVerifier(nodeCrypto)
const sign = nodeSigner(nodeCrypto)

export function keysOf(name: string): KeyPair {
  return newKeyPair(nodeCrypto.createHash('sha256').update(name).digest())
}

export interface Person {
  readonly root: KeyPair
  readonly device: KeyPair
  readonly introduction: Introduction
}

export function newPerson(name: string): Person {
  const root = keysOf(`${name} root`)
  const device = keysOf(`${name} device`)
  const personId16 = idBytes(personIdOf(root.publicKey))
  const signature = signCertificate({ issuer: root, personId16, devicePub: device.publicKey })
  return {
    root,
    device,
    introduction: {
      root: root.publicKey,
      chain: [{ devicePublic: device.publicKey, signature }],
      box: keysOf(`${name} box`).publicKey,
    },
  }
}

/** Another device of the person: certified by the root, or by the device before it. */
export function newDevice({ root, device, introduction }: Person, name: string): Person {
  const keys = keysOf(`${name} device`)
  const personId16 = idBytes(personIdOf(root.publicKey))
  const signature = signCertificate({ issuer: device, personId16, devicePub: keys.publicKey })
  const chain = [...introduction.chain, { devicePublic: keys.publicKey, signature }]
  return { root, device: keys, introduction: { ...introduction, chain } }
}

/** A record with its signature, and where it stands. */
export interface Written {
  readonly place: Place
  readonly bytes: Uint8Array
  readonly id: RecordId
}

export function writeRecord(place: Place, unsigned: Uint8Array, keys: KeyPair): Written {
  const bytes = signedRecord(unsigned, sign(bytesToSign(place, unsigned), keys))
  return { place, bytes, id: recordIdOf(place, bytes) }
}

export function unsignedAction(
  action: Action,
  parents: readonly RecordId[],
  claimedRole: Role = 'founder',
): Uint8Array {
  const header = encodeActionHeader({ claimedRole, parents, hlc: hlcAt(1_000) })
  return unsignedRecord(actionRecordType(action), header, encodeActionBody(action))
}

export function unsignedEnvelope(
  heads: readonly RecordId[],
  text: string,
  type: number = RECORD_TYPE.envelope,
): Uint8Array {
  const nonce = nodeCrypto.createHash('sha256').update(text).digest().subarray(0, 24)
  const header = encodeEnvelopeHeader({
    hlc: hlcAt(2_000),
    heads,
    placesHeld: 0,
    epoch: undefined,
    nonce: Uint8Array.from(nonce),
  })
  return unsignedRecord(type, header, toUtf8(text))
}

/** A founded group with an invite; anyone may be let in. */
export interface World {
  readonly group: GroupId
  readonly doc: string
  readonly segment: string
  readonly founder: Person
  readonly founderWriter: Writer
  readonly found: Written
  readonly invite: Written
  readonly inviteKeys: KeyPair
  writerOf(person: Person, suffix?: number): Writer
  /** A join at clock 0 of the person's writer. */
  join(person: Person, suffix?: number): Written
  message(person: Person, clock: number, text: string, suffix?: number): Written
  /** In the clear, at a clock of the person's writer. */
  retract(person: Person, clock: number, ...targets: readonly Written[]): Written
}

export function newWorld(name = 'casual', founder = newPerson(`${name} founder`)): World {
  const random = Uint8Array.from(nodeCrypto.createHash('sha256').update(name).digest())
  const founding: Action = {
    type: 'found',
    random,
    encrypted: true,
    policy: [],
    person: founder.introduction,
  }
  const unsigned = unsignedAction(founding, [])
  const header = encodeActionHeader({ claimedRole: 'founder', parents: [], hlc: hlcAt(1_000) })
  const group = groupIdOf(header, encodeActionBody(founding))
  const doc = groupDoc(group)
  const writerOf = (person: Person, suffix = 7): Writer =>
    newWriter(writerPrefix(group, person.device.publicKey), suffix)
  const founderWriter = writerOf(founder)
  const found = writeRecord({ doc, writer: founderWriter, clock: 0 }, unsigned, founder.device)
  const inviteKeys = keysOf(`${name} invite`)
  const invitation: Action = {
    type: 'invite',
    signPublic: inviteKeys.publicKey,
    boxPublic: keysOf(`${name} invite box`).publicKey,
    role: 'member',
    needsApproval: false,
    expiresAt: 0,
    usesCount: 0,
  }
  const invite = writeRecord(
    { doc, writer: founderWriter, clock: 1 },
    unsignedAction(invitation, [found.id]),
    founder.device,
  )
  const segment = segmentDoc(group, 0)
  return {
    group,
    doc,
    segment,
    founder,
    founderWriter,
    found,
    invite,
    inviteKeys,
    writerOf,
    join(person, suffix) {
      const inviteSignature = sign(joinBytes(group, person.introduction), inviteKeys)
      const { introduction } = person
      const action: Action = {
        type: 'join',
        invite: invite.id,
        person: introduction,
        inviteSignature,
      }
      const place = { doc, writer: writerOf(person, suffix), clock: 0 }
      return writeRecord(place, unsignedAction(action, [invite.id], 'member'), person.device)
    },
    message(person, clock, text, suffix) {
      const place = { doc: segment, writer: writerOf(person, suffix), clock }
      return writeRecord(place, unsignedEnvelope([found.id], text), person.device)
    },
    retract(person, clock, ...targets) {
      const place = { doc: segment, writer: writerOf(person), clock }
      const header = encodeRetractHeader({ hlc: hlcAt(3_000), heads: [found.id] })
      const message = { messageId: toMessageId(new Uint8Array(16)), hlc: hlcAt(2_000) }
      const body = encodeRetractBody(
        message,
        targets.map(({ place: { writer, clock: at }, id }) => ({ writer, clock: at, id })),
      )
      return writeRecord(place, unsignedRecord(RECORD_TYPE.retract, header, body), person.device)
    },
  }
}

/** One replica of one document with the facts its gate is told. */
export interface Replica {
  readonly doc: Y.Doc
  readonly records: DocRecords
  readonly facts: DocFacts
  apply(update: Uint8Array | undefined): void
}

export interface Background {
  readonly devices?: readonly Uint8Array[]
  readonly actions?: readonly RecordId[]
  readonly own?: readonly Writer[]
  readonly refused?: ReadonlyMap<Writer, number>
  explains?(place: Place, id?: RecordId): boolean
  accountsFor?(retract: AcceptedRecord, place: Place): boolean
  mayDelete?(place: Place): boolean
  /** A client's. */
  readonly takesMissing?: boolean
}

/** A replica that knows these devices and actions besides what its own document says. */
export function newReplica(world: World, name: string, background: Background = {}): Replica {
  const doc = new Y.Doc()
  const records = recordsIn(doc, name)
  const known = new Set(background.actions)
  const devices = new Map<number, Uint8Array[]>()
  for (const device of background.devices ?? []) learn(device)
  records.onRecords((some) => {
    for (const { bytes } of some) {
      const record = parseRecord(bytes)
      const device = record && introducedIn(record)
      if (device === undefined) continue
      learn(device)
    }
  })
  function learn(device: Uint8Array): void {
    const kind = parseDocName(name)
    const group = kind?.kind === 'person' ? kind.group : world.group
    const prefix = writerPrefix(group, device)
    devices.set(prefix, [...(devices.get(prefix) ?? []), device])
  }
  const facts: DocFacts = {
    doc: name,
    placesOf: records.placesOf,
    recordAt: records.recordAt,
    hasEntry: records.hasEntry,
    devicesOf: (writer) => devices.get(prefixOf(writer)) ?? [],
    hasAction: (id) => known.has(id) || records.hasEntry('members', id),
    isOwn: (writer) => background.own?.includes(writer) ?? false,
    refusedFrom: (writer) => background.refused?.get(writer),
    liveClocks: records.liveClocks,
    takesMissing: background.takesMissing ?? false,
    explains: (place, id) => background.explains?.(place, id) ?? false,
    accountsFor: (retract, place) => background.accountsFor?.(retract, place) ?? false,
    mayDelete: (place) => background.mayDelete?.(place) ?? false,
  }
  return {
    doc,
    records,
    facts,
    apply(update) {
      if (update !== undefined) Y.applyUpdate(doc, update)
    },
  }
}

/** These records, each at its place, as one update. */
export function updateOf(...written: readonly Written[]): Uint8Array {
  const byWriter = new Map<Writer, Written[]>()
  for (const one of written) {
    const others = byWriter.get(one.place.writer) ?? []
    byWriter.set(one.place.writer, [...others, one])
  }
  return encodeUpdate(
    written[0]?.place.doc ?? '',
    [...byWriter].map(([writer, records]) => ({
      writer,
      clock: records[0]?.place.clock ?? 0,
      records: records.map(({ bytes }) => bytes),
    })),
  )
}
