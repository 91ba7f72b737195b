/** Marks a group that this person keeps quiet for themselves. */
import { useGroup, useGroupInfo, type Group, type GroupId } from '@parley/react'
import { BellOff } from 'lucide-react'
import { texts } from '../texts/catalogue.ts'
import styles from './group-row.module.css'

export function QuietSign({ id }: { id: GroupId }) {
  const group = useGroup(id)
  return group === undefined ? null : <Sign group={group} />
}

function Sign({ group }: { group: Group }) {
  const { quietForMe } = useGroupInfo(group)
  if (!quietForMe) return null
  return (
    <span className={styles['quiet']} role="img" aria-label={texts.groups.quiet}>
      <BellOff size={13} aria-hidden />
    </span>
  )
}
