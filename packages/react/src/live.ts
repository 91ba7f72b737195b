/** A live value in React. Hooks only connect; anything worth testing belongs to the client. */
import { useCallback, useSyncExternalStore } from 'react'
import type { Live } from '@parley/client'

/** The value now. Renders again only when it changes. */
export function useLive<T>(live: Live<T>): T {
  const subscribe = useCallback((onChange: () => void) => live.subscribe(onChange), [live])
  const get = useCallback(() => live.get(), [live])
  return useSyncExternalStore(subscribe, get, get)
}
