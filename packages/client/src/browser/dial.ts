/** The browser's WebSocket as the client's socket: binary frames of our subprotocol, nothing else. */
import { SUBPROTOCOL } from '@parley/protocol'
import type { Socket } from '../ports.ts'

/** What the platform says when a socket broke without a word (RFC 6455, 7.1.5). */
export const BROKE = 1006

/** Never throws: an address that cannot be dialled closes like a relay that is not there. */
export function browserDial(url: string): Socket {
  const socket = connect(url)
  return socket === undefined ? unreachable() : adapt(socket)
}

function connect(url: string): WebSocket | undefined {
  try {
    const socket = new WebSocket(url, SUBPROTOCOL)
    socket.binaryType = 'arraybuffer'
    return socket
  } catch {
    return undefined // not an address, or ws:// from an https page
  }
}

function adapt(socket: WebSocket): Socket {
  socket.addEventListener('error', () => undefined) // says nothing; the close that follows counts
  return {
    send(bytes) {
      // What is sent into a closed socket is lost, as on any line; sync begins anew after it.
      if (socket.readyState === socket.OPEN) socket.send(Uint8Array.from(bytes))
    },
    close() {
      socket.close()
    },
    onOpen(listen) {
      socket.addEventListener('open', () => listen())
    },
    onMessage(listen) {
      socket.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (event.data instanceof ArrayBuffer) listen(new Uint8Array(event.data))
      })
    },
    onClose(listen) {
      socket.addEventListener('close', ({ code }) => listen(code))
    },
  }
}

/** Says nothing, and closes like a relay that is not there. */
export function unreachable(): Socket {
  return {
    send: () => undefined,
    close: () => undefined,
    onOpen: () => undefined,
    onMessage: () => undefined,
    onClose: (listen) => queueMicrotask(() => listen(BROKE)),
  }
}
