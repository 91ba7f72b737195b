/**
 * What is being written, to a group or in one of its threads. It is kept over restarts; what is typed here leads, and a draft that
 * was loaded or written in another tab is taken over only while nothing was typed. What is put before it
 * from outside the composer, as a message that could not be sent, is taken over as well.
 */
import { useLive, type Group } from '@parley/react'
import { useEffect, useMemo, useRef, useState } from 'react'

/** A group or a thread. */
export type DraftKeeper = Pick<Group, 'draft' | 'setDraft'>

export function useDraft(keeper: DraftKeeper) {
  const kept = useLive(keeper.draft)
  const [shown, setShown] = useState<string>()
  /** The same, known at once to what ends later. */
  const typed = useRef<string>(undefined)
  const acts = useMemo(() => {
    const show = (text: string | undefined) => {
      typed.current = text
      setShown(text)
    }
    const write = (text: string) => {
      show(text)
      keeper.setDraft(text)
    }
    return {
      write,
      /** Shows an empty composer while what was in it is being kept as a message; the draft stays till then. */
      lift: () => show(''),
      /** The message is kept: whatever was typed meanwhile is the draft now. */
      settle(): void {
        keeper.setDraft(typed.current ?? '')
        if (typed.current === '') show(undefined)
      },
      /** What could not be kept goes back to the composer, before what was typed meanwhile. */
      putBack(text: string): void {
        const now = typed.current ?? keeper.draft.get()
        write(now === '' ? text : `${text}\n${now}`)
      },
    }
  }, [keeper])
  useEffect(() => {
    const now = typed.current
    if (now === undefined || now === '' || !kept.endsWith(`\n${now}`)) return
    typed.current = kept
    setShown(kept)
  }, [kept])
  return { text: shown ?? kept, ...acts }
}
