/**
 * What is being written. The group keeps it over restarts; what is typed here leads, and a draft that
 * was loaded or written in another tab is taken over only while nothing was typed.
 */
import { useLive, type Group } from '@parley/react'
import { useCallback, useState } from 'react'

export function useDraft(group: Group) {
  const kept = useLive(group.draft)
  const [typed, setTyped] = useState<string>()
  const write = useCallback(
    (text: string) => {
      setTyped(text)
      group.setDraft(text)
    },
    [group],
  )
  /** Shows an empty composer while what was in it is being kept as a message; the draft stays till then. */
  const lift = useCallback(() => setTyped(''), [])
  /** The message is kept: whatever was typed meanwhile is the draft now. */
  const settle = useCallback(() => {
    setTyped((now) => {
      group.setDraft(now ?? '')
      return now === '' ? undefined : now
    })
  }, [group])
  /** The message could not be kept: back to the composer, before what was typed meanwhile. */
  const putBack = useCallback((text: string) => {
    setTyped((now) => (now === undefined || now === '' ? text : `${text}\n${now}`))
  }, [])
  return { text: typed ?? kept, write, lift, settle, putBack }
}
