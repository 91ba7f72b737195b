/** Waiting until a socket has room for a large answer; one that finds none for long ends. Rule RE9. */
import type { RelayLimits } from './limits.ts'
import type { Clock, RelaySocket } from './ports.ts'

/** How often a full socket is looked at. */
const LOOK_AGAIN_MS = 50

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
