/** The main composer goes on where somebody began to write before the app was there. */
import { use, useEffect, useEffectEvent, type RefObject } from 'react'
import { type EarlyBox, HostContext } from '../shell/host.ts'
import { type Addressee, mustWait, send } from './use-composer.ts'

export function useWrittenEarly(
  to: Addressee,
  box: RefObject<HTMLTextAreaElement | null>,
  { write, putBack }: Pick<EarlyBox, 'write' | 'putBack'>,
): void {
  const { group, thread } = to
  const host = use(HostContext)
  const goOn = useEffectEvent(() => {
    const element = box.current
    if (element === null) return
    host?.goOnEarly?.(group, {
      ...{ element, write, putBack },
      mustWait: () => mustWait(group.info.get(), thread),
      send: (text, id) => send(to, text, { type: 'write' }, id),
    })
  })
  useEffect(() => {
    if (thread === undefined) goOn()
  }, [group, thread])
}
