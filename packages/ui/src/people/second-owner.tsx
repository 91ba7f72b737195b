/** A group of some size that one person owns alone is one lost phone away from nobody owning it. */
import type { Group, GroupInfo } from '@parley/react'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { Avatar } from '../controls/avatar.tsx'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { Modal } from '../controls/modal.tsx'
import { useAttempt } from '../controls/use-attempt.ts'
import { useWords } from '../texts/words.tsx'
import dialogs from './dialogs.module.css'
import styles from './second-owner.module.css'

export function SecondOwner({ group, info }: { group: Group; info: GroupInfo }) {
  const texts = useWords()
  const [isChoosing, setChoosing] = useState(false)
  const says = texts.secondOwner
  if (!info.wantsSecondOwner) return null
  return (
    <section className={styles['prompt']} aria-label={says.title}>
      <KeyRound size={18} aria-hidden />
      <div>
        <h3>{says.title}</h3>
        <p>{says.hint}</p>
        <Button onClick={() => setChoosing(true)}>{says.choose}</Button>
      </div>
      {isChoosing && <ChooseOwner group={group} info={info} onClose={() => setChoosing(false)} />}
    </section>
  )
}

interface ChooseOwnerProps {
  readonly group: Group
  readonly info: GroupInfo
  readonly onClose: () => void
}

function ChooseOwner({ group, info, onClose }: ChooseOwnerProps) {
  const texts = useWords()
  const { fault, attempt } = useAttempt()
  const says = texts.secondOwner
  const eligible = info.people.filter(({ assignable }) => assignable.includes('owner'))
  return (
    <Modal title={says.dialogTitle} onClose={onClose}>
      <p className={dialogs['hint']}>{says.dialogHint}</p>
      <ul className={styles['owners']}>
        {eligible.map(({ person, name, role }) => (
          <li key={person}>
            <Avatar id={person} name={name} small />
            <div className={dialogs['words']}>
              <bdi>{name}</bdi>
              <p>{texts.roles[role]}</p>
            </div>
            <Button
              aria-label={`${says.make}: ${name}`}
              onClick={() => attempt(() => group.setRole(person, 'owner'), onClose)}
            >
              {says.make}
            </Button>
          </li>
        ))}
      </ul>
      <Fault says={fault} />
    </Modal>
  )
}
