import type { Live } from '@parley/client'

/** Calls `then` when `isReached` is true of the value: now, or the first time it becomes so. */
export function once<T>(live: Live<T>, isReached: (value: T) => boolean, then: () => void): void {
  const stop = live.subscribe(look)
  look()
  function look(): void {
    if (!isReached(live.get())) return
    stop()
    then()
  }
}
