/** The window's title: where one is, and how much is unread, for a tab that stands behind others. */
import { useGroups, useParley, type GroupId } from '@parley/react'
import { useEffect } from 'react'
import { nameOf } from '../groups/group-name.ts'
import { texts } from '../texts/catalogue.ts'

export function usePageTitle(open: GroupId | undefined): void {
  const groups = useGroups()
  const group = groups.find(({ id }) => id === open)
  const parley = useParley()
  const isLoud = (id: GroupId) => parley.openGroup(id)?.info.get().mutedForMe !== true
  const unread = groups.reduce(
    (sum, { id, unreadCount }) => sum + (isLoud(id) ? unreadCount : 0),
    0,
  )
  const title = texts.title(group === undefined ? undefined : nameOf(group), unread)
  useEffect(() => {
    document.title = title
    return () => {
      document.title = texts.app
    }
  }, [title])
}
