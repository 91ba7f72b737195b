/** Does what a person asked for; when that cannot be kept or is not allowed any more, says so in words. */
import { NotAllowed } from '@parley/react'
import { useMemo, useState } from 'react'
import { useWords } from '../texts/words.tsx'

export interface Attempts {
  readonly fault: string | undefined
  /** `onDone` is called once it is kept on this device. */
  readonly attempt: (act: () => Promise<unknown>, onDone?: () => void) => void
  /** For whoever waits for the end of it: resolves when it is kept, and when it could not be. */
  readonly attempted: (act: () => Promise<unknown>) => Promise<void>
}

/** `said`: what to say when it could not be kept. */
export function useAttempt(said?: string): Attempts {
  const words = useWords()
  const failed = said ?? words.people.failed
  const { notAllowed } = words.people
  const [fault, setFault] = useState<string>()
  const acts = useMemo(() => {
    const attempted = async (act: () => Promise<unknown>, onDone?: () => void) => {
      setFault(undefined)
      try {
        await act()
        onDone?.()
      } catch (error) {
        setFault(error instanceof NotAllowed ? notAllowed : failed)
      }
    }
    const attempt: Attempts['attempt'] = (act, onDone) => void attempted(act, onDone)
    return { attempt, attempted }
  }, [failed, notAllowed])
  return { fault, ...acts }
}
