/** What waits in a socket: frames add to it, large answers wait for it; too much of it ends a session. Rule RE9. */
import type { RelayContext } from './context.ts'
import type { RelayLimits } from './limits.ts'
import type { Clock, RelaySocket } from './ports.ts'

/** How often a full socket is looked at. */
const LOOK_AGAIN_MS = 50

/** Sends a frame, counts it, and ends whoever reads too slowly. */
export function sendBounded(
  socket: RelaySocket,
  { counts, limits, laggards }: Pick<RelayContext, 'counts' | 'limits' | 'laggards'>,
  frame: Uint8Array,
  endTooSlow: () => void,
): void {
  counts.framesSent++
  counts.bytesSent += frame.length
  socket.send(frame)
  const queuedBytes = socket.queuedBytes()
  if (queuedBytes > limits.queuedBytes) return endTooSlow()
  laggards.note(endTooSlow, queuedBytes)
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
