/**
 * People who are measured with: real keys, real signatures, records at their places.
 *
 * Keys come from a counter, so every run makes the same groups. What is sealed is arbitrary bytes where
 * nobody who is measured could tell.
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
  encodeContent,
  encodeEnvelopeHeader,
  encodeRetractBody,
  encodeRetractHeader,
  type EpochId,
  envelopeAad,
  groupDoc,
  type GroupId,
  type Hlc,
  idBytes,
  type Introduction,
  newWriter,
  parseDocName,
  type PersonId,
  type Place,
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
import { pad, seal } from '@parley/sealing'
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
  /** The device's. */
  readonly keys: KeyPair
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
  /** Arbitrary bytes in the place of sealed ones; a message of some thirty words takes about 200. */
  readonly sealedBytes?: number
  /** Really sealed, for whoever is to open it. */
  readonly says?: Said
  /** Which page load of the person wrote it, from 1. */
  readonly pageLoad?: number
}

export interface Said {
  readonly text: string
  readonly epoch: EpochId
  readonly key: Uint8Array
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

  /** What is sealed is bound to its place. */
  function write(doc: string, unsignedAt: (place: Place) => Uint8Array, pageLoad: number): Written {
    const group = parseDocName(doc)?.group
    if (group === undefined) throw new Error(`${doc} is no document's name`)
    const writer = newWriter(writerPrefix(group, keys.publicKey), pageLoad)
    const clock = clocks.get(`${doc} ${writer}`) ?? 0
    clocks.set(`${doc} ${writer}`, clock + 1)
    const place = { doc, writer, clock }
    const unsigned = unsignedAt(place)
    const bytes = signedRecord(unsigned, sign(bytesToSign(place, unsigned), keys))
    return { ...place, id: recordIdOf(place, bytes), bytes }
  }

  return {
    id,
    device,
    keys,
    introduction: introductionOf(root, keys),
    sign: (message) => sign(message, keys),
    act(group, action, header) {
      const [head, body] = [encodeActionHeader(header), encodeActionBody(action)]
      const unsigned = unsignedRecord(actionRecordType(action), head, body)
      const written = write(groupDoc(group), () => unsigned, 1)
      const { writer } = written
      return { ...written, verified: { id: written.id, device, writer, header, action } }
    },
    post(group, { segment = 0, pageLoad = 1, ...post }) {
      return write(segmentDoc(group, segment), (place) => envelopeAt(place, post), pageLoad)
    },
    retract(group, targets, { hlc, heads, segment = 0, pageLoad = 1 }) {
      const messageId = toMessageId(Uint8Array.from(crypto.randomBytes(16)))
      const header = encodeRetractHeader({ hlc, heads })
      const body = encodeRetractBody({ messageId, hlc }, targets)
      const unsigned = unsignedRecord(RECORD_TYPE.retract, header, body)
      return write(segmentDoc(group, segment), () => unsigned, pageLoad)
    },
  }
}

function envelopeAt(
  place: Place,
  { hlc, heads, says, sealedBytes = DEFAULT_SEALED_BYTES }: Post,
): Uint8Array {
  const nonce = Uint8Array.from(crypto.randomBytes(24))
  const epoch = says?.epoch ?? toEpochId(new Uint8Array(16).fill(9))
  const header = encodeEnvelopeHeader({ hlc, heads, placesHeld: 0, epoch, nonce })
  const sealed =
    says === undefined
      ? Uint8Array.from(crypto.randomBytes(sealedBytes))
      : seal({
          key32: says.key,
          nonce24: nonce,
          plaintext: pad(postOf(says.text)),
          aad: envelopeAad(place, header),
        })
  return unsignedRecord(RECORD_TYPE.envelope, header, sealed)
}

function postOf(text: string): Uint8Array {
  const messageId = toMessageId(Uint8Array.from(crypto.randomBytes(16)))
  return encodeContent({ kind: 'post', messageId, text, replyTo: undefined })
}

function introductionOf(root: KeyPair, keys: KeyPair): Introduction {
  const personId16 = idBytes(personIdOf(root.publicKey))
  const devicePublic = keys.publicKey
  const signature = signCertificate({ issuer: root, personId16, devicePub: devicePublic })
  const box = Uint8Array.from(crypto.randomBytes(32))
  return { root: root.publicKey, chain: [{ devicePublic, signature }], box }
}
