/** The way to what mentions this person, with how many they have not read. */
import { useMentions, type GroupId } from '@parley/react'
import { AtSign } from 'lucide-react'
import { mentionsPlace, useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './mentions-link.module.css'

interface MentionsLinkProps {
  /** The group that is open. */
  readonly selected: GroupId | undefined
  readonly isOpen: boolean
}

export function MentionsLink({ selected, isOpen }: MentionsLinkProps) {
  const { hrefOf } = useNavigation()
  const unread = useMentions().filter((one) => one.unread).length
  const says = texts.mentions
  const name = unread > 0 ? says.openUnread(unread) : says.open
  return (
    <a
      className={styles['link']}
      href={hrefOf(mentionsPlace(selected))}
      aria-label={name}
      aria-current={isOpen ? 'page' : undefined}
      title={name}
    >
      <AtSign size={20} aria-hidden />
      {unread > 0 && (
        <span className={styles['badge']} aria-hidden>
          {unread > 9 ? '9+' : unread}
        </span>
      )}
    </a>
  )
}
