/** People as the roster tells of them: present, asking to come in, or gone. */
import type {
  Action,
  DeviceKey,
  Hlc,
  Introduction,
  PersonId,
  RecordId,
  Role,
} from '@parley/protocol'
import type { SignedIn } from './signing-in.ts'
import type { Verdict } from './verified-action.ts'

/** A present person. */
export interface Member {
  readonly person: PersonId
  readonly role: Role
  /** X25519 public key that epoch keys are granted to. */
  readonly box: Uint8Array
  /** Of the newest box action; 0 for a box that an admission brought. */
  readonly boxGeneration: number
  /** The admission that makes them present. */
  readonly admittedBy: RecordId
  /** The first of those since they were gone last, if they ever were. */
  readonly cameBy: RecordId
  /** The record that says this role: the admission, or a role action since. */
  readonly roleBy: RecordId
  /** Not those taken out. */
  readonly devices: readonly DeviceKey[]
  /** A mute in force, timed or not; `until` in epoch milliseconds, 0 until somebody unmutes. */
  readonly mute: Mute | undefined
  readonly signedIn: SignedIn | undefined
}

export interface Mute {
  readonly until: number
  readonly by: PersonId
  readonly action: RecordId
}

/** A valid join that waits for somebody to let its person in. */
export interface JoinRequest {
  readonly join: RecordId
  readonly person: PersonId
  readonly device: DeviceKey
  readonly invite: RecordId
  /** What the invite offers. */
  readonly role: Role
  readonly box: Uint8Array
  readonly hlc: Hlc
  /** What an `add` repeats. */
  readonly introduction: Introduction
}

/** Somebody who was present and is not now. */
export interface Departed {
  readonly type: 'removed' | 'left'
  readonly by: PersonId
  readonly action: RecordId
}

/** One line of the group's log. */
export interface LoggedAction {
  readonly id: RecordId
  /** Whose device wrote it; `undefined` for a device nobody introduced. */
  readonly person: PersonId | undefined
  readonly device: DeviceKey
  readonly hlc: Hlc
  readonly action: Action
  readonly verdict: Verdict
  /** The role its author claimed to act with. */
  readonly role: Role
}
