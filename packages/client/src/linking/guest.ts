/**
 * The new device's side of a linking: finds the room, compares, and becomes a device of the person.
 *
 * Until all of it is on disk, in one write, nothing on this device has changed. Rules DL5 to DL11.
 */
import { concatBytes } from '@parley/protocol'
import { boxKeyPair } from '@parley/sealing'
import { type KeyPair, newKeyPair } from '@parley/signing'
import type { Linking } from '../model-devices.ts'
import type { Random } from '../ports.ts'
import { type GivenPerson, parseGiven } from './given-person.ts'
import { commitsTo, type LinkCode, roomOf } from './link-code.ts'
import { type LinkKeys, newLinkKeys } from './link-keys.ts'
import type { LinkMessage } from './link-messages.ts'
import { type Meeting, type MeetingPorts, newMeeting } from './meeting.ts'

export interface GuestPorts extends MeetingPorts {
  readonly random: Random
  /** In one write; false when this device is in use by now. Rejects with StorageFailed. */
  take(given: GivenPerson, device: KeyPair): Promise<boolean>
  /** It is on disk and the other device has heard of it, or will not. */
  onTaken(): void
}

/** Nobody shows this code any more, or its device is out of reach. */
const NO_ANSWER_MS = 60_000
const NO_BYE_MS = 3_000

export function openGuest(ports: GuestPorts, code: LinkCode): Linking {
  const { random, clock } = ports
  const pair = boxKeyPair(random(32))
  const device = newKeyPair(random(32))
  const room = roomOf(code.short)
  const parts = new Map<number, Uint8Array>()
  let commitment = code.commitment
  let keys: LinkKeys | undefined
  let isAnswered = false
  let isConfirmed = false
  let isTaking = false

  const shown = { step: 'waiting', link: '', shortCode: '' } as const
  const meeting: Meeting = newMeeting(ports, { room, state: shown }, hear)
  meeting.keepSaying({ type: 'hello' })
  clock.after(NO_ANSWER_MS, () => {
    if (!isAnswered) meeting.fail('expired')
  })

  function hear(message: LinkMessage): void {
    switch (message.type) {
      case 'commit':
        return bound(message.commitment)
      case 'reveal':
        return meet(message.hostPublic)
      case 'give':
        return receive(message)
      case 'bye':
        return isTaking ? finish() : undefined
      default:
        return
    }
  }

  function bound(to: Uint8Array): void {
    if (isAnswered) return
    commitment ??= to
    if (!to.every((byte, at) => byte === commitment?.[at]))
      return meeting.fail('mismatch', 'mismatch')
    isAnswered = true
    meeting.keepSaying({ type: 'key', guestPublic: pair.publicKey })
  }

  function meet(hostPublic: Uint8Array): void {
    if (!isAnswered || keys !== undefined || commitment === undefined) return
    if (!commitsTo(commitment, room, hostPublic)) return meeting.fail('mismatch', 'mismatch')
    const met = { room, hostPublic, guestPublic: pair.publicKey }
    keys = newLinkKeys(met, pair, hostPublic)
    meeting.quiet()
    meeting.state.set({ step: 'compare', digits: keys.digits })
  }

  function receive({ part, count, sealed }: Extract<LinkMessage, { type: 'give' }>): void {
    if (!isConfirmed || isTaking) return
    const plain = keys?.open({ type: 'give', part, count }, sealed)
    if (plain === undefined) return
    parts.set(part, plain)
    if (parts.size < count) return
    const whole = Array.from({ length: count }, (_, at) => parts.get(at) ?? new Uint8Array(0))
    const given = parseGiven(concatBytes(...whole), device)
    if (given === undefined) return meeting.fail('mismatch', 'mismatch')
    isTaking = true
    void take(given)
  }

  async function take(given: GivenPerson): Promise<void> {
    try {
      if (!(await ports.take(given, device))) return meeting.fail('in-use', 'in-use')
    } catch {
      return meeting.fail('storage', 'cancelled')
    }
    const sealed = keys?.seal({ type: 'got' }, new Uint8Array(0), random)
    if (sealed !== undefined) meeting.keepSaying({ type: 'got', sealed })
    clock.after(NO_BYE_MS, finish)
  }

  /** The other device learns of it from the person's document, if not from here. */
  function finish(): void {
    if (meeting.isOver()) return
    meeting.succeed()
    ports.onTaken()
  }

  return {
    state: meeting.state,
    confirm() {
      if (meeting.state.get().step !== 'compare' || keys === undefined) return
      const sealed = keys.seal({ type: 'confirm' }, device.publicKey, random)
      if (sealed === undefined) return meeting.fail('mismatch', 'mismatch')
      isConfirmed = true
      meeting.state.set({ step: 'sending' })
      meeting.keepSaying({ type: 'confirm', sealed })
    },
    cancel() {
      if (isTaking) return
      const why = meeting.state.get().step === 'compare' ? 'mismatch' : 'cancelled'
      meeting.fail(why, why)
    },
  }
}
