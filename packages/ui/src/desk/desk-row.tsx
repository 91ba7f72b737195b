/** In the list of groups, the way to all talks of one team's desk. */
import type { GroupId } from '@parley/react'
import { Headset } from 'lucide-react'
import { nameOf } from '../groups/group-name.ts'
import { useLanguage } from '../language/use-language.ts'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { number } from '../texts/locale.ts'
import styles from './desk-row.module.css'
import { inTurn, type Sorted, type Talk } from './talks.ts'

interface DeskRowsProps {
  readonly desks: Sorted['desks']
  readonly groups: Sorted['groups']
  /** The team whose inbox is on screen, and the group that is. */
  readonly desk: GroupId | undefined
  readonly selected: GroupId | undefined
}

/** One for each team that visitors wrote to. */
export function DeskRows({ desks, groups, desk, selected }: DeskRowsProps) {
  return [...desks].map(([team, talks]) => {
    const named = groups.find(({ id }) => id === team)
    return (
      <DeskRow
        key={team}
        team={team}
        teamName={named === undefined ? '' : nameOf(named)}
        talks={talks}
        isSelected={team === desk || talks.some(({ id }) => id === selected)}
      />
    )
  })
}

interface DeskRowProps {
  readonly team: GroupId
  readonly teamName: string
  readonly talks: readonly Talk[]
  readonly isSelected: boolean
}

function DeskRow({ team, teamName, talks, isSelected }: DeskRowProps) {
  useLanguage()
  const { hrefOf } = useNavigation()
  const waiting = inTurn(talks, 'waiting').length
  const says = texts.desk
  return (
    <li>
      <a
        className={styles['row']}
        href={hrefOf({ screen: 'support', team })}
        aria-current={isSelected ? 'page' : undefined}
      >
        <span className={styles['sign']}>
          <Headset size={20} aria-hidden />
        </span>
        <span className={styles['name']}>
          {says.title}
          {' · '}
          <bdi>{teamName}</bdi>
        </span>
        <span className={styles['last']}>
          {waiting > 0 ? says.rowWaiting(waiting) : says.rowNone}
        </span>
        {waiting > 0 && (
          <span className={styles['badge']} aria-hidden>
            {number(waiting)}
          </span>
        )}
      </a>
    </li>
  )
}
