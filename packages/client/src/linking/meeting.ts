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
  const { clock } = ports
  const state = newSettable(first.state)
  const startedAt = clock.now()
  let connectedAt = startedAt
  let said: { readonly message: LinkMessage; at: number } | undefined
  const isOver = () => state.get().step === 'done' || state.get().step === 'failed'
  const stops: Stop[] = []

  const room = ports.enter(first.room, {
    onMessage(payload) {
      const message = parseLinkMessage(payload)
      if (message === undefined || isOver()) return
      if (message.type === 'cancel') fail(message.why)
      else hear(message)
    },
    onClosed: (code) => fail(code === ROOM_FULL ? 'cancelled' : 'expired'),
  })

  function say(message: LinkMessage): void {
    room.send(encodeLinkMessage(message))
  }

  function end(last: LinkingState): void {
    for (const stop of stops.splice(0)) stop()
    said = undefined
    state.set(last)
    room.leave()
  }

  function fail(why: Failure, tell?: CancelReason): void {
    if (isOver()) return
    if (tell !== undefined) say({ type: 'cancel', why: tell })
    end({ step: 'failed', why })
  }

  function tick(): void {
    const now = clock.now()
    if (ports.isConnected()) connectedAt = now
    if (now - startedAt >= LINKING_MS) return fail('expired', 'expired')
    if (now - connectedAt >= NO_RELAY_MS) return fail('no-relay')
    if (said === undefined || now - said.at < SAY_EVERY_MS) return
    said.at = now
    say(said.message)
  }

  stops.push(clock.every(TICK_MS, tick))
  return {
    state,
    say,
    keepSaying(message) {
      said = { message, at: clock.now() }
      say(message)
    },
    quiet() {
      said = undefined
    },
    fail,
    succeed() {
      if (!isOver()) end({ step: 'done' })
    },
    isOver,
  }
}
