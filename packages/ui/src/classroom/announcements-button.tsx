/** Opens what was announced in a class; says how much of it is unread. */
import { useAnnouncements, type Group } from '@parley/react'
import { Megaphone } from 'lucide-react'
import { useSide } from '../shell/use-side.ts'
import { texts } from '../texts/catalogue.ts'
import { LineButton } from './line-button.tsx'

export function AnnouncementsButton({ group }: { group: Group }) {
  const unreadCount = useAnnouncements(group).filter(({ unread }) => unread).length
  const side = useSide(group.id)
  const says = texts.lesson
  return (
    <LineButton
      says={says.announcements}
      name={unreadCount > 0 ? says.announcementsUnread(unreadCount) : says.announcements}
      count={unreadCount}
      icon={<Megaphone size={18} aria-hidden />}
      aria-expanded={side.open === 'announcements'}
      onClick={() => side.toggle('announcements')}
    />
  )
}
