/**
 * The floor: what comes on a path goes to everybody else on that path, and nothing else happens.
 * With a file named in RAW_LOG it is also written there and synced, many messages at a time.
 */
import { open } from 'node:fs/promises'
import { WebSocketServer } from 'ws'

/** @type {Map<string, Set<import('ws').WebSocket>>} */
const rooms = new Map()
const append =
  process.env['RAW_LOG'] === undefined ? undefined : await openLog(process.env['RAW_LOG'])

new WebSocketServer({ port: Number(process.env['PORT']), perMessageDeflate: false }).on(
  'connection',
  (socket, request) => {
    const room = rooms.get(request.url ?? '') ?? new Set()
    rooms.set(request.url ?? '', room.add(socket))
    socket.on('message', (data) => {
      if (!(data instanceof Buffer)) return
      append?.(data)
      for (const other of room) if (other !== socket) other.send(data)
    })
    socket.on('close', () => room.delete(socket))
    socket.on('error', () => socket.terminate())
  },
)

/**
 * One write and one sync at a time; what comes meanwhile shares the next.
 * @param {string} path
 */
async function openLog(path) {
  const file = await open(path, 'a')
  /** @type {Buffer[]} */
  let waiting = []
  let isWriting = false
  async function write() {
    isWriting = true
    while (waiting.length > 0) {
      const some = waiting
      waiting = []
      await file.writev(some)
      await file.datasync()
    }
    isWriting = false
  }
  return (/** @type {Buffer} */ data) => {
    waiting.push(data)
    if (!isWriting) void write()
  }
}
