/** Who is in the group: those who wait to come in, those who are, and what one may do with each. */
import { useGroupInfo, useHere, useLive, type Group } from '@parley/react'
import { UserRoundPlus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { InviteButton } from '../inviting/invite-button.tsx'
import { texts } from '../texts/catalogue.ts'
import { useWords } from '../texts/words.tsx'
import { useNow } from '../time/use-now.ts'
import { AddPeopleDialog } from './add-people.tsx'
import { LeavingFoot } from './leaving-foot.tsx'
import { PeopleList } from './people-list.tsx'
import { GroupDescription } from '../profiles/group-profile.tsx'
import styles from './people-panel.module.css'
import { PersonDialogs } from './person-dialogs.tsx'
import { personItems } from './person-items.tsx'
import { SecondOwner } from './second-owner.tsx'
import { usePersonActs } from './use-person-acts.ts'
import { WaitingList } from '../waiting/waiting-list.tsx'

interface PeoplePanelProps {
  readonly group: Group
  /** This person is out of the group, by their own wish. */
  readonly onLeft: () => void
}

export function PeoplePanel({ group, onLeft }: PeoplePanelProps) {
  const info = useGroupInfo(group)
  const here = useHere(group)
  const now = useNow()
  const says = useWords()
  const { fault, told, acts, asked, close } = usePersonActs(group)
  const isIn = info.state === 'ready'
  const me = info.people.find(({ isMe }) => isMe)
  return (
    <div className={styles['panel']}>
      <GroupDescription info={info} />
      {isIn && info.me.mayModerate && <WaitingList group={group} requests={info.requests} />}
      <SecondOwner group={group} info={info} />
      <div className={styles['head']}>
        <h3>{texts.conversation.people(info.people.length)}</h3>
        {isIn && info.me.mayInvite && <InviteButton group={group} />}
        {isIn && info.me.mayInvite && <AddPeople group={group} />}
      </div>
      <PeopleList
        people={info.people}
        here={new Set(here.people.map(({ person }) => person))}
        now={now}
        itemsOf={(person) => (isIn ? personItems(person, acts, says.people) : [])}
      />
      {isIn && me !== undefined && (
        <LeavingFoot group={group} info={info} onLeave={() => acts.ask('leave', me)} />
      )}
      <div className={styles['told']}>
        <Fault says={fault} />
        <div role="status">{told !== undefined && <p>{told}</p>}</div>
      </div>
      {asked !== undefined && (
        <PersonDialogs group={group} info={info} asked={asked} onLeft={onLeft} onClose={close} />
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
