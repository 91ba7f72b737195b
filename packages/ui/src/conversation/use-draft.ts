/**
 * What is being written, to a group or in one of its threads. What is typed here leads; what another tab or
 * another device of this person makes of the draft is taken over when the client gives it out, which it
 * does not while somebody types. While a text is being kept as a message the box is empty and free.
 */
import { useLive, type WritingPlace } from '@parley/react'
import { useEffect, useMemo, useRef, useState } from 'react'

export function useDraft(place: WritingPlace) {
  const kept = useLive(place.draft)
  const [shown, setShown] = useState<string>()
  /** The same, known at once to what ends later. */
  const typed = useRef<string>(undefined)
  const isLifted = useRef(false)
  const acts = useMemo(() => {
    const show = (text: string | undefined) => {
      typed.current = text
      setShown(text)
    }
    const write = (text: string) => {
      show(text)
      place.setDraft(text)
    }
    return {
      write,
      /** Shows an empty composer while what was in it is being kept as a message; the draft stays till then. */
      lift(): void {
        isLifted.current = true
        show('')
      },
      /** The message is kept: whatever was typed meanwhile is the draft now. */
      settle(): void {
        isLifted.current = false
        place.setDraft(typed.current ?? '')
        if (typed.current === '') show(undefined)
      },
      /** What could not be kept goes back to the composer, before what was typed meanwhile. */
      putBack(text: string): void {
        const now = typed.current ?? place.draft.get()
        isLifted.current = false
        write(now === '' ? text : `${text}\n${now}`)
      },
    }
  }, [place])
  useEffect(() => {
    const now = typed.current
    if (now === undefined || place.draft.get() === now) return
    // What was put before it from outside, as a message that could not be sent, counts at any time.
    if (isLifted.current && (now === '' || !kept.endsWith(`\n${now}`))) return
    typed.current = undefined
    setShown(undefined)
  }, [place, kept])
  useLeaving(place)
  return { text: shown ?? kept, ...acts }
}

/** Who turns away from what they write, to another group or another device, finds it there. */
function useLeaving(place: WritingPlace): void {
  useEffect(() => {
    const onHidden = () => {
      if (document.visibilityState === 'hidden') place.leaveDraft()
    }
    document.addEventListener('visibilitychange', onHidden)
    return () => {
      document.removeEventListener('visibilitychange', onHidden)
      place.leaveDraft()
    }
  }, [place])
}
