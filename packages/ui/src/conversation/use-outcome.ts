/** What came of the last act on a message: that it failed, or what is to be said of it for a while. */
import { useCallback, useEffect, useState } from 'react'

const SAID_MS = 5_000

export interface Outcome {
  readonly hasFailed: boolean
  readonly said: string | undefined
  readonly say: (words: string) => void
  readonly attempt: (act: Promise<void>) => void
}

export function useOutcome(): Outcome {
  const [hasFailed, setFailed] = useState(false)
  const [said, setSaid] = useState<string>()
  useEffect(() => {
    if (said === undefined) return undefined
    const clear = setTimeout(() => setSaid(undefined), SAID_MS)
    return () => clearTimeout(clear)
  }, [said])
  const attempt = useCallback((act: Promise<void>) => {
    setFailed(false)
    setSaid(undefined)
    act.catch(() => setFailed(true))
  }, [])
  return { hasFailed, said, say: setSaid, attempt }
}
