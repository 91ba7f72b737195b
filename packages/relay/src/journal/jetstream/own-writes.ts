/**
 * What this process has put into the stream, and whether it knows that it is there. A write that failed
 * may have been stored all the same; when it turns up, this relay is told of it like of a stranger's.
 */
import type { Clock } from '../../ports.ts'
import type { Stored } from './parts.ts'

/** `refused`: it is not there, and will not be; `unknown`: it failed otherwise. */
type Outcome = 'stored' | 'refused' | 'unknown'

export interface OwnWrites {
  /** What all of them carry. */
  readonly node: string
  begin(): number
  settle(write: number, outcome: Outcome): void
  outcomeOf(stored: Stored): 'waiting' | 'stored' | 'unknown' | 'foreign'
  onSettled(listen: (write: number, outcome: Outcome) => void): void
}

/** No server holds back for so long what it was sent. */
const FORGET_MS = 3_600_000

export function newOwnWrites(node: string, clock: Clock): OwnWrites {
  const waiting = new Set<number>()
  /** When each failed, the first ones first. */
  const unknown = new Map<number, number>()
  const listeners: ((write: number, outcome: Outcome) => void)[] = []
  let last = 0

  function fail(write: number): void {
    const now = clock.now()
    for (const [old, failedAt] of unknown) {
      if (now - failedAt < FORGET_MS) break
      unknown.delete(old)
    }
    unknown.set(write, now)
  }

  return {
    node,
    begin() {
      waiting.add(++last)
      return last
    },
    settle(write, outcome) {
      waiting.delete(write)
      if (outcome === 'unknown') fail(write)
      for (const listen of listeners) listen(write, outcome)
    },
    outcomeOf({ node: other, write }) {
      if (other !== node) return 'foreign'
      if (waiting.has(write)) return 'waiting'
      return unknown.has(write) ? 'unknown' : 'stored'
    },
    onSettled: (listen) => void listeners.push(listen),
  }
}
