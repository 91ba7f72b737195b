/**
 * Sessions whose sockets lag behind. Each may have a queue of some MiB, but all of them together only so
 * much memory: above it the one that lags most is dropped and syncs again. Rule RE9.
 */

/** A queue that any burst may cause is no lag. */
const LAG_BYTES = 262_144

export interface Laggards<Session> {
  /** How much waits in a session's socket now; ends whoever has to go. */
  note(session: Session, queuedBytes: number): void
  leave(session: Session): void
  bytesCount(): number
}

export function newLaggards<Session>(
  mostBytes: number,
  end: (session: Session) => void,
): Laggards<Session> {
  const queued = new Map<Session, number>()
  let total = 0

  function set(session: Session, bytes: number): void {
    total += bytes - (queued.get(session) ?? 0)
    if (bytes === 0) queued.delete(session)
    else queued.set(session, bytes)
  }

  function worst(): Session | undefined {
    let found: Session | undefined
    let most = 0
    for (const [session, bytes] of queued) {
      if (bytes <= most) continue
      most = bytes
      found = session
    }
    return found
  }

  return {
    note(session, queuedBytes) {
      const isLagging = queuedBytes > LAG_BYTES
      if (!isLagging && !queued.has(session)) return
      set(session, isLagging ? queuedBytes : 0)
      if (!isLagging || total <= mostBytes) return
      const going = worst()
      if (going === undefined) return
      set(going, 0)
      end(going)
    },
    leave: (session) => set(session, 0),
    bytesCount: () => total,
  }
}
