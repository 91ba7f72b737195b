/**
 * The old device's side of a linking: shows a code, is bound to its key, compares, gives.
 *
 * It certifies nothing and gives nothing before its person has said that the digits are the same,
 * and then only to the key they were computed from. Rules DL5 to DL9.
 */
import { equalBytes } from '@parley/protocol'
import { type BoxKeyPair, boxKeyPair } from '@parley/sealing'
import type { Linking } from '../model-devices.ts'
import type { Random, Stop } from '../ports.ts'
import { commitmentTo, deviceLink, newShortCode, roomOf, shownShortCode } from './link-code.ts'
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
  return new Host(ports)
}

class Host implements Linking {
  readonly #ports: HostPorts
  readonly #room: string
  readonly #pair: BoxKeyPair
  readonly #commitment: Uint8Array
  readonly #meeting: Meeting
  readonly #stop: Stop
  #guest: { readonly publicKey: Uint8Array; readonly keys: LinkKeys } | undefined
  #isConfirmed = false
  #devicePublic: Uint8Array | undefined

  constructor(ports: HostPorts) {
    const { random, appUrl, clock } = ports
    const short = newShortCode(random)
    this.#ports = ports
    this.#pair = boxKeyPair(random(32))
    this.#room = roomOf(short)
    this.#commitment = commitmentTo(this.#room, this.#pair.publicKey)
    const link = deviceLink(appUrl, short, this.#commitment)
    const state = { step: 'waiting', link, shortCode: shownShortCode(short) } as const
    this.#meeting = newMeeting(ports, { room: this.#room, state }, (message) => this.#hear(message))
    this.#stop = clock.every(LOOK_EVERY_MS, () => this.#look())
  }

  get state(): Linking['state'] {
    return this.#meeting.state
  }

  confirm(): void {
    if (this.#meeting.state.get().step !== 'compare') return
    this.#isConfirmed = true
    this.#meeting.state.set({ step: 'sending' })
    this.#giveWhenBoth()
  }

  cancel(): void {
    const why = this.#meeting.state.get().step === 'compare' ? 'mismatch' : 'cancelled'
    this.#meeting.fail(why, why)
  }

  #hear(message: LinkMessage): void {
    const commitment = this.#commitment
    switch (message.type) {
      case 'hello':
        // A page that was opened anew has another key, and the digits that were shown are void.
        if (this.#guest !== undefined) return this.#interrupted()
        return this.#meeting.say({ type: 'commit', commitment })
      case 'key':
        return this.#meet(message.guestPublic)
      case 'confirm':
        this.#devicePublic ??= this.#guest?.keys.open({ type: 'confirm' }, message.sealed)
        return this.#giveWhenBoth()
      case 'got':
        if (this.#guest?.keys.open({ type: 'got' }, message.sealed) === undefined) return
        this.#meeting.say({ type: 'bye' })
        return this.#meeting.succeed()
      default:
        return
    }
  }

  #meet(publicKey: Uint8Array): void {
    const met = { room: this.#room, hostPublic: this.#pair.publicKey, guestPublic: publicKey }
    this.#guest ??= { publicKey, keys: newLinkKeys(met, this.#pair, publicKey) }
    if (!equalBytes(publicKey, this.#guest.publicKey)) return this.#interrupted()
    this.#meeting.say({ type: 'reveal', hostPublic: this.#pair.publicKey })
    if (this.#meeting.state.get().step === 'waiting')
      this.#meeting.state.set({ step: 'compare', digits: this.#guest.keys.digits })
  }

  /** Somebody else came, or the same device anew: one key is compared, never two. */
  #interrupted(): void {
    this.#meeting.fail('cancelled', 'cancelled')
  }

  #giveWhenBoth(): void {
    const guest = this.#guest
    if (guest === undefined || this.#devicePublic === undefined || !this.#isConfirmed) return
    const parts = this.#ports.give(this.#devicePublic)
    if (parts === undefined) return this.#meeting.fail('too-deep', 'too-deep')
    parts.forEach((plaintext, part) => {
      const subject = { type: 'give', part, count: parts.length } as const
      const sealed = guest.keys.seal(subject, plaintext, this.#ports.random)
      if (sealed !== undefined) this.#meeting.say({ ...subject, sealed })
    })
  }

  #look(): void {
    const devicePublic = this.#devicePublic
    if (this.#isConfirmed && devicePublic && this.#ports.hasArrived(devicePublic))
      this.#meeting.succeed()
    if (this.#meeting.isOver()) this.#stop()
  }
}
