/** A socket to another relay, with the token that opens groups there. */
import { MAX_FRAME_BYTES, SUBPROTOCOL } from '@parley/protocol'
import type { UpstreamEnd, UpstreamSocket } from '@parley/relay'
import { WebSocket } from 'ws'
import { MIRROR_HEADER } from '../mirror-tokens.ts'
import { codeOf } from '../ownership.ts'

const HANDSHAKE_MS = 30_000
/** How long a polite close may take. */
const CLOSE_MS = 2_000

/** `origin`: as people open that relay, by http or https. */
export function dialUpstream(origin: string, token: string): UpstreamSocket {
  const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/`, [SUBPROTOCOL], {
    headers: { [MIRROR_HEADER]: token },
    handshakeTimeout: HANDSHAKE_MS,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false, // sealed bytes do not compress
  })
  let tell: ((end: UpstreamEnd) => void) | undefined
  let isOpen = false
  const end = (why: UpstreamEnd): void => {
    const listen = tell
    tell = undefined
    listen?.(why)
  }
  socket.on('open', () => (isOpen = true))
  socket.on('unexpected-response', (request, { statusCode = 0, headers }) => {
    request.destroy()
    const relayAt = Date.parse(headers.date ?? '')
    end({
      type: 'refused',
      status: statusCode,
      relayAt: Number.isNaN(relayAt) ? undefined : relayAt,
    })
  })
  socket.on('error', (error) => {
    if (!isOpen) end({ type: 'unreachable', reason: codeOf(error) ?? 'no answer' })
    socket.terminate()
  })
  socket.on('close', (code) => end({ type: 'closed', code }))

  return {
    send(bytes) {
      if (socket.readyState === socket.OPEN) socket.send(bytes)
    },
    close() {
      if (!isOpen) return socket.terminate()
      socket.close()
      const cut = setTimeout(() => socket.terminate(), CLOSE_MS).unref()
      socket.once('close', () => clearTimeout(cut))
    },
    queuedBytes: () => socket.bufferedAmount,
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    onOpen: (listen) => void socket.on('open', listen),
    onMessage(listen) {
      socket.on('message', (data, isBinary) => {
        if (isBinary && data instanceof Buffer) listen(Uint8Array.from(data))
      })
    },
    onClose: (listen) => void (tell = listen),
  }
}
