/**
 * The new device's side of a linking: finds the room, compares, and becomes a device of the person.
 *
 * Until all of it is on disk, in one write, nothing on this device has changed. Rules DL5 to DL11.
 */
import { concatBytes, equalBytes } from '@parley/protocol'
import { type BoxKeyPair, boxKeyPair } from '@parley/sealing'
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

/** Whoever shows a code answers within a second or two: it may be mistyped. Asking goes on. */
const UNANSWERED_MS = 8_000
/** Nobody shows this code, or its device is out of reach. */
const NO_ANSWER_MS = 60_000
const NO_BYE_MS = 3_000
const EMPTY = new Uint8Array(0)
const WAITING = { step: 'waiting', link: '', shortCode: '' } as const

export function openGuest(ports: GuestPorts, code: LinkCode): Linking {
  return new Guest(ports, code)
}

class Guest implements Linking {
  readonly #ports: GuestPorts
  readonly #room: string
  readonly #pair: BoxKeyPair
  readonly #device: KeyPair
  readonly #parts = new Map<number, Uint8Array>()
  readonly #meeting: Meeting
  #commitment: Uint8Array | undefined
  #keys: LinkKeys | undefined
  #isAnswered = false
  #isConfirmed = false
  #isTaking = false

  constructor(ports: GuestPorts, code: LinkCode) {
    const { random, clock } = ports
    this.#ports = ports
    this.#pair = boxKeyPair(random(32))
    this.#device = newKeyPair(random(32))
    this.#room = roomOf(code.short)
    this.#commitment = code.commitment
    const first = { room: this.#room, state: WAITING }
    this.#meeting = newMeeting(ports, first, (message) => this.#hear(message))
    this.#meeting.keepSaying({ type: 'hello' })
    clock.after(NO_ANSWER_MS, () => {
      if (!this.#isAnswered) this.#meeting.fail('unanswered')
    })
    clock.after(UNANSWERED_MS, () => this.#tellUnanswered())
  }

  get state(): Linking['state'] {
    return this.#meeting.state
  }

  confirm(): void {
    if (this.#meeting.state.get().step !== 'compare' || this.#keys === undefined) return
    const { random } = this.#ports
    const sealed = this.#keys.seal({ type: 'confirm' }, this.#device.publicKey, random)
    if (sealed === undefined) return this.#mismatch()
    this.#isConfirmed = true
    this.#meeting.state.set({ step: 'sending' })
    this.#meeting.keepSaying({ type: 'confirm', sealed })
  }

  cancel(): void {
    if (this.#isTaking) return
    const why = this.#meeting.state.get().step === 'compare' ? 'mismatch' : 'cancelled'
    this.#meeting.fail(why, why)
  }

  #hear(message: LinkMessage): void {
    switch (message.type) {
      case 'commit':
        return this.#bind(message.commitment)
      case 'reveal':
        return this.#meet(message.hostPublic)
      case 'give':
        return this.#receive(message)
      case 'bye':
        return this.#isTaking ? this.#finish() : undefined
      default:
        return
    }
  }

  /** Out of reach of the relay nobody could have answered yet. */
  #tellUnanswered(): void {
    const { clock, isConnected } = this.#ports
    if (this.#isAnswered || this.#meeting.isOver()) return
    if (isConnected()) this.#meeting.state.set({ ...WAITING, isUnanswered: true })
    else clock.after(UNANSWERED_MS, () => this.#tellUnanswered())
  }

  #bind(commitment: Uint8Array): void {
    if (this.#isAnswered) return
    this.#commitment ??= commitment
    if (!equalBytes(commitment, this.#commitment)) return this.#mismatch()
    this.#isAnswered = true
    this.#meeting.state.set(WAITING)
    this.#meeting.keepSaying({ type: 'key', guestPublic: this.#pair.publicKey })
  }

  #meet(hostPublic: Uint8Array): void {
    if (!this.#isAnswered || this.#keys !== undefined || this.#commitment === undefined) return
    if (!commitsTo(this.#commitment, this.#room, hostPublic)) return this.#mismatch()
    const met = { room: this.#room, hostPublic, guestPublic: this.#pair.publicKey }
    this.#keys = newLinkKeys(met, this.#pair, hostPublic)
    this.#meeting.quiet()
    this.#meeting.state.set({ step: 'compare', digits: this.#keys.digits })
  }

  #receive({ part, count, sealed }: Extract<LinkMessage, { type: 'give' }>): void {
    if (!this.#isConfirmed || this.#isTaking) return
    const plain = this.#keys?.open({ type: 'give', part, count }, sealed)
    if (plain === undefined) return
    this.#parts.set(part, plain)
    if (this.#parts.size < count) return
    const whole = Array.from({ length: count }, (_, at) => this.#parts.get(at) ?? EMPTY)
    const given = parseGiven(concatBytes(...whole), this.#device)
    if (given === undefined) return this.#mismatch()
    this.#isTaking = true
    void this.#take(given)
  }

  async #take(given: GivenPerson): Promise<void> {
    const { take, random, clock } = this.#ports
    try {
      if (!(await take(given, this.#device))) return this.#meeting.fail('in-use', 'in-use')
    } catch {
      return this.#meeting.fail('storage', 'cancelled')
    }
    const sealed = this.#keys?.seal({ type: 'got' }, EMPTY, random)
    if (sealed !== undefined) this.#meeting.keepSaying({ type: 'got', sealed })
    clock.after(NO_BYE_MS, () => this.#finish())
  }

  /** The other device learns of it from the person's document, if not from here. */
  #finish(): void {
    if (this.#meeting.isOver()) return
    this.#meeting.succeed()
    this.#ports.onTaken()
  }

  #mismatch(): void {
    this.#meeting.fail('mismatch', 'mismatch')
  }
}
