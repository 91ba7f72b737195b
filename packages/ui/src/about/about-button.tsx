/** Opens what there is to know about a group; for a moderator it also says how many wait to come in. */
import { useGroupInfo, type Group } from '@parley/react'
import { UsersRound } from 'lucide-react'
import { IconButton } from '../controls/button.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './about-button.module.css'

interface AboutButtonProps {
  readonly group: Group
  readonly isOpen: boolean
  readonly onOpen: () => void
}

export function AboutButton({ group, isOpen, onOpen }: AboutButtonProps) {
  const { requests, me } = useGroupInfo(group)
  const waiting = me.mayModerate ? requests.length : 0
  const says = texts.group
  return (
    <span className={styles['holder']}>
      <IconButton
        name={waiting > 0 ? says.openWaiting(waiting) : says.open}
        aria-expanded={isOpen}
        onClick={onOpen}
      >
        <UsersRound size={20} aria-hidden />
      </IconButton>
      {waiting > 0 && (
        <span className={styles['badge']} aria-hidden>
          {waiting > 9 ? '9+' : waiting}
        </span>
      )}
    </span>
  )
}
