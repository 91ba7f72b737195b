/** Milliseconds until a moment, told each second; 0 when it has passed or there is none. */
import { useEffect, useState } from 'react'

const SECOND_MS = 1_000

export function useCountdown(until: number | undefined): number {
  const [now, setNow] = useState(() => Date.now())
  const isRunning = until !== undefined && until > now
  useEffect(() => {
    if (until === undefined) return undefined
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), SECOND_MS)
    return () => clearInterval(timer)
  }, [until])
  return isRunning ? until - now : 0
}
