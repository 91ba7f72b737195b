/**
 * What the browser says about network and page: hints for when to try, never truths. Some say
 * "online" in a tunnel, and none says when a relay stopped answering.
 */
import type { Stop } from '../ports.ts'

/** awake: the page is on screen again, its timers may have slept for days. */
export type NetworkHint = 'online' | 'offline' | 'awake'

export function onNetwork(listen: (hint: NetworkHint) => void): Stop {
  const listening = new AbortController()
  const { signal } = listening
  addEventListener('online', () => listen('online'), { signal })
  addEventListener('offline', () => listen('offline'), { signal })
  // A page restored from the back-forward cache has dead sockets and says only this.
  addEventListener('pageshow', ({ persisted }) => persisted && listen('awake'), { signal })
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') listen('awake')
    },
    { signal },
  )
  return () => listening.abort()
}

/** Whether the browser has said that there is no network at all. */
export function isOffline(): boolean {
  return !navigator.onLine
}
