/**
 * Whether this device may hand keys on now. Every key that leaves a device is asked about here first.
 *
 * A device that cannot place an act it holds may not know who was removed by it: it gives nobody
 * anything, and makes no key, until it has what that act builds on. Rule KY16, attack AT110.
 */
import { toDeviceKey } from '@parley/protocol'
import type { Device } from '../device.ts'
import { isOnlyHere } from '../writing/only-here.ts'
import type { LiveDoc } from '../syncing/live-doc.ts'
import type { Membership } from '../membership/membership.ts'

export interface HandingPorts {
  readonly device: Pick<Device, 'identity' | 'link' | 'outbox'>
  readonly membership: Pick<Membership, 'roster' | 'isWhole'>
  doc(): Pick<LiveDoc, 'name' | 'following'>
}

const ADMISSIONS: ReadonlySet<string> = new Set(['found', 'join', 'device'])

/** Present by all that is held, with this device. */
export function isPresentHere({
  device,
  membership,
}: Pick<HandingPorts, 'membership'> & {
  readonly device: Pick<Device, 'identity'>
}): boolean {
  const { person, device: keys } = device.identity
  const roster = membership.roster()
  return roster.members.has(person) && roster.deviceIsLive(toDeviceKey(keys.publicKey))
}

/** Keys of its own making, for those who are here by all that it holds; a relay need not be heard. */
export function mayMakeKeys(ports: Parameters<typeof isPresentHere>[0]): boolean {
  return isPresentHere(ports) && ports.membership.isWhole()
}

/** Keys that others made too: only with the relay's word on who is here, and on this device itself. */
export function mayGiveKeys(ports: HandingPorts): boolean {
  return mayMakeKeys(ports) && isInStep(ports) && isAdmissionAcknowledged(ports)
}

/** A relay has said all it holds of this group's document. */
export function isInStep({
  device,
  doc,
}: Pick<HandingPorts, 'doc'> & { readonly device: Pick<Device, 'link'> }): boolean {
  return device.link.state().state === 'connected' && doc().following()?.isSynced() === true
}

/** Until then a relay may yet say that the link which let this person in is dead. */
export function isAdmissionAcknowledged({
  device,
  doc,
}: {
  readonly device: Pick<Device, 'outbox'>
  doc(): Pick<LiveDoc, 'name'>
}): boolean {
  return !isOnlyHere(device, doc().name, ADMISSIONS)
}
