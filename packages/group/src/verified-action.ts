/**
 * What the roster is reduced from: actions whose signature, certificate chain and (for a join)
 * invite signature have been checked. Whether they are allowed is what this package decides.
 */
import {
  type Action,
  type ActionHeader,
  type DeviceKey,
  equalBytes,
  idBytes,
  introducedDevice,
  type PersonId,
  personIdOf,
  type RecordId,
  ROLES,
  type Role,
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

const known = new WeakMap<VerifiedAction, Introducing | 'nobody'>()

/**
 * What a found or a join introduces; `undefined` when another device signed than the one it
 * certifies. Remembered, because a roster is reduced again with every action that comes.
 */
export function introducing(verified: VerifiedAction): Introducing | undefined {
  const found = known.get(verified) ?? introducedBy(verified) ?? 'nobody'
  known.set(verified, found)
  return found === 'nobody' ? undefined : found
}

function introducedBy({ id, device, action }: VerifiedAction): Introducing | undefined {
  if (action.type !== 'found' && action.type !== 'join') return undefined
  const { person } = action
  if (!equalBytes(introducedDevice(person), idBytes(device))) return undefined
  return { id, device, person: personIdOf(person.root), box: person.box }
}
