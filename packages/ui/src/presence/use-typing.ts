/** Tells the group that somebody is writing, while they are; stops by itself when they stop. */
import type { Group } from '@parley/react'
import { useEffect, useMemo, useRef } from 'react'

/** Without a key pressed for so long nobody is writing. */
const STILL_MS = 6_000

export interface Typing {
  /** Something was typed. */
  typed(text: string): void
  stopped(): void
}

/** `isTold` false: nobody is told, and nothing else changes. */
export function useTyping(group: Group, isTold: boolean): Typing {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isTyping = useRef(false)
  const typing = useMemo<Typing>(() => {
    const tell = (now: boolean) => {
      clearTimeout(timer.current)
      if (now) timer.current = setTimeout(() => tell(false), STILL_MS)
      if (!isTold || now === isTyping.current) return
      isTyping.current = now
      group.setTyping(now)
    }
    return { typed: (text) => tell(text.trim() !== ''), stopped: () => tell(false) }
  }, [group, isTold])
  useEffect(() => () => typing.stopped(), [typing])
  return typing
}
