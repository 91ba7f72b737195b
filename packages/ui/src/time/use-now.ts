/** The time, to the minute: enough to turn "Today" into "Yesterday" while the page stays open. */
import { useSyncExternalStore } from 'react'

const MINUTE_MS = 60_000

export function useNow(): number {
  return useSyncExternalStore(eachMinute, currentMinute, currentMinute)
}

function currentMinute(): number {
  return Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS
}

function eachMinute(onChange: () => void): () => void {
  const timer = setInterval(onChange, MINUTE_MS / 4)
  return () => clearInterval(timer)
}
