/** Marks that a relay told while their group was still opening. A relay may tell any number of them. */
import type { SealedMark } from '@parley/protocol'

export interface EarlyMarks {
  /** Beyond 256 none is kept. */
  receive(mark: SealedMark): void
  /** Oldest first, and each once. */
  handOver(to: { receive(mark: SealedMark): void }): void
}

const MAX_MARKS = 256

export function newEarlyMarks(): EarlyMarks {
  const held: SealedMark[] = []
  return {
    receive(mark) {
      if (held.length < MAX_MARKS) held.push(mark)
    },
    handOver(to) {
      for (const mark of held.splice(0)) to.receive(mark)
    },
  }
}
