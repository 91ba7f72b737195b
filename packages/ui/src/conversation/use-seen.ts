/**
 * Tells the group how far down this person has seen it. Only what has been on screen, in a page that
 * is visible, counts: a background tab reads nothing. To a newcomer what was there before is not
 * unread; at its end they have it before them, and the others are told.
 */
import type { Conversation, Group, MessageKey } from '@parley/react'
import { useCallback, useEffect, useRef, type RefObject } from 'react'
import type { VirtualizerHandle } from 'virtua'

const EDGE_PX = 8

interface SeenPlace {
  /** Hidden, as behind what is open over it, nothing in it is seen. */
  readonly log: RefObject<HTMLElement | null>
  readonly list: RefObject<VirtualizerHandle | null>
  /** On the way to a place: what flies past is not seen. */
  isSettling(): boolean
}

/** Returns what to call after every scroll and change of size. */
export function useSeen(
  group: Pick<Group, 'markRead'>,
  { messages, firstUnread }: Conversation,
  { log, list, isSettling }: SeenPlace,
): () => void {
  const marked = useRef<{ key: MessageKey; first: MessageKey; messages: unknown }>(undefined)
  const again = useRef<() => void>(() => undefined)
  const look = useCallback(() => {
    const handle = list.current
    if (isSettling()) return void requestAnimationFrame(() => again.current())
    if (handle === null) return
    if (document.visibilityState !== 'visible' || handle.viewportSize === 0) return
    if (log.current?.checkVisibility() !== true) return
    const key = messages[lastOnScreen(handle)]?.key
    if (key === undefined || (firstUnread === undefined && key !== messages.at(-1)?.key)) return
    const first = messages[handle.findItemIndex(handle.scrollOffset)]?.key ?? key
    const last = marked.current
    if (last?.key === key && last.first === first && last.messages === messages) return
    marked.current = { key, first, messages }
    group.markRead(key, first)
  }, [group, messages, firstUnread, log, list, isSettling])
  useEffect(() => {
    again.current = look
    // The list takes its new place in this frame; what is on screen is known in the next.
    const frame = requestAnimationFrame(look)
    document.addEventListener('visibilitychange', look)
    const shown = new IntersectionObserver(look)
    if (log.current !== null) shown.observe(log.current)
    return () => {
      cancelAnimationFrame(frame)
      shown.disconnect()
      document.removeEventListener('visibilitychange', look)
    }
  }, [look, log])
  return look
}

/** The last message whose end is on screen, or the one that fills the whole of it. */
function lastOnScreen(handle: VirtualizerHandle): number {
  const end = handle.scrollOffset + handle.viewportSize
  const at = handle.findItemIndex(end - 1)
  const isWhole = handle.getItemOffset(at) + handle.getItemSize(at) <= end + EDGE_PX
  const fills = handle.getItemOffset(at) <= handle.scrollOffset
  return isWhole || fills ? at : at - 1
}
