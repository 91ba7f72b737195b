/** Acts on a message that are about reading: who has it, and that it is to be read again. */
import type { Group, ShownMessage } from '@parley/react'
import { useCallback, useMemo, useState } from 'react'
import { useNavigation } from '../shell/places.ts'

export function useMessageReading(group: Group, attempt: (act: Promise<void>) => void) {
  const { go } = useNavigation()
  const [message, showWho] = useState<ShownMessage>()
  const acts = useMemo(
    () => ({
      showWho: (asked: ShownMessage) => showWho(asked),
      markUnread({ key }: ShownMessage): void {
        attempt(group.markUnread(key))
        go({ screen: 'groups' })
      },
    }),
    [group, attempt, go],
  )
  return {
    acts,
    who: message && { group, message },
    leaveWho: useCallback(() => showWho(undefined), []),
  }
}
