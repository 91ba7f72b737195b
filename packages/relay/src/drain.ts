/** What waits in a socket: frames add to it, large answers wait for it; too much of it ends a session. Rule RE9. */
import type { RelayContext } from './context.ts'
import type { RelayLimits } from './limits.ts'
import type { Clock, RelaySocket } from './ports.ts'

/** How often a full socket is looked at. */
const LOOK_AGAIN_MS = 50

/** The queue is looked at this many times while it fills up: asking at every frame would cost as much as sending. */
const LOOKS = 4_096

export interface BoundedSender {
  send(frame: Uint8Array): void
  /** Ends whoever reads too slowly. */
  look(): void
  /** Nothing is sent any more. */
  stop(): void
}

/** Sends frames and counts them. `endTooSlow` ends the session, by which laggards know it. */
export function newBoundedSender(
  socket: RelaySocket,
  { counts, limits, laggards }: Pick<RelayContext, 'counts' | 'limits' | 'laggards'>,
  endTooSlow: () => void,
): BoundedSender {
  const lookBytes = Math.min(limits.queuedBytes, limits.allQueuedBytes) / LOOKS
  let unseenBytes = 0
  let isStopped = false

  function look(): void {
    unseenBytes = 0
    const queuedBytes = socket.queuedBytes()
    if (queuedBytes > limits.queuedBytes) return endTooSlow()
    laggards.note(endTooSlow, queuedBytes)
  }

  return {
    send(frame) {
      if (isStopped) return
      counts.framesSent++
      counts.bytesSent += frame.length
      socket.send(frame)
      unseenBytes += frame.length
      if (unseenBytes >= lookBytes) look()
    },
    look,
    stop() {
      isStopped = true
      laggards.leave(endTooSlow)
    },
  }
}

/** Resolves when the socket has room for a large answer; one that finds none for long ends. */
export function drained(
  socket: RelaySocket,
  { clock, limits }: { readonly clock: Clock; readonly limits: RelayLimits },
  session: { isOver(): boolean; endTooSlow(): void },
): Promise<void> {
  const until = clock.now() + limits.drainMs
  return new Promise((resolve) => {
    const look = (): void => {
      if (clock.now() > until) session.endTooSlow()
      if (session.isOver() || socket.queuedBytes() <= limits.drainBytes) resolve()
      else clock.after(LOOK_AGAIN_MS, look)
    }
    look()
  })
}
