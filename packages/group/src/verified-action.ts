/**
 * What the roster is reduced from: actions whose signature, certificate chain and (for a join) invite
 * signature have been checked, and of a `device` the root's. Whether they are allowed, and whether an
 * `undevice` is its person's root's, is what this package decides.
 */
import {
  type Action,
  type ActionHeader,
  type DeviceKey,
  equalBytes,
  idBytes,
  introducedDevice,
  type Introduction,
  type PersonId,
  personIdOf,
  type RecordId,
  ROLES,
  type Role,
  type SiteClaims,
  type SiteKey,
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
  /**
   * Of an `undevice` that carries a root's signature: whether this root made it. A fact of these bytes
   * and that key alone, so it is the same whatever else is held. Without it no root signed.
   */
  isSignedBy?(root: Uint8Array): boolean
  /**
   * Of a `signin` whose token is for this group, this device and this time: what it says if this key signed
   * it. A fact of these bytes and that key; which keys are believed is the policy's to say. Without it the
   * token is for nobody here.
   */
  signedInBy?(key: SiteKey): SiteClaims | undefined
}

export type Verdict = 'valid' | 'invalid' | 'ignored'

/** A record that says, by a verified chain, whose device one is. */
export interface Introducing {
  readonly id: RecordId
  readonly device: DeviceKey
  readonly person: PersonId
  readonly box: Uint8Array
  /** The devices between root and this one, which vouch for it. */
  readonly through: readonly DeviceKey[]
  /** Signed by the device itself; an `add` speaks for others. */
  readonly isOwn: boolean
  /** The root itself signed the record. */
  readonly isRooted: boolean
  readonly introduction: Introduction
}

/** 0 for a guest up to 5 for the founder. */
export function rankOf(role: Role): number {
  return ROLES.indexOf(role)
}

/** The founding has no author to be judged by. */
export const FOUNDING_RANK = rankOf('founder') + 1

const known = new WeakMap<VerifiedAction, Introducing | 'nobody'>()

/**
 * What an action introduces; `undefined` for nothing, and when another device signed than the one
 * it must be signed by. Remembered, because a roster is reduced again with every action that comes.
 */
export function introducing(verified: VerifiedAction): Introducing | undefined {
  const before = known.get(verified)
  const found = before ?? introducedBy(verified) ?? 'nobody'
  if (before === undefined) known.set(verified, found)
  return found === 'nobody' ? undefined : found
}

function introducedBy({ id, device, action }: VerifiedAction): Introducing | undefined {
  if (
    action.type !== 'found' &&
    action.type !== 'join' &&
    action.type !== 'add' &&
    action.type !== 'device'
  )
    return undefined
  const { person: introduction } = action
  const key = introducedDevice(introduction)
  const isOwn = action.type !== 'add'
  if (isOwn && !equalBytes(key, idBytes(device))) return undefined
  return {
    id,
    device: isOwn ? device : toDeviceKey(key),
    person: personIdOf(introduction.root),
    box: introduction.box,
    through: introduction.chain.slice(0, -1).map((link) => toDeviceKey(link.devicePublic)),
    isOwn,
    isRooted: action.type === 'device' && action.rootSignature !== undefined,
    introduction,
  }
}
