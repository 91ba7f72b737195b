/**
 * A session's inbox: what is to be done for it, one thing after the other, in the order it came (RE11).
 */

export interface Inbox<Task> {
  /** `sizeBytes` is how much memory the task keeps until it is done. */
  add(task: Task, sizeBytes: number): void
  /** Bytes of everything not done yet. */
  bytesCount(): number
  /** Forgets what has not begun. */
  clear(): void
}

/** `perform` must not reject. */
export function newInbox<Task>(perform: (task: Task) => Promise<void>): Inbox<Task> {
  let waiting: { readonly task: Task; readonly sizeBytes: number }[] = []
  let bytesCount = 0
  let isPerforming = false
  let generation = 0

  async function performAll(): Promise<void> {
    isPerforming = true
    while (waiting.length > 0) {
      const batch = waiting
      const begun = generation
      waiting = []
      for (const { task, sizeBytes } of batch) {
        if (generation !== begun) break
        await perform(task)
        if (generation === begun) bytesCount -= sizeBytes
      }
    }
    isPerforming = false
  }

  return {
    add(task, sizeBytes) {
      waiting.push({ task, sizeBytes })
      bytesCount += sizeBytes
      if (!isPerforming) void performAll()
    },
    bytesCount: () => bytesCount,
    clear() {
      generation++
      waiting = []
      bytesCount = 0
    },
  }
}
