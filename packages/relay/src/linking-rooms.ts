/**
 * Linking rooms: where two devices meet so that one makes the other a device of its person.
 *
 * What they say goes from one session to the other and is never kept. Whoever knows a room's name may
 * enter it, so the two compare what they see; the relay only counts heads and minutes. Two relays on one
 * log have a room together, and each counts its own heads. Rules RE33, RE76.
 */
import { CLOSE_CODE, encodeTyped, MESSAGE_TYPE } from '@parley/protocol'
import { type Client, sendClose } from './client.ts'
import { NO_NEIGHBOURS } from './neighbours.ts'
import type { Clock, Neighbours } from './ports.ts'

export interface LinkingRooms {
  /** To the other session in the room; the first message of a session enters it. */
  pass(client: Client, room: string, payload: Uint8Array): void
  /** The session has ended. */
  leave(client: Client): void
  close(): void
}

const ROOM_MS = 10 * 60_000
const ROOM_SESSIONS = 2
/** Of one session at a time: somebody who cancels and begins again. */
const ROOMS_PER_SESSION = 8

interface Room {
  readonly inside: Set<Client>
  /** Not before the room's time is over. */
  stop(): void
}

export function newLinkingRooms(
  clock: Clock,
  neighbours: Neighbours = NO_NEIGHBOURS,
): LinkingRooms {
  const rooms = new Map<string, Room>()
  const entered = new Map<Client, Set<string>>()

  function end(name: string): void {
    const room = rooms.get(name)
    rooms.delete(name)
    room?.stop()
    for (const client of room?.inside ?? []) {
      sendClose(client, name, CLOSE_CODE.gone)
      entered.get(client)?.delete(name)
    }
  }

  function newRoom(name: string): Room {
    const inside = new Set<Client>()
    const cancelEnd = clock.after(ROOM_MS, () => end(name))
    const stopHearing = neighbours.hear(name, (payload) => say(inside, name, payload))
    const room = { inside, stop: () => [cancelEnd, stopHearing].forEach((stop) => stop()) }
    rooms.set(name, room)
    return room
  }

  function mayEnter(client: Client, name: string): boolean {
    const isFull = (rooms.get(name)?.inside.size ?? 0) >= ROOM_SESSIONS
    return !isFull && (entered.get(client)?.size ?? 0) < ROOMS_PER_SESSION
  }

  return {
    pass(client, name, payload) {
      const isInside = rooms.get(name)?.inside.has(client) === true
      if (!client.spend('linking') || (!isInside && !mayEnter(client, name)))
        return sendClose(client, name, CLOSE_CODE.busy)
      const room = rooms.get(name) ?? newRoom(name)
      room.inside.add(client)
      entered.set(client, (entered.get(client) ?? new Set()).add(name))
      say(room.inside, name, payload, client)
      neighbours.tell(name, payload)
    },
    leave(client) {
      for (const name of entered.get(client) ?? []) {
        const room = rooms.get(name)
        room?.inside.delete(client)
        if (room?.inside.size !== 0) continue
        room.stop()
        rooms.delete(name)
      }
      entered.delete(client)
    },
    close() {
      for (const { stop } of rooms.values()) stop()
      rooms.clear()
    },
  }
}

function say(inside: Iterable<Client>, room: string, payload: Uint8Array, except?: Client): void {
  const frame = encodeTyped(room, MESSAGE_TYPE.linking, payload)
  for (const client of inside) if (client !== except) client.send(frame)
}
