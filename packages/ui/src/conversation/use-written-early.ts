/** The main composer goes on where somebody began to write before the app was there. */
import { use, useEffect, useEffectEvent, type RefObject } from 'react'
import { HostContext } from '../shell/host.ts'
import { insertIn } from './composer-insert.ts'
import { type Addressee, mustWait, send, withoutBlankEdges } from './use-composer.ts'

interface Writing {
  readonly write: (text: string) => void
  readonly putBack: (text: string, error?: unknown) => void
}

export function useWrittenEarly(
  to: Addressee,
  box: RefObject<HTMLTextAreaElement | null>,
  { write, putBack }: Writing,
): void {
  const { group, thread } = to
  const host = use(HostContext)

  /** Sends it as it stands; where that cannot be, it goes to what is being written. */
  function say(text: string): void {
    const body = withoutBlankEdges(text)
    if (body === '') return
    if (mustWait(group.info.get(), thread)) putBack(body)
    else send(to, body, { type: 'write' }).catch((error: unknown) => putBack(body, error))
  }

  const takeOver = useEffectEvent(() => {
    const early = host?.takeWrittenEarly?.(group.id)
    const element = box.current
    if (early === undefined || element === null) return
    // As a hand would, behind what another device may have begun: undo knows of it, and the caret stands at its end.
    const before = element.value
    const text = before === '' || early.text === '' ? early.text : `\n${early.text}`
    const isAtIt = early.hasFocus || document.activeElement === element
    if (text !== '' && isAtIt) insertIn(element, text, before.length, before.length)
    else if (text !== '') write(before + text)
    else if (isAtIt) element.focus()
    for (const one of early.sent) say(one)
  })
  useEffect(() => {
    if (thread === undefined) takeOver()
  }, [group, thread])
}
