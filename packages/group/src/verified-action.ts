/**
 * What the roster is reduced from: actions whose signature, certificate chain and (for a join)
 * invite signature have been checked. Whether they are allowed is what this package decides.
 */
import {
  type Action,
  type ActionHeader,
  type DeviceKey,
  introducedDevice,
  type PersonId,
  personIdOf,
  type RecordId,
  ROLES,
  type Role,
  toDeviceKey,
  type Writer,
} from '@parley/protocol'

export interface VerifiedAction {
  readonly id: RecordId
  /** The device that signed. */
  readonly device: DeviceKey
  readonly writer: Writer
  readonly header: ActionHeader
  readonly action: Action
}

/** A record that says, by a verified chain, whose device signed it. */
export interface Introducing {
  readonly id: RecordId
  readonly device: DeviceKey
  readonly person: PersonId
  readonly box: Uint8Array
}

/** 0 for a guest up to 5 for the founder. */
export function rankOf(role: Role): number {
  return ROLES.indexOf(role)
}

/** What a found or a join introduces; `undefined` when another device signed than the one it certifies. */
export function introducing({ id, device, action }: VerifiedAction): Introducing | undefined {
  if (action.type !== 'found' && action.type !== 'join') return undefined
  const { person } = action
  if (toDeviceKey(introducedDevice(person)) !== device) return undefined
  return { id, device, person: personIdOf(person.root), box: person.box }
}
