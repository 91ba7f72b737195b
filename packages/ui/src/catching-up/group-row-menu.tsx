/** What one can do with a group from its row: say that it is read, or that it is to be read again. */
import { useParley, type GroupSummary } from '@parley/react'
import { Check, CircleDot, EllipsisVertical } from 'lucide-react'
import { Menu } from '../controls/menu.tsx'
import { nameOf } from '../groups/group-name.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './group-row-menu.module.css'

export function isUnread({ unreadCount, threadsUnread, markedUnread }: GroupSummary): boolean {
  return unreadCount + threadsUnread > 0 || markedUnread
}

export function GroupRowMenu({ group }: { group: GroupSummary }) {
  const parley = useParley()
  const open = () => parley.openGroup(group.id)
  const read = {
    name: texts.marking.read,
    icon: <Check size={18} aria-hidden />,
    onChoose: () => open()?.markAllRead(),
  }
  const unread = {
    name: texts.marking.unread,
    icon: <CircleDot size={18} aria-hidden />,
    // What cannot be kept is told by a notice about storage.
    onChoose: () =>
      void open()
        ?.markUnread()
        .catch(() => undefined),
  }
  return (
    <div className={styles['menu']}>
      <Menu
        name={texts.marking.more(nameOf(group))}
        icon={<EllipsisVertical size={18} aria-hidden />}
        items={[isUnread(group) ? read : unread]}
      />
    </div>
  )
}
