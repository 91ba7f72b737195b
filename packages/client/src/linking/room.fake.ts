/** A relay's linking rooms for tests: at most two in a room, and whoever stands between may meddle. */
import type { Room, RoomEvents } from '../link/rooms.ts'

export interface RoomHub {
  isConnected: boolean
  /** What becomes of a payload that one side (0: the first to enter) sends. */
  meddle(payload: Uint8Array, from: number): Uint8Array | undefined
  enter(room: string, events: RoomEvents): Room
  /** Lets everything under way arrive. */
  settle(): Promise<void>
  /** Everything that was sent. */
  readonly seen: readonly Uint8Array[]
}

export function newRoomHub(): RoomHub {
  const rooms = new Map<string, RoomEvents[]>()
  const seen: Uint8Array[] = []
  const hub: RoomHub = {
    isConnected: true,
    seen,
    meddle: (payload) => payload,
    enter(room, events) {
      const here = rooms.get(room) ?? []
      rooms.set(room, here)
      if (here.length >= 2) queueMicrotask(() => events.onClosed(4529))
      else here.push(events)
      return {
        send(payload) {
          const from = here.indexOf(events)
          if (!hub.isConnected || from < 0) return
          seen.push(payload)
          const passed = hub.meddle(payload, from)
          const other = here[1 - from]
          if (passed !== undefined) queueMicrotask(() => other?.onMessage(passed))
        },
        leave() {
          const at = here.indexOf(events)
          if (at >= 0) here.splice(at, 1)
        },
      }
    },
    async settle() {
      for (let turn = 0; turn < 50; turn++) await Promise.resolve()
    },
  }
  return hub
}
