/**
 * Group commit: one write to disk at a time, and whatever is asked for meanwhile shares the next.
 *
 * So a thousand appends cost a few syncs, not a thousand. A write that fails fails everything that
 * was waiting behind it: later changes may build on the lost ones.
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

export function newGroupCommit<Change>(
  write: (changes: readonly Change[]) => Promise<void>,
): GroupCommit<Change> {
  let waiting: Waiting<Change>[] = []
  let running: Promise<void> | undefined

  async function run(): Promise<void> {
    while (waiting.length > 0) {
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
