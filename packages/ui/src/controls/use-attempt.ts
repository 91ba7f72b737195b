/** Does what a person asked for; when that cannot be kept or is not allowed any more, says so in words. */
import { NotAllowed } from '@parley/react'
import { useCallback, useState } from 'react'
import { texts } from '../texts/catalogue.ts'

export interface Attempts {
  readonly fault: string | undefined
  /** `onDone` is called once it is kept on this device. Resolves in any case. */
  readonly attempt: (act: () => Promise<unknown>, onDone?: () => void) => Promise<void>
}

export function useAttempt(): Attempts {
  const [fault, setFault] = useState<string>()
  const attempt = useCallback((act: () => Promise<unknown>, onDone?: () => void) => {
    setFault(undefined)
    return act().then(
      () => onDone?.(),
      (error: unknown) =>
        setFault(error instanceof NotAllowed ? texts.people.notAllowed : texts.people.failed),
    )
  }, [])
  return { fault, attempt }
}
