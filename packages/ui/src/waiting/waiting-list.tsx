/** Who has asked to come in, for whoever may let them. */
import type { Group, JoinRequestInfo } from '@parley/react'
import { Avatar } from '../controls/avatar.tsx'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { Section } from '../controls/section.tsx'
import { useAttempt } from '../controls/use-attempt.ts'
import { useWords } from '../texts/words.tsx'
import { moment } from '../time/dates.ts'
import { useNow } from '../time/use-now.ts'
import { nameOfRequest } from './request-name.ts'
import styles from './waiting-list.module.css'

interface WaitingListProps {
  readonly group: Group
  readonly requests: readonly JoinRequestInfo[]
}

export function WaitingList({ group, requests }: WaitingListProps) {
  const texts = useWords()
  const { fault, attempt } = useAttempt()
  const now = useNow()
  const says = texts.waiting
  if (requests.length === 0 && fault === undefined) return null
  return (
    <Section title={says.title} isBare>
      <ul className={styles['list']} aria-label={says.title}>
        {requests.map((request) => (
          <li key={request.id}>
            <Avatar id={request.person} name={nameOfRequest(request)} small />
            <div className={styles['words']}>
              <bdi>{nameOfRequest(request)}</bdi>
              <p>{says.as(texts.roles[request.role], moment(request.at, now))}</p>
            </div>
            <div className={styles['answers']}>
              <Button
                aria-label={says.declineName(nameOfRequest(request))}
                onClick={() => attempt(() => group.decline(request.id))}
              >
                {says.decline}
              </Button>
              <Button
                look="main"
                aria-label={says.letInName(nameOfRequest(request))}
                onClick={() => attempt(() => group.approve(request.id))}
              >
                {says.letIn}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <Fault says={fault} />
    </Section>
  )
}
