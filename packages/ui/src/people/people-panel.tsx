/** Who is in the group: those who wait to come in, those who are, and what one may do with each. */
import { useGroupInfo, useHere, useLive, useParley, type Group } from '@parley/react'
import { LogOut, UserRoundPlus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { useAttempt } from '../controls/use-attempt.ts'
import { InviteButton } from '../inviting/invite-button.tsx'
import { texts } from '../texts/catalogue.ts'
import { useNow } from '../time/use-now.ts'
import { AddPeopleDialog } from './add-people.tsx'
import styles from './people-panel.module.css'
import type { Asked } from './person-acts.ts'
import { PersonDialogs } from './person-dialogs.tsx'
import { personItems, type PersonActs } from './person-items.tsx'
import { PersonRow } from './person-row.tsx'
import { SecondOwner } from './second-owner.tsx'
import { WaitingList } from '../waiting/waiting-list.tsx'

export function PeoplePanel({ group }: { group: Group }) {
  const info = useGroupInfo(group)
  const here = useHere(group)
  const now = useNow()
  const parley = useParley()
  const { fault, attempt } = useAttempt()
  const [asked, setAsked] = useState<Asked>()
  const isIn = info.state === 'ready'
  const acts: PersonActs = {
    ask: (about, person) => setAsked({ about, person }),
    unmute: ({ person }) => attempt(() => group.unmute(person)),
    block: ({ person }, blocked) =>
      attempt(() => (blocked ? parley.block(person) : parley.unblock(person))),
  }
  const me = info.people.find(({ isMe }) => isMe)
  return (
    <div className={styles['panel']}>
      {isIn && info.me.mayModerate && <WaitingList group={group} requests={info.requests} />}
      <SecondOwner group={group} info={info} />
      <Fault says={fault} />
      <ul aria-label={texts.people.list} className={styles['list']}>
        {info.people.map((person) => (
          <PersonRow
            key={person.person}
            person={person}
            isHere={here.people.some((one) => one.person === person.person)}
            now={now}
            items={isIn ? personItems(person, acts) : []}
          />
        ))}
      </ul>
      {isIn && (
        <div className={styles['foot']}>
          {info.me.mayInvite && <InviteButton group={group} />}
          {info.me.mayInvite && <AddPeople group={group} />}
          {me !== undefined && (
            <Button
              icon={<LogOut size={18} aria-hidden />}
              onClick={() => setAsked({ about: 'leave', person: me })}
            >
              {texts.leaving.open}
            </Button>
          )}
        </div>
      )}
      {asked !== undefined && (
        <PersonDialogs
          group={group}
          info={info}
          asked={asked}
          onClose={() => setAsked(undefined)}
        />
      )}
    </div>
  )
}

function AddPeople({ group }: { group: Group }) {
  const candidates = useLive(group.candidates)
  const [isOpen, setOpen] = useState(false)
  if (candidates.length === 0 && !isOpen) return null
  return (
    <>
      <Button icon={<UserRoundPlus size={18} aria-hidden />} onClick={() => setOpen(true)}>
        {texts.adding.open}
      </Button>
      {isOpen && <AddPeopleDialog group={group} onClose={() => setOpen(false)} />}
    </>
  )
}
