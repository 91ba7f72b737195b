/** Goes to a message, loading older ones until it is there or there are no more. */
import type { Conversation, Group, MessageKey } from '@parley/react'
import { useCallback, useEffect, useEffectEvent, useState } from 'react'

/** The message last jumped to; the count rises each time, so that it lights up again. */
export interface Landing {
  readonly key: MessageKey
  readonly count: number
}

/** `land` scrolls to a message and says whether it could. */
export function useJump(
  group: Pick<Group, 'loadOlder'>,
  { messages, hasOlder }: Conversation,
  land: (key: MessageKey) => boolean,
) {
  const [wanted, setWanted] = useState<MessageKey>()
  const [landed, setLanded] = useState<Landing>()
  const tryToLand = useEffectEvent((key: MessageKey) => {
    if (land(key)) {
      setLanded((last) => ({ key, count: (last?.count ?? 0) + 1 }))
      setWanted(undefined)
    } else if (hasOlder) {
      void group.loadOlder().then((more) => more || setWanted(undefined))
    } else setWanted(undefined)
  })
  useEffect(() => {
    if (wanted !== undefined) tryToLand(wanted)
  }, [wanted, messages])
  return { jumpTo: useCallback((key: MessageKey) => setWanted(key), []), landed }
}
