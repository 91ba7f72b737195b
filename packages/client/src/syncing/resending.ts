/**
 * When to say again what no relay has acknowledged: a slow line is not helped by saying everything
 * twice, so it is said ever more rarely until something is acknowledged.
 */
import type { Clock } from '../ports.ts'
import type { LiveDoc } from './live-doc.ts'

const FIRST_MS = 5_000
const LIMIT_MS = 60_000

export interface Resending {
  /** To be called now and then, with whether the outbox holds something of this document. */
  consider(doc: LiveDoc, isWaiting: boolean): void
  acknowledged(doc: LiveDoc): void
}

export function newResending(clock: Clock): Resending {
  const last = new Map<LiveDoc, { readonly waitMs: number; readonly dueAt: number }>()

  return {
    consider(doc, isWaiting) {
      const before = last.get(doc)
      if (!isWaiting) return void last.delete(doc)
      if (before !== undefined && clock.now() < before.dueAt) return
      const waitMs = before === undefined ? FIRST_MS : Math.min(2 * before.waitMs, LIMIT_MS)
      last.set(doc, { waitMs, dueAt: clock.now() + waitMs })
      if (before !== undefined) doc.sendOutbox()
    },
    acknowledged: (doc) => void last.delete(doc),
  }
}
