/** Documents of which a relay's answer was refused in part, for want of something: they are asked for again. */
import type { LiveDoc } from './live-doc.ts'

export interface Lacking {
  add(doc: LiveDoc): void
  has(doc: LiveDoc): boolean
  isAny(): boolean
  /** What was wanted may be here. */
  askAgain(): void
}

export function newLacking(): Lacking {
  const docs = new Set<LiveDoc>()

  return {
    add: (doc) => void docs.add(doc),
    has: (doc) => docs.has(doc),
    isAny: () => docs.size > 0,
    askAgain() {
      for (const doc of docs) doc.following()?.resync()
      docs.clear()
    },
  }
}
