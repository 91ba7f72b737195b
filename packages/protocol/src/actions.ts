/**
 * Actions: records about membership and policy.
 *
 * Bytes in, plain values out; whether an action is allowed is the reducer's matter (packages/group).
 * A type this version does not know parses as `unknown`, is kept and changes nothing.
 */
import { type ByteReader, ByteWriter, parseBytes } from './bytes.ts'
import type { Hlc } from './hlc.ts'
import { idBytes, type RecordId, toRecordId } from './ids.ts'
import { MAX_CHAIN, MAX_PARENTS, MAX_RECORD_BYTES } from './limits.ts'
import { RECORD_TYPE } from './record.ts'

/** Rank by number: a higher one outranks a lower. */
export const ROLES = ['guest', 'member', 'moderator', 'admin', 'owner', 'founder'] as const
export type Role = (typeof ROLES)[number]

export interface ActionHeader {
  readonly claimedRole: Role
  readonly parents: readonly RecordId[]
  readonly hlc: Hlc
}

/** One step from a root key to a device: the device's key, signed by the step before (root first). */
export interface CertificateLink {
  readonly devicePublic: Uint8Array
  readonly signature: Uint8Array
}

/** A person as an admission introduces them. The last link of the chain is the signing device. */
export interface Introduction {
  readonly root: Uint8Array
  readonly chain: readonly CertificateLink[]
  /** X25519 public key that epoch keys are granted to. */
  readonly box: Uint8Array
}

/** Policy settings by number, ascending; each value's bytes are its own. */
export interface Setting {
  readonly id: number
  readonly value: Uint8Array
}

export type Action =
  | {
      readonly type: 'found'
      readonly random: Uint8Array
      readonly encrypted: boolean
      readonly policy: readonly Setting[]
      readonly person: Introduction
    }
  | {
      readonly type: 'invite'
      readonly signPublic: Uint8Array
      readonly boxPublic: Uint8Array
      readonly role: Role
      readonly needsApproval: boolean
      readonly expiresAt: number
      readonly usesCount: number
    }
  | {
      readonly type: 'join'
      readonly invite: RecordId
      readonly person: Introduction
      readonly inviteSignature: Uint8Array
    }
  | { readonly type: 'unknown'; readonly recordType: number; readonly body: Uint8Array }

/** The device that an introduction certifies. */
export function introducedDevice(person: Introduction): Uint8Array {
  const last = person.chain.at(-1)
  if (last === undefined) throw new RangeError('a certificate chain has at least one link')
  return last.devicePublic
}

export function encodeActionHeader(header: ActionHeader): Uint8Array {
  return new ByteWriter()
    .u8(ROLES.indexOf(header.claimedRole))
    .list(header.parents, (writer, parent) => writer.put(idBytes(parent)))
    .u64(header.hlc)
    .bytes()
}

export function readActionHeader(reader: ByteReader): ActionHeader {
  const claimedRole = readRole(reader)
  const parents = reader.list(MAX_PARENTS, (from) => toRecordId(from.take(16)))
  if (new Set(parents).size !== parents.length) reader.fail()
  return { claimedRole, parents, hlc: reader.u64() }
}

/** The record type an action is written under. */
export function actionRecordType(action: Action): number {
  return action.type === 'unknown' ? action.recordType : RECORD_TYPE[action.type]
}

export function encodeActionBody(action: Action): Uint8Array {
  const writer = new ByteWriter()
  switch (action.type) {
    case 'found':
      writer.put(action.random).u8(action.encrypted ? 1 : 0)
      writer.list(action.policy, (to, setting) => to.u8(setting.id).varbytes(setting.value))
      return putIntroduction(writer, action.person).bytes()
    case 'invite':
      writer.put(action.signPublic).put(action.boxPublic).u8(ROLES.indexOf(action.role))
      return writer
        .u8(action.needsApproval ? 1 : 0)
        .varuint(action.expiresAt)
        .varuint(action.usesCount)
        .bytes()
    case 'join':
      writer.put(idBytes(action.invite))
      return putIntroduction(writer, action.person).put(action.inviteSignature).bytes()
    case 'unknown':
      return action.body
  }
}

/** The action in an untrusted body, or `undefined` when it breaks the table of its type. */
export function parseActionBody(recordType: number, body: Uint8Array): Action | undefined {
  return parseBytes(body, (reader): Action => {
    switch (recordType) {
      case RECORD_TYPE.found:
        return {
          type: 'found',
          random: reader.take(32),
          encrypted: readFlag(reader),
          policy: readPolicy(reader),
          person: readIntroduction(reader),
        }
      case RECORD_TYPE.invite:
        return readInvite(reader)
      case RECORD_TYPE.join:
        return {
          type: 'join',
          invite: toRecordId(reader.take(16)),
          person: readIntroduction(reader),
          inviteSignature: reader.take(64),
        }
      default:
        return { type: 'unknown', recordType, body: reader.rest() }
    }
  })
}

function readInvite(reader: ByteReader): Action {
  return {
    type: 'invite',
    signPublic: reader.take(32),
    boxPublic: reader.take(32),
    role: readRole(reader),
    needsApproval: readFlag(reader),
    expiresAt: reader.varuint(),
    usesCount: reader.varuint(),
  }
}

function readPolicy(reader: ByteReader): readonly Setting[] {
  let last = -1
  return reader.list(255, (from) => {
    const id = from.u8()
    if (id <= last) from.fail()
    last = id
    return { id, value: from.varbytes(MAX_RECORD_BYTES) }
  })
}

function putIntroduction(writer: ByteWriter, person: Introduction): ByteWriter {
  return writer
    .put(person.root)
    .list(person.chain, (to, link) => to.put(link.devicePublic).put(link.signature))
    .put(person.box)
}

function readIntroduction(reader: ByteReader): Introduction {
  const root = reader.take(32)
  const chain = reader.list(MAX_CHAIN, (from) => ({
    devicePublic: from.take(32),
    signature: from.take(64),
  }))
  if (chain.length === 0) reader.fail()
  return { root, chain, box: reader.take(32) }
}

function readRole(reader: ByteReader): Role {
  return ROLES[reader.u8()] ?? reader.fail()
}

function readFlag(reader: ByteReader): boolean {
  const flag = reader.u8()
  if (flag > 1) reader.fail()
  return flag === 1
}
