/** A journal whose process can be killed: from then on it answers nothing, and nobody hears of it. */
import type { Journal, SharedEntry } from '../src/journal/journal.ts'
import { type MemoryDisk, newMemoryJournal } from '../src/journal/memory-journal.ts'

export interface MortalJournal {
  readonly journal: Journal
  kill(): void
}

/** `later` decides when it is told what others put in; the order stays. */
export function newMortalJournal(
  disk: MemoryDisk,
  later: (tell: () => void) => void,
): MortalJournal {
  const kept = newMemoryJournal(disk, later)
  let isDead = false
  const unlessDead = <Args extends readonly unknown[], Result>(
    call: (...args: Args) => Promise<Result>,
  ): ((...args: Args) => Promise<Result>) => {
    return (...args) => (isDead ? new Promise<Result>(() => undefined) : call(...args))
  }
  const journal: Journal = {
    append: unlessDead(kept.append),
    read: unlessDead(kept.read),
    compact: unlessDead(kept.compact),
    purge: unlessDead(kept.purge),
    docs: unlessDead(kept.docs),
    putMark: unlessDead(kept.putMark),
    marks: unlessDead(kept.marks),
    putNote: unlessDead(kept.putNote),
    notes: unlessDead(kept.notes),
    follow: async (take: (entry: SharedEntry) => void) =>
      kept.follow?.((entry) => {
        if (!isDead) take(entry)
      }),
    close: kept.close,
  }
  return { journal, kill: () => void (isDead = true) }
}
