/** A live value in React. Hooks only connect; anything worth testing belongs to the client. */
import { useCallback, useSyncExternalStore } from 'react'
import type { Live } from '@parley/client'
import { tellNoMore, tellTogether } from './together.ts'

/** The value now. Renders again only when it changes. */
export function useLive<T>(live: Live<T>): T {
  const get = useCallback(() => live.get(), [live])
  return useLooked(live, get)
}

/** What `get` makes of something that changes; the same until it says something else. */
export function useLooked<T>(source: Pick<Live<unknown>, 'subscribe'>, get: () => T): T {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const tell = () => onChange()
      const stop = source.subscribe(() => tellTogether(tell))
      return () => {
        stop()
        tellNoMore(tell)
      }
    },
    [source],
  )
  return useSyncExternalStore(subscribe, get, get)
}
