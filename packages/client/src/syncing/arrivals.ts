/** Waiting, for a while, until a document is in step with the relay. */
import type { Clock } from '../ports.ts'
import type { LiveDoc } from './live-doc.ts'

export interface Arrivals {
  /** The relay answered about this document. */
  synced(doc: LiveDoc): void
  /** Resolves when it did, or after `ms`; at once when there is nothing to wait for. */
  whenSynced(doc: LiveDoc, ms: number): Promise<void>
}

export function newArrivals(clock: Clock, isConnected: () => boolean): Arrivals {
  const awaiting = new Map<LiveDoc, Set<() => void>>()

  return {
    synced(doc) {
      for (const resolve of awaiting.get(doc) ?? []) resolve()
      awaiting.delete(doc)
    },
    whenSynced(doc, ms) {
      if (!isConnected() || doc.following()?.isSynced() !== false) return Promise.resolve()
      return new Promise((resolve) => {
        const resolves = awaiting.get(doc) ?? new Set()
        awaiting.set(doc, resolves)
        const cancel = clock.after(ms, done)
        function done(): void {
          cancel()
          resolves.delete(done)
          resolve()
        }
        resolves.add(done)
      })
    },
  }
}
