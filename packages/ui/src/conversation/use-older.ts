/** Loads older messages when the beginning of what is here comes near, or does not fill the screen. */
import type { Conversation, Group } from '@parley/react'
import { useCallback, useEffect, useRef, type RefObject } from 'react'
import type { VirtualizerHandle } from 'virtua'

const NEAR_TOP_PX = 800

/** Returns what to call after every scroll. */
export function useOlder(
  group: Pick<Group, 'loadOlder'>,
  { messages, hasOlder, isOlderAway }: Conversation,
  list: RefObject<VirtualizerHandle | null>,
): () => void {
  const isLoading = useRef(false)
  const look = useCallback(() => {
    const handle = list.current
    if (!hasOlder || isLoading.current || handle === null || handle.viewportSize === 0) return
    const { scrollSize, scrollOffset, viewportSize } = handle
    const isBelow = scrollSize - scrollOffset - viewportSize > viewportSize / 2
    if (scrollOffset > NEAR_TOP_PX || (scrollSize > viewportSize * 1.5 && !isBelow)) return
    isLoading.current = true
    void group.loadOlder().finally(() => (isLoading.current = false))
  }, [group, hasOlder, list])
  useEffect(() => {
    const frame = requestAnimationFrame(look)
    return () => cancelAnimationFrame(frame)
  }, [look, messages, isOlderAway])
  return look
}
