/** What this device knows of a person of a group, each with its sign: in whole sentences, nothing guessed. */
import { useHere, type Group, type GroupPerson } from '@parley/react'
import {
  Ban,
  Fingerprint,
  type LucideIcon,
  MessageSquareOff,
  MonitorSmartphone,
  Radio,
  ShieldAlert,
  ShieldCheck,
  UserRoundCheck,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { SITE_SIGNS, siteWords, useSiteMark } from '../signing-in/site-marks.tsx'
import { texts } from '../texts/catalogue.ts'
import { useWords } from '../texts/words.tsx'
import { dayAndTime, moment } from '../time/dates.ts'
import { useNow } from '../time/use-now.ts'
import styles from './person-card.module.css'

const KNOWN_SIGNS = { yes: ShieldCheck, no: Fingerprint, changed: ShieldAlert } as const

export function PersonFacts({ group, person }: { group: Group; person: GroupPerson }) {
  const here = useHere(group)
  const now = useNow()
  const { isMe, mutedUntil, devicesCount, verified, blocked } = person
  const isHere = here.people.some((one) => one.person === person.person)
  const says = texts.people
  const muted = mutedUntil === 0 ? says.muted : says.mutedUntil(moment(mutedUntil ?? 0, now))
  return (
    <ul className={styles['facts']}>
      {isHere && <Fact sign={Radio}>{texts.presence.isHere}</Fact>}
      <FromSite person={person} />
      <Came group={group} person={person} now={now} />
      {mutedUntil !== undefined && <Fact sign={MessageSquareOff}>{muted}</Fact>}
      {!isMe && (
        <Fact sign={KNOWN_SIGNS[verified]} look={verified}>
          {texts.profile.known[verified]}
        </Fact>
      )}
      {devicesCount > 1 && <Fact sign={MonitorSmartphone}>{says.devices(devicesCount)}</Fact>}
      {blocked && <Fact sign={Ban}>{says.blocked}</Fact>}
    </ul>
  )
}

function FromSite({ person }: { person: GroupPerson }) {
  const mark = useSiteMark(person)
  if (mark === undefined) return null
  const { Sign, look } = SITE_SIGNS[mark.says]
  return (
    <Fact sign={Sign} look={look && KNOWN_LOOKS[look]}>
      {siteWords(mark)}
    </Fact>
  )
}

const KNOWN_LOOKS = { good: 'yes', late: 'changed' } as const

interface CameProps {
  readonly group: Group
  readonly person: GroupPerson
  readonly now: number
}

function Came({ group, person, now }: CameProps) {
  const words = useWords()
  const coming = group.comingOf(person.person)
  if (coming === undefined) return null
  const { came } = words.profile
  const { type, by } = coming
  const when = dayAndTime(coming.at, now)
  return (
    <Fact sign={UserRoundCheck}>
      {type === 'founded' ? came.founded(when) : came[type](when, by)}
    </Fact>
  )
}

interface FactProps {
  readonly sign: LucideIcon
  readonly look?: GroupPerson['verified'] | undefined
  readonly children: ReactNode
}

function Fact({ sign: Sign, look, children }: FactProps) {
  return (
    <li data-known={look}>
      <Sign size={16} aria-hidden />
      <span>{children}</span>
    </li>
  )
}
