/** What a blocked person wrote is folded away; it is not read out either. */
import { useBlocked, type ShownMessage } from '@parley/react'
import { useMemo } from 'react'

export function useUnblocked(messages: readonly ShownMessage[]): readonly ShownMessage[] {
  const blocked = useBlocked()
  return useMemo(
    () => messages.filter(({ person }) => !blocked.includes(person)),
    [messages, blocked],
  )
}
