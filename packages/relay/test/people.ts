/**
 * People with a device each, who sign the records that the relay is tested with.
 *
 * Keys come from a counter, so every run is the same. Sealed parts are arbitrary bytes: the relay
 * could not tell anyway.
 */
import * as crypto from 'node:crypto'
import { encodeUpdate, joinBytes } from '@parley/gate'
import {
  type Action,
  actionRecordType,
  bytesToSign,
  encodeActionBody,
  encodeActionHeader,
  encodeEnvelopeHeader,
  encodeRetractBody,
  encodeRetractHeader,
  type DeviceKey,
  groupDoc,
  groupIdOf,
  type GroupId,
  hlcAt,
  type Introduction,
  markBytesToSign,
  newWriter,
  parseDocName,
  type PersonId,
  personIdOf,
  idBytes,
  RECORD_TYPE,
  type RecordId,
  recordIdOf,
  type Role,
  type SealedMark,
  segmentDoc,
  signedRecord,
  toDeviceKey,
  toEpochId,
  toMessageId,
  unsignedRecord,
  type Writer,
  writerPrefix,
} from '@parley/protocol'
import { type KeyPair, newKeyPair, nodeSigner, signCertificate } from '@parley/signing'

const sign = nodeSigner(crypto)
let seeds = 0

export function newKeys(): KeyPair {
  const seed = new Uint8Array(32)
  new DataView(seed.buffer).setUint32(0, ++seeds)
  return newKeyPair(seed)
}

export interface Written {
  readonly doc: string
  readonly id: RecordId
  readonly writer: Writer
  readonly clock: number
  readonly bytes: Uint8Array
  /** An update with this record alone. */
  readonly update: Uint8Array
}

export interface Person {
  readonly id: PersonId
  readonly root: KeyPair
  readonly keys: KeyPair
  readonly device: DeviceKey
  readonly introduction: Introduction
  sign(message: Uint8Array): Uint8Array
  /** Signs `unsigned` for this device's next place in `doc`, or for the clock given. */
  write(doc: string, unsigned: Uint8Array, clock?: number): Written
  act(group: GroupId, action: Action, how: ActOptions): Written
  /** The same in any document. */
  actIn(doc: string, action: Action, how: ActOptions): Written
  post(group: GroupId, how: PostOptions): Written
  retract(group: GroupId, targets: readonly Written[], how: PostOptions): Written
  mark(group: GroupId, counter: number): SealedMark
}

export interface ActOptions {
  readonly role: Role
  readonly parents: readonly RecordId[]
  /** Epoch milliseconds; the next moment if it is not told. */
  readonly at?: number
}

export interface PostOptions {
  /** Epoch milliseconds; the next moment if it is not told. */
  readonly at?: number
  readonly heads: readonly RecordId[]
  readonly segment?: number
  readonly sizeBytes?: number
  readonly clock?: number
}

/** A person's device; with the root of a person there is, one more of theirs. */
export function newPerson(keys: KeyPair = newKeys(), root: KeyPair = newKeys()): Person {
  const personId16 = idBytes(personIdOf(root.publicKey))
  const devicePublic = keys.publicKey
  const signature = signCertificate({ issuer: root, personId16, devicePub: devicePublic })
  const introduction: Introduction = {
    root: root.publicKey,
    chain: [{ devicePublic, signature }],
    box: new Uint8Array(32).fill(7),
  }
  const clocks = new Map<string, number>()
  let hlc = hlcAt(1_700_000_000_000)

  function write(doc: string, unsigned: Uint8Array, clock = clocks.get(doc) ?? 0): Written {
    const group = parseDocName(doc)?.group
    if (group === undefined) throw new Error(`${doc} is no document`)
    const writer = newWriter(writerPrefix(group, keys.publicKey), 1)
    const place = { doc, writer, clock }
    const bytes = signedRecord(unsigned, sign(bytesToSign(place, unsigned), keys))
    clocks.set(doc, clock + 1)
    const update = encodeUpdate(doc, [{ writer, clock, records: [bytes] }])
    return { ...place, id: recordIdOf(place, bytes), bytes, update }
  }

  function actIn(doc: string, action: Action, { role, parents, at }: ActOptions): Written {
    const time = at === undefined ? ++hlc : hlcAt(at)
    const header = encodeActionHeader({ claimedRole: role, parents, hlc: time })
    return write(doc, unsignedRecord(actionRecordType(action), header, encodeActionBody(action)))
  }

  return {
    id: personIdOf(root.publicKey),
    root,
    keys,
    device: toDeviceKey(keys.publicKey),
    introduction,
    sign: (message) => sign(message, keys),
    write,
    act: (group, action, how) => actIn(groupDoc(group), action, how),
    actIn,
    post(group, { heads, segment = 0, sizeBytes = 80, clock, at }) {
      const header = encodeEnvelopeHeader({
        hlc: at === undefined ? ++hlc : hlcAt(at),
        heads,
        placesHeld: 0,
        epoch: toEpochId(new Uint8Array(16).fill(9)),
        nonce: new Uint8Array(24),
      })
      const body = new Uint8Array(sizeBytes).fill(Number(hlc % 251n))
      const unsigned = unsignedRecord(RECORD_TYPE.envelope, header, body)
      return write(segmentDoc(group, segment), unsigned, clock)
    },
    retract(group, targets, { heads, segment = 0, clock, at }) {
      const message = { messageId: toMessageId(new Uint8Array(16)), hlc: 1n }
      const header = encodeRetractHeader({ hlc: at === undefined ? ++hlc : hlcAt(at), heads })
      const unsigned = unsignedRecord(
        RECORD_TYPE.retract,
        header,
        encodeRetractBody(message, targets),
      )
      return write(segmentDoc(group, segment), unsigned, clock)
    },
    mark(group, counter) {
      const unsigned = {
        device: toDeviceKey(keys.publicKey),
        counter,
        epoch: undefined,
        nonce: new Uint8Array(24),
        sealed: Uint8Array.of(counter & 255),
      }
      return { ...unsigned, signature: sign(markBytesToSign(group, unsigned), keys) }
    },
  }
}

export interface TestGroup {
  readonly id: GroupId
  readonly founder: Person
  readonly found: Written
  readonly invite: Written
  readonly link: KeyPair
  /** The group document as far as it was written, in one update. */
  update(): Uint8Array
  join(person: Person, how?: { link?: KeyPair; invite?: RecordId }): Written
}

/** A group with a founding record and one invite. */
export function newGroup(founder: Person): TestGroup {
  const random = new Uint8Array(32)
  new DataView(random.buffer).setUint32(0, ++seeds)
  const person = founder.introduction
  const founding: Action = { type: 'found', random, encrypted: true, policy: [], person }
  const header = encodeActionHeader({ claimedRole: 'founder', parents: [], hlc: 1n })
  const body = encodeActionBody(founding)
  const id = groupIdOf(header, body)
  const found = founder.write(groupDoc(id), unsignedRecord(RECORD_TYPE.found, header, body))
  const link = newKeys()
  const invite = founder.act(id, inviteOf(link), { role: 'founder', parents: [found.id] })
  const written = [found, invite]

  return {
    id,
    founder,
    found,
    invite,
    link,
    update() {
      const writers = [...new Set(written.map(({ writer }) => writer))]
      return encodeUpdate(
        groupDoc(id),
        writers.map((writer) => {
          const own = written.filter((one) => one.writer === writer)
          return { writer, clock: own[0]?.clock ?? 0, records: own.map(({ bytes }) => bytes) }
        }),
      )
    },
    join(joiner, { link: with_ = link, invite: through = invite.id } = {}) {
      const { introduction } = joiner
      const inviteSignature = sign(joinBytes(id, introduction), with_)
      const join: Action = { type: 'join', invite: through, person: introduction, inviteSignature }
      const made = joiner.act(id, join, { role: 'member', parents: [through] })
      written.push(made)
      return made
    },
  }
}

export function inviteOf(
  link: KeyPair,
  how: Partial<Extract<Action, { type: 'invite' }>> = {},
): Action {
  return {
    type: 'invite',
    signPublic: link.publicKey,
    boxPublic: new Uint8Array(32).fill(5),
    role: 'member',
    needsApproval: false,
    expiresAt: 0,
    usesCount: 0,
    ...how,
  }
}

export function signAs(keys: KeyPair, message: Uint8Array): Uint8Array {
  return sign(message, keys)
}
