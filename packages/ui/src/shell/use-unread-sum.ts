/** How much is unread in all groups that are not kept quiet. */
import { useGroups, useParley } from '@parley/react'

export function useUnreadSum(): number {
  const parley = useParley()
  return useGroups().reduce((sum, { id, unreadCount }) => {
    const isQuiet = parley.openGroup(id)?.info.get().quietForMe === true
    return sum + (isQuiet ? 0 : unreadCount)
  }, 0)
}
