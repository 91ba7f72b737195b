/** One person in the list: who, which role, what is to be known about them, and a menu of acts. */
import type { GroupPerson } from '@parley/react'
import { Ban, EllipsisVertical, MessageSquareOff, ShieldAlert, ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { Menu, type MenuItem } from '../controls/menu.tsx'
import { Face } from '../profiles/person-cards.tsx'
import { SITE_SIGNS, siteWords, useSiteMark } from '../signing-in/site-marks.tsx'
import { useWords } from '../texts/words.tsx'
import { moment } from '../time/dates.ts'
import styles from './person-row.module.css'

interface PersonRowProps {
  readonly person: GroupPerson
  readonly isHere: boolean
  readonly now: number
  readonly items: readonly MenuItem[]
}

export function PersonRow({ person, isHere, now, items }: PersonRowProps) {
  const texts = useWords()
  const says = texts.people
  return (
    <li className={styles['row']}>
      <span className={styles['face']} data-here={isHere ? '' : undefined}>
        <Face person={person.person} name={person.name} />
      </span>
      <div className={styles['words']}>
        <p className={styles['name']}>
          <bdi>{person.name}</bdi>
          {person.isMe && <span className={styles['you']}>{says.you}</span>}
        </p>
        {person.status !== '' && (
          <p className={styles['status']}>
            <bdi>{person.status}</bdi>
          </p>
        )}
        <p className={styles['below']}>
          <span data-role={person.role}>{texts.roles[person.role]}</span>
          <SiteWords person={person} />
          {isHere && <Mark look="good">{texts.presence.isHere}</Mark>}
          <Marks person={person} now={now} />
        </p>
      </div>
      {items.length > 0 && (
        <Menu
          name={says.menu(person.name)}
          icon={<EllipsisVertical size={18} aria-hidden />}
          items={items}
        />
      )}
    </li>
  )
}

function Marks({ person, now }: { person: GroupPerson; now: number }) {
  const texts = useWords()
  const says = texts.people
  const { isMe, mutedUntil, verified, blocked, devicesCount } = person
  const muted = mutedUntil === 0 ? says.muted : says.mutedUntil(moment(mutedUntil ?? 0, now))
  return (
    <>
      {mutedUntil !== undefined && (
        <Mark icon={<MessageSquareOff size={13} aria-hidden />} look="late">
          {muted}
        </Mark>
      )}
      {verified === 'yes' && !isMe && (
        <Mark icon={<ShieldCheck size={13} aria-hidden />} look="good">
          {says.verified}
        </Mark>
      )}
      {verified === 'changed' && (
        <Mark icon={<ShieldAlert size={13} aria-hidden />} look="danger">
          {says.changed}
        </Mark>
      )}
      {blocked && (
        <Mark icon={<Ban size={13} aria-hidden />} look="danger">
          {says.blocked}
        </Mark>
      )}
      {devicesCount > 1 && <Mark>{says.devices(devicesCount)}</Mark>}
    </>
  )
}

/** Below the name, where nothing of a name is drawn. */
function SiteWords({ person }: { person: GroupPerson }) {
  const mark = useSiteMark(person)
  if (mark === undefined) return null
  const { Sign, look } = SITE_SIGNS[mark.says]
  return (
    <Mark icon={<Sign size={13} aria-hidden />} {...(look && { look })}>
      {siteWords(mark)}
    </Mark>
  )
}

function Mark(props: { icon?: ReactNode; look?: 'good' | 'late' | 'danger'; children: ReactNode }) {
  return (
    <span className={styles['mark']} data-look={props.look}>
      {props.icon}
      {props.children}
    </span>
  )
}
