/** The window's title: where one is, and how much is unread, for a tab that stands behind others. */
import { useGroups, type GroupId } from '@parley/react'
import { useEffect } from 'react'
import { nameOf } from '../groups/group-name.ts'
import { texts } from '../texts/catalogue.ts'
import { useUnreadSum } from './use-unread-sum.ts'

export function usePageTitle(open: GroupId | undefined): void {
  const groups = useGroups()
  const group = groups.find(({ id }) => id === open)
  const unread = useUnreadSum()
  const title = texts.title(group === undefined ? undefined : nameOf(group), unread)
  useEffect(() => {
    document.title = title
    return () => {
      document.title = texts.app
    }
  }, [title])
}
