/** Everything the log remembers beside the messages: its place, what is seen, active and open. */
import type { Conversation, Group } from '@parley/react'
import { useMemo, useRef, type KeyboardEvent, type RefObject } from 'react'
import { messageRows } from './message-rows.ts'
import { focusWhenDrawn, useActiveMessage } from './use-active-message.ts'
import { useFolds } from './use-folds.ts'
import { useJump } from './use-jump.ts'
import { useOlder } from './use-older.ts'
import { useOpenMessage } from './use-open-message.ts'
import { useSeen } from './use-seen.ts'
import { useSteadyScroll } from './use-steady-scroll.ts'
import { useUnreadLine } from './use-unread-line.ts'

/** Whose messages they are: a group's own conversation, or a thread. */
export type MessageSource = Pick<Group, 'markRead' | 'loadOlder'>

/** `below`: what stands in the log after the list. */
export function useMessageLog(
  group: MessageSource,
  conversation: Conversation,
  below: RefObject<HTMLElement | null>,
) {
  const { messages } = conversation
  const log = useRef<HTMLDivElement>(null)
  const { open, setOpen, onClick, onEnter } = useOpenMessage()
  const steady = useSteadyScroll(messages, conversation.firstUnread, below)
  const line = useUnreadLine(conversation, steady.isAtBottom)
  const rows = useMemo(() => messageRows(messages, line), [messages, line])
  const lookSeen = useSeen(group, conversation, { ...steady, log })
  const lookOlder = useOlder(group, conversation, steady.list)
  const { active, setActive, onArrow } = useActiveMessage(messages, log, steady.scrollTo)
  const { jumpTo, landed } = useJump(group, conversation, (key) => {
    if (!steady.scrollTo(key, 'center')) return false
    setActive(key)
    focusWhenDrawn(log, key)
    return true
  })
  const folds = useFolds(steady)
  const activeAt = useMemo(
    () => messages.findIndex(({ key }) => key === active),
    [messages, active],
  )
  const kept = useMemo(() => (activeAt < 0 ? [] : [activeAt]), [activeAt])
  const onKeyDown = (event: KeyboardEvent) => (event.key === 'Enter' ? onEnter : onArrow)(event)
  const onScroll = () => {
    steady.onMoved()
    lookSeen()
    lookOlder()
  }
  const onResize = () => {
    steady.onResized()
    lookSeen()
  }
  const { list, isAtBottom, hasBelow, toBottom, isPrepended } = steady
  return {
    log,
    list,
    rows,
    kept,
    isAtBottom,
    hasBelow,
    isPrepended,
    toBottom,
    active,
    open,
    setOpen,
    landed,
    folds,
    jumpTo,
    onClick,
    onKeyDown,
    onScroll,
    onResize,
  }
}
