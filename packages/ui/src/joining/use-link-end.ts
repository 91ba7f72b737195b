/** A link that was opened and not followed yet, looked at while there is something else to see. */
import { endOfUnfollowed, type LinkEnd, useParley } from '@parley/react'
import { useEffect, useState } from 'react'

/** `undefined`: for all that is known it lets people in. Whoever shows another link is another component. */
export function useLinkEnd(code: string): LinkEnd | 'looking' | undefined {
  const parley = useParley()
  const [end, setEnd] = useState<LinkEnd | 'looking' | undefined>('looking')
  useEffect(() => {
    let isOver = false
    const told = (said: LinkEnd | undefined): void => {
      if (!isOver) setEnd(said)
    }
    // What cannot be looked at is followed, and says more then.
    endOfUnfollowed(parley, code).then(told, () => told(undefined))
    return () => {
      isOver = true
    }
  }, [parley, code])
  return end
}
