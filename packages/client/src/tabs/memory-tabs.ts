/**
 * Tabs in memory, for the simulation: a hub that every tab of one device opens.
 *
 * Behaves as BroadcastChannel does: copies, later, in order for each sender, never to oneself.
 */
import type { TabChannel, TabMessage } from '../ports.ts'

export interface MemoryTabs {
  open(): TabChannel
}

/** `deliver` says when a message arrives; it must keep the order of its calls. */
export function newMemoryTabs(deliver: (run: () => void) => void = queueMicrotask): MemoryTabs {
  const tabs = new Set<Set<(message: TabMessage) => void>>()

  return {
    open() {
      const own = new Set<(message: TabMessage) => void>()
      tabs.add(own)
      return {
        post(message) {
          if (!tabs.has(own)) return
          const others = [...tabs].filter((listeners) => listeners !== own)
          if (others.length === 0) return
          const copy = structuredClone(message)
          deliver(() => {
            for (const listeners of others)
              for (const listen of listeners) listen(structuredClone(copy))
          })
        },
        onMessage(listen) {
          own.add(listen)
          return () => own.delete(listen)
        },
        close() {
          tabs.delete(own)
          own.clear()
        },
      }
    },
  }
}
