/**
 * Doors: a link to the class, sealed under the short code on the board, for whoever types that code.
 *
 * The relay never learns the code, and what it keeps opens with nothing else. A door is in memory only, is
 * opened by the teacher's browser alone, and shuts by itself after a school day. Guessing is slow for everybody.
 */

const DOOR_MS = 12 * 3_600_000
const DOORS = 32
export const MAX_SEALED_BYTES = 512
/** A class that types at once, and twice where a finger slips. */
const KNOCKS_BURST = 120
const KNOCK_EVERY_MS = 1_000

/** Of a door: twenty-two letters of base64url, 16 bytes. */
const ID = /^[\w-]{22}$/

export interface Doors {
  /** Anew under the same id takes the place of what was there. False for what cannot be a door. */
  open(id: string, sealed: Uint8Array): boolean
  /** `none`: there is no such door. `later`: too many have knocked just now. */
  knock(id: string): Uint8Array | 'none' | 'later'
}

export function newDoors(now: () => number): Doors {
  const doors = new Map<string, { readonly sealed: Uint8Array; readonly endsAt: number }>()
  let knocks = { left: KNOCKS_BURST, at: now() }

  function mayKnock(): boolean {
    const refill = Math.floor((now() - knocks.at) / KNOCK_EVERY_MS)
    const left = Math.min(KNOCKS_BURST, knocks.left + refill)
    knocks = { left, at: knocks.at + refill * KNOCK_EVERY_MS }
    if (left < 1) return false
    knocks = { ...knocks, left: left - 1 }
    return true
  }

  return {
    open(id, sealed) {
      if (!ID.test(id) || sealed.length === 0 || sealed.length > MAX_SEALED_BYTES) return false
      doors.delete(id)
      doors.set(id, { sealed, endsAt: now() + DOOR_MS })
      const [oldest] = doors.keys()
      if (doors.size > DOORS && oldest !== undefined) doors.delete(oldest)
      return true
    },
    knock(id) {
      if (!mayKnock()) return 'later'
      const door = doors.get(id)
      return door !== undefined && now() < door.endsAt ? door.sealed : 'none'
    },
  }
}
