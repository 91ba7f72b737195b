/** A present person, as the roster tells it. */
import type { DeviceKey, PersonId, RecordId, Role } from '@parley/protocol'

export interface Member {
  readonly person: PersonId
  readonly role: Role
  /** X25519 public key that epoch keys are granted to. */
  readonly box: Uint8Array
  /** The record that says this role. */
  readonly admittedBy: RecordId
  readonly devices: readonly DeviceKey[]
}
