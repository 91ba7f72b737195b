/** A socket of `ws` as the port that a client asks for. */
import type { Socket } from '@parley/client'
import { SUBPROTOCOL } from '@parley/protocol'
import { WebSocket } from 'ws'

export function dialFrom(url: string, localAddress: string): Socket {
  const socket = new WebSocket(url, [SUBPROTOCOL], { localAddress, perMessageDeflate: false })
  socket.on('error', () => undefined) // its close follows
  return {
    send: (bytes) => socket.send(bytes),
    close: () => socket.terminate(),
    onOpen: (listen) => void socket.on('open', listen),
    onMessage: (listen) =>
      void socket.on('message', (data) => {
        if (data instanceof Buffer) listen(Uint8Array.from(data))
      }),
    onClose: (listen) => void socket.on('close', listen),
  }
}
