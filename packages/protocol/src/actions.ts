/**
 * Actions: records about membership and policy.
 *
 * Bytes in, plain values out; whether an action is allowed is the reducer's matter (packages/group).
 * A type this version does not know parses as `unknown`, is kept and changes nothing.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { type ByteReader, ByteWriter, concatBytes, toUtf8 } from './bytes.ts'
import type { Cut } from './cut.ts'
import type { Hlc } from './hlc.ts'
import {
  type DeviceKey,
  type GroupId,
  idBytes,
  type PersonId,
  type RecordId,
  toRecordId,
} from './ids.ts'
import type { GrantRow } from './keys.ts'
import { MAX_PARENTS } from './limits.ts'
import { RECORD_TYPE } from './record.ts'
import { readRole, ROLES, type Role } from './roles.ts'

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
      /** Shows who is in the group, and brings nobody in: see RO51. */
      readonly isDesk?: true
      readonly expiresAt: number
      readonly usesCount: number
    }
  | {
      readonly type: 'join'
      readonly invite: RecordId
      readonly person: Introduction
      readonly inviteSignature: Uint8Array
    }
  /** Withdraws a link, or turns down a request: names an invite or a join. */
  | { readonly type: 'uninvite'; readonly target: RecordId }
  | {
      readonly type: 'add'
      readonly person: Introduction
      readonly role: Role
      /** The request that this grants, if it grants one. */
      readonly join: RecordId | undefined
    }
  | { readonly type: 'role'; readonly person: PersonId; readonly role: Role; readonly cut: Cut }
  | { readonly type: 'remove'; readonly person: PersonId; readonly cut: Cut }
  | {
      readonly type: 'mute'
      readonly person: PersonId
      /** Epoch milliseconds; 0 until somebody unmutes. */
      readonly until: number
      readonly cut: Cut
    }
  | { readonly type: 'unmute'; readonly person: PersonId }
  | { readonly type: 'leave'; readonly cut: Cut }
  /** Written by the device that it introduces. */
  | {
      readonly type: 'device'
      readonly person: Introduction
      readonly rootSignature: Uint8Array | undefined
    }
  | {
      readonly type: 'undevice'
      readonly device: DeviceKey
      readonly rootSignature: Uint8Array | undefined
      readonly cut: Cut
    }
  /** A person's new box; its secret for each remaining device and for the root. */
  | {
      readonly type: 'box'
      readonly generation: number
      readonly boxPublic: Uint8Array
      readonly ephemeral: Uint8Array
      readonly rows: readonly GrantRow[]
    }
  | { readonly type: 'policy'; readonly policy: readonly Setting[] }
  /** More of the cut of an act of the same device. */
  | { readonly type: 'cut'; readonly of: RecordId; readonly cut: Cut }
  /** Says nothing but what it builds on: gathers heads, so that the next act builds on all of them. */
  | { readonly type: 'merge' }
  /** A site's token, which says who its author is there. */
  | { readonly type: 'signin'; readonly token: string }
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

/**
 * What a root key signs to stand behind one act on one of its devices: "parley/root", group, type,
 * device, and the hash of the header, which holds what the act builds on.
 */
export function rootActBytes(
  group: GroupId,
  act: { readonly recordType: number; readonly device: Uint8Array; readonly header: Uint8Array },
): Uint8Array {
  return concatBytes(
    toUtf8('parley/root'),
    idBytes(group),
    Uint8Array.of(act.recordType),
    act.device,
    sha256(act.header),
  )
}
