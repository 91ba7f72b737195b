/**
 * Two devices in a room: what both sides of a linking have in common.
 *
 * A side hears messages, says some, and may say its last one again while it waits; it ends once, and
 * from then on hears nothing. Rules DL5 to DL8.
 */
import type { Room, RoomEvents } from '../link/rooms.ts'
import { newSettable, type Settable } from '../live.ts'
import type { LinkingState } from '../model-devices.ts'
import type { Clock, Stop } from '../ports.ts'
import {
  type CancelReason,
  encodeLinkMessage,
  type LinkMessage,
  parseLinkMessage,
} from './link-messages.ts'

export interface MeetingPorts {
  readonly clock: Clock
  isConnected(): boolean
  enter(room: string, events: RoomEvents): Room
}

export type Failure = Extract<LinkingState, { step: 'failed' }>['why']

export interface Meeting {
  readonly state: Settable<LinkingState>
  say(message: LinkMessage): void
  /** Now, and every two seconds until something else is said or the meeting ends. */
  keepSaying(message: LinkMessage): void
  /** What was said need not be said again. */
  quiet(): void
  fail(why: Failure, tell?: CancelReason): void
  succeed(): void
  isOver(): boolean
}

export const LINKING_MS = 600_000
const SAY_EVERY_MS = 2_000
const TICK_MS = 1_000
/** Whoever is out of reach of the relay for this long is told so. */
const NO_RELAY_MS = 30_000
const ROOM_FULL = 4529

export function newMeeting(
  ports: MeetingPorts,
  first: { readonly room: string; readonly state: LinkingState },
  hear: (message: LinkMessage) => void,
): Meeting {
  return new RoomMeeting(ports, first, hear)
}

class RoomMeeting implements Meeting {
  readonly state: Settable<LinkingState>
  readonly #ports: MeetingPorts
  readonly #hear: (message: LinkMessage) => void
  readonly #room: Room
  readonly #startedAt: number
  readonly #stop: Stop
  #connectedAt: number
  #said: { readonly message: LinkMessage; at: number } | undefined

  constructor(
    ports: MeetingPorts,
    first: { readonly room: string; readonly state: LinkingState },
    hear: (message: LinkMessage) => void,
  ) {
    this.#ports = ports
    this.#hear = hear
    this.state = newSettable(first.state)
    this.#startedAt = ports.clock.now()
    this.#connectedAt = this.#startedAt
    this.#stop = ports.clock.every(TICK_MS, () => this.#tick())
    this.#room = ports.enter(first.room, {
      onMessage: (payload) => this.#heard(payload),
      onClosed: (code) => this.fail(code === ROOM_FULL ? 'cancelled' : 'expired'),
    })
  }

  say(message: LinkMessage): void {
    this.#room.send(encodeLinkMessage(message))
  }

  keepSaying(message: LinkMessage): void {
    this.#said = { message, at: this.#ports.clock.now() }
    this.say(message)
  }

  quiet(): void {
    this.#said = undefined
  }

  fail(why: Failure, tell?: CancelReason): void {
    if (this.isOver()) return
    if (tell !== undefined) this.say({ type: 'cancel', why: tell })
    this.#end({ step: 'failed', why })
  }

  succeed(): void {
    if (!this.isOver()) this.#end({ step: 'done' })
  }

  isOver(): boolean {
    const { step } = this.state.get()
    return step === 'done' || step === 'failed'
  }

  #heard(payload: Uint8Array): void {
    const message = parseLinkMessage(payload)
    if (message === undefined || this.isOver()) return
    if (message.type === 'cancel') this.fail(message.why)
    else this.#hear(message)
  }

  #end(last: LinkingState): void {
    this.#stop()
    this.quiet()
    this.state.set(last)
    this.#room.leave()
  }

  #tick(): void {
    const now = this.#ports.clock.now()
    if (this.#ports.isConnected()) this.#connectedAt = now
    if (now - this.#startedAt >= LINKING_MS) return this.fail('expired', 'expired')
    if (now - this.#connectedAt >= NO_RELAY_MS) return this.fail('no-relay')
    if (this.#said === undefined || now - this.#said.at < SAY_EVERY_MS) return
    this.#said.at = now
    this.say(this.#said.message)
  }
}
