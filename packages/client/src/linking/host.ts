/**
 * The old device's side of a linking: shows a code, is bound to its key, compares, gives.
 *
 * It certifies nothing and gives nothing before its person has said that the digits are the same,
 * and then only to the key they were computed from. Rules DL5 to DL9.
 */
import { boxKeyPair } from '@parley/sealing'
import type { Linking } from '../model-devices.ts'
import type { Random } from '../ports.ts'
import {
  commitmentTo,
  deviceLink,
  newShortCode,
  roomOf,
  shownShortCode,
} from './link-code.ts'
import { type LinkKeys, newLinkKeys } from './link-keys.ts'
import type { LinkMessage } from './link-messages.ts'
import { type Meeting, type MeetingPorts, newMeeting } from './meeting.ts'

export interface HostPorts extends MeetingPorts {
  readonly random: Random
  readonly appUrl: string
  /** Everything for this new device, in parts; `undefined` when it cannot be certified any more. */
  give(devicePublic: Uint8Array): readonly Uint8Array[] | undefined
  /** It has been heard of as a device of this person. */
  hasArrived(devicePublic: Uint8Array): boolean
}

/** The new device may be gone from the room before its last word is heard. */
const LOOK_EVERY_MS = 1_000

export function openHost(ports: HostPorts): Linking {
  const { random } = ports
  const pair = boxKeyPair(random(32))
  const short = newShortCode(random)
  const room = roomOf(short)
  const commitment = commitmentTo(room, pair.publicKey)
  const link = deviceLink(ports.appUrl, short, commitment)
  const shown = { step: 'waiting', link, shortCode: shownShortCode(short) } as const
  let guest: { readonly publicKey: Uint8Array; readonly keys: LinkKeys } | undefined
  let isConfirmed = false
  let devicePublic: Uint8Array | undefined

  const meeting: Meeting = newMeeting(ports, { room, state: shown }, hear)

  function hear(message: LinkMessage): void {
    switch (message.type) {
      case 'hello':
        // A page that was opened anew has another key, and the digits that were shown are void.
        return guest === undefined ? meeting.say({ type: 'commit', commitment }) : interrupted()
      case 'key':
        return meet(message.guestPublic)
      case 'confirm':
        devicePublic ??= guest?.keys.open({ type: 'confirm' }, message.sealed)
        return giveWhenBoth()
      case 'got':
        if (guest?.keys.open({ type: 'got' }, message.sealed) === undefined) return
        meeting.say({ type: 'bye' })
        return meeting.succeed()
      default:
        return
    }
  }

  function meet(publicKey: Uint8Array): void {
    if (guest !== undefined && !publicKey.every((byte, at) => byte === guest?.publicKey[at]))
      return interrupted()
    const met = { room, hostPublic: pair.publicKey, guestPublic: publicKey }
    guest ??= { publicKey, keys: newLinkKeys(met, pair, publicKey) }
    meeting.say({ type: 'reveal', hostPublic: pair.publicKey })
    if (meeting.state.get().step === 'waiting')
      meeting.state.set({ step: 'compare', digits: guest.keys.digits })
  }

  /** Somebody else came, or the same device anew: one key is compared, never two. */
  function interrupted(): void {
    meeting.fail('cancelled', 'cancelled')
  }

  function giveWhenBoth(): void {
    if (guest === undefined || devicePublic === undefined || !isConfirmed) return
    const parts = ports.give(devicePublic)
    if (parts === undefined) return meeting.fail('too-deep', 'too-deep')
    parts.forEach((plaintext, part) => {
      const subject = { type: 'give', part, count: parts.length } as const
      const sealed = guest?.keys.seal(subject, plaintext, random)
      if (sealed !== undefined) meeting.say({ ...subject, sealed })
    })
  }

  const stop = ports.clock.every(LOOK_EVERY_MS, () => {
    if (isConfirmed && devicePublic !== undefined && ports.hasArrived(devicePublic))
      meeting.succeed()
    if (meeting.isOver()) stop()
  })

  return {
    state: meeting.state,
    confirm() {
      if (meeting.state.get().step !== 'compare') return
      isConfirmed = true
      meeting.state.set({ step: 'sending' })
      giveWhenBoth()
    },
    cancel() {
      const why = meeting.state.get().step === 'compare' ? 'mismatch' : 'cancelled'
      meeting.fail(why, why)
    },
  }
}
