/**
 * Group commit: one write to disk at a time, and whatever is asked for meanwhile shares the next.
 *
 * So a thousand appends cost a few syncs, not a thousand. Under a steady trickle a write waits until
 * `paceMs` after the one before it began, or nearly every append would be synced alone; the first after a
 * rest never waits. A write that fails fails everything that was waiting behind it: later changes may
 * build on the lost ones.
 */

export interface GroupCommit<Change> {
  /** Resolves when the change is durable. */
  add(change: Change): Promise<void>
  /** Resolves when nothing is being written or waiting. */
  idle(): Promise<void>
}

interface Waiting<Change> {
  readonly change: Change
  done(): void
  failed(error: unknown): void
}

/** The time as far as a pace needs it: a steady clock in milliseconds. */
export interface Pacing {
  readonly paceMs: number
  now(): number
  wait(ms: number): Promise<void>
}

const UNPACED: Pacing = { paceMs: 0, now: () => 0, wait: () => Promise.resolve() }

export function newGroupCommit<Change>(
  write: (changes: readonly Change[]) => Promise<void>,
  { paceMs, now, wait }: Pacing = UNPACED,
): GroupCommit<Change> {
  let waiting: Waiting<Change>[] = []
  let running: Promise<void> | undefined
  let begunAt = -Infinity

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const restMs = begunAt + paceMs - now()
      if (restMs > 0) await wait(restMs)
      begunAt = now()
      const batch = waiting
      waiting = []
      try {
        await write(batch.map(({ change }) => change))
        for (const one of batch) one.done()
      } catch (error) {
        const behind = waiting
        waiting = []
        for (const one of [...batch, ...behind]) one.failed(error)
      }
    }
    running = undefined
  }

  return {
    add(change) {
      return new Promise((resolve, reject) => {
        waiting.push({ change, done: resolve, failed: reject })
        running ??= Promise.resolve().then(run)
      })
    },
    async idle() {
      while (running !== undefined) await running
    },
  }
}
