/**
 * The ways to other messages: within this list, and from a reply to what it answers, wherever whoever wrote
 * it says that it stands.
 */
import type { Group, MessageKey, QuotedMessage } from '@parley/react'
import { useMemo, type RefObject } from 'react'
import { useRevealing } from '../shell/revealing.ts'
import type { MessageActs } from './acts.ts'
import type { MessageListHandle } from './message-list.tsx'

/** The list that is drawn, once it is. */
export type ListRef = RefObject<MessageListHandle | null>

/** `root`: of the thread whose messages these are. */
export function useWays(
  group: Group,
  list: ListRef,
  root: MessageKey | undefined,
): Pick<MessageActs, 'jumpTo' | 'goToQuoted'> {
  const { show } = useRevealing()
  return useMemo(
    () => ({
      jumpTo: (key) => list.current?.jumpTo(key),
      goToQuoted(quoted) {
        const { key, segment, inThread } = quoted
        if (isAmong(quoted, root)) list.current?.jumpTo(key)
        else show({ group: group.id, key, segment, thread: inThread })
      },
    }),
    [group, list, root, show],
  )
}

/** Held, and in the main conversation or in the thread under `root`, whichever it is. */
function isAmong({ key, text, deleted, inThread }: QuotedMessage, root: MessageKey | undefined) {
  return deleted || (text !== undefined && (inThread === root || key === root))
}
