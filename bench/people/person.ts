/**
 * People who are measured with: real keys, real signatures, records at their places.
 *
 * Keys come from a counter, so every run makes the same groups. What is sealed is arbitrary bytes:
 * nobody who is measured here could tell.
 */
import * as crypto from 'node:crypto'
import type { VerifiedAction } from '@parley/group'
import {
  type Action,
  type ActionHeader,
  actionRecordType,
  bytesToSign,
  type DeviceKey,
  encodeActionBody,
  encodeActionHeader,
  encodeEnvelopeHeader,
  encodeRetractBody,
  encodeRetractHeader,
  groupDoc,
  type GroupId,
  type Hlc,
  idBytes,
  type Introduction,
  newWriter,
  parseDocName,
  type PersonId,
  personIdOf,
  RECORD_TYPE,
  type RecordId,
  recordIdOf,
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

/** A record of a person at its place. */
export interface Written {
  readonly doc: string
  readonly writer: Writer
  readonly clock: number
  readonly id: RecordId
  readonly bytes: Uint8Array
}

export interface WrittenAction extends Written {
  /** As a verifier would hand it over. */
  readonly verified: VerifiedAction
}

export interface Person {
  readonly id: PersonId
  readonly device: DeviceKey
  readonly introduction: Introduction
  /** By the device's key. */
  sign(message: Uint8Array): Uint8Array
  /** Signs an action for the next place in the group's document. */
  act(group: GroupId, action: Action, header: ActionHeader): WrittenAction
  /** Signs an envelope for the next place of one of this person's writers in a segment. */
  post(group: GroupId, post: Post): Written
  /** Signs a retract of own records, all of one segment, for the next place there. */
  retract(group: GroupId, targets: readonly Written[], how: Omit<Post, 'sealedBytes'>): Written
}

export interface Post {
  readonly hlc: Hlc
  readonly heads: readonly RecordId[]
  readonly segment?: number
  /** Sealed bytes; a message of some thirty words takes about 200. */
  readonly sealedBytes?: number
  /** Which page load of the person wrote it, from 1. */
  readonly pageLoad?: number
}

const DEFAULT_SEALED_BYTES = 160
const sign = nodeSigner(crypto)
let seeds = 0

export function newKeys(): KeyPair {
  const seed = new Uint8Array(32).fill(0xbe)
  new DataView(seed.buffer).setUint32(0, ++seeds)
  return newKeyPair(seed)
}

export function signWith(keys: KeyPair, message: Uint8Array): Uint8Array {
  return sign(message, keys)
}

/** Somebody with one device. */
export function newPerson(): Person {
  const [root, keys] = [newKeys(), newKeys()]
  const id = personIdOf(root.publicKey)
  const device = toDeviceKey(keys.publicKey)
  const clocks = new Map<string, number>()

  function write(doc: string, unsigned: Uint8Array, pageLoad: number): Written {
    const group = parseDocName(doc)?.group
    if (group === undefined) throw new Error(`${doc} is no document's name`)
    const writer = newWriter(writerPrefix(group, keys.publicKey), pageLoad)
    const clock = clocks.get(`${doc} ${writer}`) ?? 0
    clocks.set(`${doc} ${writer}`, clock + 1)
    const place = { doc, writer, clock }
    const bytes = signedRecord(unsigned, sign(bytesToSign(place, unsigned), keys))
    return { ...place, id: recordIdOf(place, bytes), bytes }
  }

  return {
    id,
    device,
    introduction: introductionOf(root, keys),
    sign: (message) => sign(message, keys),
    act(group, action, header) {
      const [head, body] = [encodeActionHeader(header), encodeActionBody(action)]
      const unsigned = unsignedRecord(actionRecordType(action), head, body)
      const written = write(groupDoc(group), unsigned, 1)
      const { writer } = written
      return { ...written, verified: { id: written.id, device, writer, header, action } }
    },
    post(group, { hlc, heads, segment = 0, sealedBytes = DEFAULT_SEALED_BYTES, pageLoad = 1 }) {
      const header = encodeEnvelopeHeader({
        hlc,
        heads,
        placesHeld: 0,
        epoch: toEpochId(new Uint8Array(16).fill(9)),
        nonce: Uint8Array.from(crypto.randomBytes(24)),
      })
      const sealed = Uint8Array.from(crypto.randomBytes(sealedBytes))
      const unsigned = unsignedRecord(RECORD_TYPE.envelope, header, sealed)
      return write(segmentDoc(group, segment), unsigned, pageLoad)
    },
    retract(group, targets, { hlc, heads, segment = 0, pageLoad = 1 }) {
      const messageId = toMessageId(Uint8Array.from(crypto.randomBytes(16)))
      const header = encodeRetractHeader({ hlc, heads })
      const body = encodeRetractBody({ messageId, hlc }, targets)
      const unsigned = unsignedRecord(RECORD_TYPE.retract, header, body)
      return write(segmentDoc(group, segment), unsigned, pageLoad)
    },
  }
}

function introductionOf(root: KeyPair, keys: KeyPair): Introduction {
  const personId16 = idBytes(personIdOf(root.publicKey))
  const devicePublic = keys.publicKey
  const signature = signCertificate({ issuer: root, personId16, devicePub: devicePublic })
  const box = Uint8Array.from(crypto.randomBytes(32))
  return { root: root.publicKey, chain: [{ devicePublic, signature }], box }
}
