/**
 * What client and relay say about the session: challenge, proof, inventory, ACK, NACK, close.
 *
 * Encoders and readers of the payloads only; what follows from them is the session's matter.
 */
import { ByteWriter, concatBytes, parseBytes, toUtf8 } from './bytes.ts'
import {
  type DeviceKey,
  type GroupId,
  idBytes,
  type RecordId,
  toDeviceKey,
  toGroupId,
  toRecordId,
  type Writer,
} from './ids.ts'
import { MAX_DOC_NAME_BYTES } from './frames.ts'
import { MAX_TIME_MS } from './hlc.ts'
import { MAX_INVENTORY_DOCS, MAX_PARENTS } from './limits.ts'
import { encodeMany, MAX_NOTICES, parseMany } from './many.ts'

const MAX_ORIGIN_BYTES = 512

/** 100, relay to client, first frame of a session. */
export interface Challenge {
  readonly nonce: Uint8Array
  /** The relay's clock, epoch milliseconds. */
  readonly relayAt: number
}

/** 101, client to relay: who this is, or that it holds a live link. */
export type Proof =
  | {
      readonly type: 'device'
      readonly device: DeviceKey
      readonly origin: string
      readonly signature: Uint8Array
    }
  | {
      readonly type: 'link'
      readonly group: GroupId
      readonly invite: RecordId
      readonly signature: Uint8Array
    }

/** One document of a client's inventory: the SHA-256 of its encoded snapshot. */
export interface InventoryDigest {
  readonly doc: string
  readonly digest: Uint8Array
}

/** One document of a relay's inventory: it differs, or the client did not list it. */
export interface InventoryPlaces {
  readonly doc: string
  readonly placesCount: number
}

/** Every place of this writer below `clock` is durable on the relay. */
export interface Acknowledgement {
  readonly writer: Writer
  readonly clock: number
}

export const NACK_REASONS = [
  'bad',
  'gap',
  'need',
  'unknown-device',
  'policy:rate',
  'policy:busy',
  'policy:muted',
  'policy:time',
  'policy:full',
  'policy:prefix',
  'policy:removed',
  'policy:token',
] as const
export type NackReason = (typeof NACK_REASONS)[number]

/** A writer's records from `clock` on were refused and nothing of them was kept. */
export interface Refusal {
  readonly writer: Writer
  readonly clock: number
  readonly reason: NackReason
  /** For `need`: actions the relay does not hold. */
  readonly needs: readonly RecordId[]
}

/** 106 codes: 44xx never come back, 45xx try again. The widths are y-websocket's convention. */
export const CLOSE_CODE = {
  removed: 4403,
  gone: 4410,
  forbidden: 4503,
  fatal: 4522,
  busy: 4529,
  /** Only who was invited founds groups here; 4531 and up are link-ends.ts's. */
  uninvited: 4530,
} as const

/** How a relay ends a socket whose client has to tell its person why. 44xx: do not come back with the same. */
export const SOCKET_CODE = {
  /** The relay does not know the origin the client dialled as one of its own. */
  unknownOrigin: 4421,
} as const

export function encodeChallenge(challenge: Challenge): Uint8Array {
  return new ByteWriter().put(challenge.nonce).varuint(challenge.relayAt).bytes()
}

export function parseChallenge(payload: Uint8Array): Challenge | undefined {
  return parseBytes(payload, (reader) => {
    const [nonce, relayAt] = [reader.take(32), reader.varuint()]
    return relayAt > MAX_TIME_MS ? reader.fail() : { nonce, relayAt }
  })
}

/** What a device signs to prove itself to the relay it dialled. */
export function deviceProofBytes(nonce: Uint8Array, origin: string, device: DeviceKey): Uint8Array {
  return concatBytes(
    toUtf8('parley/auth'),
    nonce,
    idBytes(device),
    new ByteWriter().text(origin).bytes(),
  )
}

/** What an invite key signs to prove that this device holds the link. */
export function linkProofBytes(
  nonce: Uint8Array,
  origin: string,
  proof: { group: GroupId; device: DeviceKey },
): Uint8Array {
  const origins = new ByteWriter().text(origin).bytes()
  return concatBytes(
    toUtf8('parley/link'),
    idBytes(proof.group),
    nonce,
    origins,
    idBytes(proof.device),
  )
}

export function encodeProof(proof: Proof): Uint8Array {
  const writer = new ByteWriter()
  if (proof.type === 'device')
    return writer.u8(0).put(idBytes(proof.device)).text(proof.origin).put(proof.signature).bytes()
  return writer
    .u8(1)
    .put(idBytes(proof.group))
    .put(idBytes(proof.invite))
    .put(proof.signature)
    .bytes()
}

export function parseProof(payload: Uint8Array): Proof | undefined {
  return parseBytes(payload, (reader): Proof => {
    const form = reader.u8()
    if (form === 0) {
      return {
        type: 'device',
        device: toDeviceKey(reader.take(32)),
        origin: reader.text(MAX_ORIGIN_BYTES),
        signature: reader.take(64),
      }
    }
    if (form !== 1) reader.fail()
    return {
      type: 'link',
      group: toGroupId(reader.take(32)),
      invite: toRecordId(reader.take(16)),
      signature: reader.take(64),
    }
  })
}

export function encodeDigests(digests: readonly InventoryDigest[]): Uint8Array {
  return encodeMany(digests, (to, { doc, digest }) => to.text(doc).put(digest))
}

export function parseDigests(payload: Uint8Array): readonly InventoryDigest[] | undefined {
  return parseMany(payload, MAX_INVENTORY_DOCS, (from) => ({
    doc: from.text(MAX_DOC_NAME_BYTES),
    digest: from.take(32),
  }))
}

export function encodePlaces(docs: readonly InventoryPlaces[]): Uint8Array {
  return encodeMany(docs, (to, { doc, placesCount }) => to.text(doc).varuint(placesCount))
}

export function parsePlaces(payload: Uint8Array): readonly InventoryPlaces[] | undefined {
  return parseMany(payload, MAX_INVENTORY_DOCS, (from) => ({
    doc: from.text(MAX_DOC_NAME_BYTES),
    placesCount: from.varuint(),
  }))
}

export function encodeAcks(acks: readonly Acknowledgement[]): Uint8Array {
  return encodeMany(acks, (to, { writer, clock }) => to.varuint(writer).varuint(clock))
}

export function parseAcks(payload: Uint8Array): readonly Acknowledgement[] | undefined {
  return parseMany(payload, MAX_NOTICES, (from) => ({
    writer: from.varuint(),
    clock: from.varuint(),
  }))
}

export function encodeRefusals(refusals: readonly Refusal[]): Uint8Array {
  return encodeMany(refusals, (to, { writer, clock, reason, needs }) => {
    to.varuint(writer).varuint(clock).u8(NACK_REASONS.indexOf(reason))
    to.list(needs, (at, id) => at.put(idBytes(id)))
  })
}

export function parseRefusals(payload: Uint8Array): readonly Refusal[] | undefined {
  return parseMany(payload, MAX_NOTICES, (from) => ({
    writer: from.varuint(),
    clock: from.varuint(),
    reason: NACK_REASONS[from.u8()] ?? from.fail(),
    needs: from.list(MAX_PARENTS, (at) => toRecordId(at.take(16))),
  }))
}

export function encodeClose(code: number): Uint8Array {
  return new ByteWriter().varuint(code).bytes()
}

export function parseClose(payload: Uint8Array): number | undefined {
  return parseBytes(payload, (reader) => reader.varuint())
}
