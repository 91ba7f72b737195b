/**
 * Sessions that have not proved who they are: so many at a time, and when one more comes, the oldest goes.
 * A real device needs milliseconds; whoever opens sockets and says nothing is who waits longest.
 */
export interface Handshakes {
  /** `end` is called when there are too many; returns how to say that it is no handshake any more. */
  begin(end: () => void): () => void
  count(): number
}

export function newHandshakes(most: number): Handshakes {
  const waiting = new Set<() => void>()
  return {
    begin(end) {
      const [oldest] = waiting
      if (waiting.size >= most && oldest !== undefined) {
        waiting.delete(oldest)
        oldest()
      }
      waiting.add(end)
      return () => void waiting.delete(end)
    },
    count: () => waiting.size,
  }
}
