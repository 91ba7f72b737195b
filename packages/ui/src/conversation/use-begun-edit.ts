/** An edit that was begun and not sent: where one left it, one finds it, after a restart too. */
import type { ShownMessage, WritingPlace } from '@parley/react'
import { useEffect, useRef, useState } from 'react'
import { type ComposerMode, WRITE } from './composer-mode.ts'

/** What a composer begins with: the edit that was left there, if its message is on screen. */
export function beginningOf(
  { begunEdit }: WritingPlace,
  messages: readonly ShownMessage[],
): ComposerMode {
  const begun = begunEdit.get()
  const message = begun && messages.find(({ key }) => key === begun.message)
  return message?.isMine === true && !message.deleted ? { type: 'edit', message } : WRITE
}

interface Edit {
  /** The editing it belongs to; another one of the same message begins anew. */
  readonly of: ComposerMode
  readonly text: string
}

/** The text of the edit in this mode; `undefined` in any other. */
export function useBegunEdit(place: WritingPlace, mode: ComposerMode) {
  const edited = mode.type === 'edit' ? mode.message : undefined
  const [edit, setEdit] = useState<Edit | undefined>(() => {
    const begun = place.begunEdit.get()
    return begun !== undefined && begun.message === edited?.key
      ? { of: mode, text: begun.text }
      : undefined
  })
  const before = useRef(mode)
  useEffect(() => {
    const wasEdit = before.current.type === 'edit' && before.current !== mode
    before.current = mode
    if (wasEdit && mode.type !== 'edit') place.setBegunEdit(undefined)
  }, [place, mode])
  return {
    text: edited === undefined ? undefined : edit?.of === mode ? edit.text : edited.text,
    write(of: ComposerMode, text: string): void {
      setEdit({ of, text })
      if (of.type !== 'edit') return
      const { key, text: original } = of.message
      place.setBegunEdit(text === original ? undefined : { message: key, text })
    },
  }
}
