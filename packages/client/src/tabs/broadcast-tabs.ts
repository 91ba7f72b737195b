/**
 * The other tabs of this browser profile, over BroadcastChannel (there on plain http too).
 *
 * A page that has none works alone: tabs then meet at the relay. Rules TB1 to TB5.
 */
import type { TabChannel } from '../ports.ts'
import { parseTabMessage } from './tab-message.ts'

/** Everybody who opens this name on this origin; the name should tell apart what must not mix. */
export function openBroadcastTabs(name: string): TabChannel {
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(name)
  let closed = false

  return {
    post(message) {
      if (!closed) channel?.postMessage(message)
    },
    onMessage(listen) {
      function receive(event: MessageEvent<unknown>): void {
        const message = parseTabMessage(event.data)
        if (message !== undefined && !closed) listen(message)
      }
      channel?.addEventListener('message', receive)
      return () => channel?.removeEventListener('message', receive)
    },
    close() {
      closed = true
      channel?.close()
    },
  }
}
