/**
 * Documents that wait to be carried across: group documents first, then segments as they were written.
 * What is to be tried again waits longer each time.
 */
import { parseDocName } from '@parley/protocol'
import type { Clock } from '../ports.ts'
import { type Backoff, newBackoff } from './backoff.ts'

const LATER = { firstMs: 5_000, limitMs: 3_600_000 }

/** What else an upstream lists is listed again at the next meeting. */
const MAX_WAITING = 8_192

export interface Queue {
  add(doc: string): void
  /** After a while. */
  addLater(doc: string): void
  /** Something of it was taken: the next while is a short one again. */
  ease(doc: string): void
  take(): string | undefined
  /** Nothing waits but what is to be tried again later. */
  isEmpty(): boolean
  close(): void
}

/** `onReady`: what was to be tried later may be taken now. */
export function newQueue(
  clock: Clock,
  random: (byteCount: number) => Uint8Array,
  onReady: () => void,
): Queue {
  /** By its rank. */
  const waiting = new Map<string, number>()
  const later = new Map<string, () => void>()
  const backoffs = new Map<string, Backoff>()

  function add(doc: string): void {
    later.get(doc)?.()
    later.delete(doc)
    if (waiting.size < MAX_WAITING) waiting.set(doc, rankOf(doc))
  }

  return {
    add,
    addLater(doc) {
      if (waiting.has(doc) || later.has(doc)) return
      const backoff = backoffs.get(doc) ?? newBackoff(random, LATER)
      backoffs.set(doc, backoff)
      const ready = (): void => {
        add(doc)
        onReady()
      }
      later.set(doc, clock.after(backoff.nextMs(), ready))
    },
    ease: (doc) => void backoffs.delete(doc),
    take() {
      let first: string | undefined
      for (const [doc, rank] of waiting)
        if (first === undefined || rank < (waiting.get(first) ?? 0)) first = doc
      if (first !== undefined) waiting.delete(first)
      return first
    },
    isEmpty: () => waiting.size === 0,
    close() {
      for (const cancel of later.values()) cancel()
      later.clear()
      waiting.clear()
    },
  }
}

function rankOf(doc: string): number {
  const name = parseDocName(doc)
  return name?.kind === 'segment' ? name.segment + 1 : 0
}
