/** Under the name of whoever answers: whether one of them is here, how many can read this, and the connection. */
import {
  ParleyProvider,
  useGroup,
  useGroupInfo,
  useLive,
  type DeskInfo,
  type Group,
  type GroupId,
  type Live,
  type Parley,
} from '@parley/react'
import { ConnectionStatus } from '../connection/connection-status.tsx'
import { useLanguage } from '../language/use-language.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './desk-status.module.css'

interface DeskStatusProps {
  readonly parley: Parley
  /** The visitor's own talk. */
  readonly id: GroupId
  readonly desk: Live<DeskInfo>
}

export function DeskStatus({ parley, id, desk }: DeskStatusProps) {
  useLanguage()
  return (
    <ParleyProvider parley={parley}>
      <OfTalk id={id} desk={desk} />
    </ParleyProvider>
  )
}

function OfTalk({ id, desk }: Pick<DeskStatusProps, 'id' | 'desk'>) {
  const group = useGroup(id)
  return group === undefined ? null : <WhileIn group={group} desk={desk} />
}

function WhileIn({ group, desk }: { group: Group; desk: Live<DeskInfo> }) {
  const { team } = useLive(desk)
  const { people } = useGroupInfo(group)
  const here = useLive(group.here)
  const isHere = here.people.length > 0 || here.othersCount > 0
  const says = texts.desk
  return (
    <div className={styles['status']}>
      <span className={styles['who']} role="status">
        {isHere ? says.isHere(team) : says.comeBack}
      </span>
      {people.length > 1 && <span>{says.readers(people.length - 1)}</span>}
      <ConnectionStatus />
    </div>
  )
}
