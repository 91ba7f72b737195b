/**
 * A line between a client and a relay in one process, which can hold back what the client says: so
 * that the relay's work is not counted as the client's.
 */
import type { Socket } from '@parley/client'
import type { Relay } from '@parley/relay'

export interface HeldLine {
  dial(): Socket
  /** From now on the client's frames wait here; resolves when one that fits is among them. */
  holdUntil(fits: (frame: Uint8Array) => boolean): Promise<void>
  /** What waited goes to the relay; answers with it. */
  release(): readonly Uint8Array[]
}

export function newHeldLine(relay: Relay): HeldLine {
  let waiting: Uint8Array[] | undefined
  let onHeld: (frame: Uint8Array) => void = () => undefined
  let pass: (frame: Uint8Array) => void = () => undefined

  return {
    dial() {
      const [socket, deliver] = dialInto(relay)
      pass = deliver
      return {
        ...socket,
        send(frame) {
          if (waiting === undefined) deliver(frame)
          else onHeld(frame)
          waiting?.push(frame)
        },
      }
    },
    holdUntil(fits) {
      waiting ??= []
      return new Promise((resolve) => {
        onHeld = (frame) => {
          if (fits(frame)) resolve()
        }
      })
    },
    release() {
      const held = waiting ?? []
      waiting = undefined
      held.forEach(pass)
      return held
    },
  }
}

/** A socket into a relay of this process, each frame a turn later; and what hands the relay a frame. */
export function dialInto(relay: Relay): readonly [Socket, (frame: Uint8Array) => void] {
  const client = { open: newBell<void>(), message: newBell<Uint8Array>(), close: newBell<number>() }
  const server = { message: newBell<Uint8Array>(), close: newBell<void>() }
  let isClosed = false
  const later = (run: () => void): void => {
    setImmediate(() => {
      if (!isClosed) run()
    })
  }
  const end = (code: number): void =>
    later(() => {
      isClosed = true
      client.close.ring(code)
      server.close.ring()
    })
  later(() => {
    client.open.ring()
    relay.accept(
      {
        send: (bytes) => later(() => client.message.ring(bytes)),
        close: end,
        queuedBytes: () => 0,
        onMessage: server.message.listen,
        onClose: server.close.listen,
      },
      { address: 'bench' },
    )
  })
  const send = (bytes: Uint8Array): void => later(() => server.message.ring(bytes))
  const { open, message, close } = client
  return [
    {
      send,
      close: () => end(1000),
      onOpen: open.listen,
      onMessage: message.listen,
      onClose: close.listen,
    },
    send,
  ]
}

function newBell<Said>() {
  const listeners: ((said: Said) => void)[] = []
  return {
    listen: (listen: (said: Said) => void) => void listeners.push(listen),
    ring: (said: Said) => {
      for (const listen of listeners) listen(said)
    },
  }
}
