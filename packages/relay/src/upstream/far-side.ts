/**
 * The socket to the upstream, at a pace that both relays can follow: what goes out waits its turn here, and
 * what comes in is not read for a while after much of it came.
 */
import type { Clock } from '../ports.ts'
import type { UpstreamSocket } from './ports.ts'
import { newThrottle } from './throttle.ts'

/** In the socket itself; the rest waits in its turn, where it can be counted. */
const SOCKET_BYTES = 1_048_576
const LOOK_AGAIN_MS = 50

export interface FarSide {
  send(frame: Uint8Array): void
  /** Not gone from this machine yet. */
  queuedBytes(): number
  /** What came took so much of the allowance; the socket may rest. */
  heard(bytesCount: number): void
  isResting(): boolean
  close(): void
}

export function newFarSide(socket: UpstreamSocket, clock: Clock): FarSide {
  const [out, into] = [newThrottle(clock), newThrottle(clock)]
  let waiting: Uint8Array[] = []
  let waitingBytes = 0
  let cancelTurn: (() => void) | undefined
  let cancelRest: (() => void) | undefined

  function flush(): void {
    cancelTurn = undefined
    let sent = 0
    let restMs = 0
    for (const frame of waiting) {
      if (restMs > 0 || socket.queuedBytes() > SOCKET_BYTES) break
      socket.send(frame)
      sent++
      waitingBytes -= frame.length
      restMs = out.take(frame.length)
    }
    waiting = waiting.slice(sent)
    if (waiting.length > 0 || restMs > 0)
      cancelTurn = clock.after(Math.max(restMs, LOOK_AGAIN_MS), flush)
  }

  return {
    send(frame) {
      waiting.push(frame)
      waitingBytes += frame.length
      if (cancelTurn === undefined) flush()
    },
    queuedBytes: () => waitingBytes + socket.queuedBytes(),
    heard(bytesCount) {
      const restMs = into.take(bytesCount)
      if (restMs === 0 || cancelRest !== undefined) return
      socket.pause()
      cancelRest = clock.after(restMs, () => {
        cancelRest = undefined
        socket.resume()
      })
    },
    isResting: () => cancelRest !== undefined,
    close() {
      cancelTurn?.()
      cancelRest?.()
      waiting = []
      socket.close()
    },
  }
}
