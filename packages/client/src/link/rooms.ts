/**
 * Linking rooms of this session: what is sent there goes to the other device in it, if there is one.
 *
 * Nothing is kept; a room is entered again in each session until it is left. Rules LK31, LK32.
 */
import {
  CLOSE_CODE,
  encodeClose,
  encodeTyped,
  MAX_LINKING_BYTES,
  MESSAGE_TYPE,
} from '@parley/protocol'

export interface Room {
  /** While offline nothing happens. */
  send(payload: Uint8Array): void
  leave(): void
}

/** Untrusted: from the other device, or made up by the relay. */
export interface RoomEvents {
  onMessage(payload: Uint8Array): void
  /** The relay let nobody in, or shut the room. */
  onClosed(code: number): void
}

export class Rooms {
  readonly #rooms = new Map<string, RoomEvents>()
  readonly #send: (frame: Uint8Array) => void
  readonly #isOpen: () => boolean

  constructor(send: (frame: Uint8Array) => void, isOpen: () => boolean) {
    this.#send = send
    this.#isOpen = isOpen
  }

  /** Throws while this room is entered already. */
  enter(name: string, events: RoomEvents): Room {
    if (this.#rooms.has(name)) throw new Error(`${name} is entered already`)
    this.#rooms.set(name, events)
    this.#say(name, new Uint8Array(0))
    return {
      send: (payload) => {
        if (this.#rooms.get(name) === events) this.#say(name, payload)
      },
      leave: () => {
        if (this.#rooms.get(name) !== events) return
        this.#rooms.delete(name)
        if (this.#isOpen())
          this.#send(encodeTyped(name, MESSAGE_TYPE.close, encodeClose(CLOSE_CODE.gone)))
      },
    }
  }

  sessionOpened(): void {
    for (const name of this.#rooms.keys()) this.#say(name, new Uint8Array(0))
  }

  /** False when nobody here is in that room. */
  receive(name: string, payload: Uint8Array): boolean {
    const events = this.#rooms.get(name)
    if (payload.length > 0 && payload.length <= MAX_LINKING_BYTES) events?.onMessage(payload)
    return events !== undefined
  }

  closed(name: string, code: number): boolean {
    const events = this.#rooms.get(name)
    this.#rooms.delete(name)
    events?.onClosed(code)
    return events !== undefined
  }

  clear(): void {
    this.#rooms.clear()
  }

  #say(name: string, payload: Uint8Array): void {
    if (this.#isOpen()) this.#send(encodeTyped(name, MESSAGE_TYPE.linking, payload))
  }
}
