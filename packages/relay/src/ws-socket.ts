/**
 * A `ws` WebSocket as the relay's port. Only binary frames count; text closes the socket.
 */
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { RelaySocket } from './ports.ts'
import { newOutlet } from './ws-frames.ts'

/** Unsupported data (RFC 6455): this protocol has no text frames. */
const UNSUPPORTED = 1003
/** How long a polite close may take before the connection is cut. */
const CLOSE_MS = 2_000
/** Bytes queued above which a ping is not answered. */
const MAX_PONG_QUEUE = 65_536

const outlet = newOutlet()

/** `stream`: what the socket was upgraded from, without compression; whole frames are written to it. */
export function relaySocketOf(socket: WebSocket, stream: Duplex): RelaySocket {
  const writer = outlet.writerTo(stream, () => socket.readyState === socket.OPEN)
  socket.on('error', () => socket.terminate()) // oversized or broken frames; 'close' follows
  // Who asks and does not listen is not answered: pongs would pile up unseen by any limit (AT93).
  socket.on('ping', (data) => {
    if (socket.bufferedAmount + writer.waitingBytes() < MAX_PONG_QUEUE) socket.pong(data)
  })
  return {
    send: (bytes) => writer.put(bytes),
    close(code, reason) {
      writer.flush()
      socket.close(code, reason)
      const cut = setTimeout(() => socket.terminate(), CLOSE_MS).unref()
      socket.once('close', () => clearTimeout(cut))
    },
    queuedBytes: () => socket.bufferedAmount + writer.waitingBytes(),
    onMessage(listen) {
      socket.on('message', (data, isBinary) => {
        if (!isBinary) return socket.close(UNSUPPORTED, 'binary frames only')
        if (data instanceof Buffer) listen(viewOf(data))
      })
    },
    onClose: (listen) => void socket.once('close', listen),
  }
}

/** No Buffer, whose `slice` would copy nothing: whoever reads a frame copies what they keep of it. */
function viewOf({ buffer, byteOffset, length }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length)
}
