/** Which long messages of a conversation are open. Known to the log, as what is scrolled away is drawn no more. */
import type { MessageKey } from '@parley/react'
import { createContext, useCallback, useMemo, useState } from 'react'
import type { useSteadyScroll } from './use-steady-scroll.ts'

export interface Folds {
  readonly open: ReadonlySet<MessageKey>
  /** `byPx`: so far its text was scrolled in its fold, and so far up it stays on the screen. */
  turn(key: MessageKey, isOpen: boolean, byPx?: number): void
}

export const FoldsContext = createContext<Folds>({ open: new Set(), turn: () => undefined })

type Steady = Pick<ReturnType<typeof useSteadyScroll>, 'list' | 'scrollTo' | 'settle' | 'onMoved'>

export function useFolds({ list, scrollTo, settle, onMoved }: Steady): Folds {
  const [open, setOpen] = useState<Folds['open']>(new Set())
  const turn = useCallback(
    (key: MessageKey, isOpen: boolean, byPx = 0) => {
      setOpen((was) => new Set(isOpen ? [...was, key] : [...was].filter((one) => one !== key)))
      // Of one that was taller than the screen the beginning comes back.
      if (!isOpen) return void scrollTo(key, 'nearest')
      // At the end of the log too: what is read stays, and the rest comes below.
      const at = (list.current?.scrollOffset ?? 0) + byPx
      settle(() => list.current?.scrollTo(at), onMoved)
    },
    [list, scrollTo, settle, onMoved],
  )
  return useMemo(() => ({ open, turn }), [open, turn])
}
