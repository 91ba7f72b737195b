/** Adds people one shares another group with: no link, they are in at once. */
import { useLive, type Group, type PersonId } from '@parley/react'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { Avatar } from '../controls/avatar.tsx'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { Modal } from '../controls/modal.tsx'
import { TextField } from '../controls/text-field.tsx'
import { useAttempt } from '../controls/use-attempt.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './dialogs.module.css'

/** Above this many a list is searched, not read. */
const MANY = 8

export function AddPeopleDialog({ group, onClose }: { group: Group; onClose: () => void }) {
  const candidates = useLive(group.candidates)
  // Who was added stays listed while the dialog is open, as done.
  const [first] = useState(candidates)
  const [added, setAdded] = useState<ReadonlySet<PersonId>>(new Set())
  const [sought, setSought] = useState('')
  const { fault, attempt } = useAttempt()
  const says = texts.adding
  const add = (person: PersonId) =>
    attempt(
      () => group.addPerson(person),
      () => setAdded((before) => new Set(before).add(person)),
    )
  const isSought = (name: string) => name.toLocaleLowerCase().includes(sought.toLocaleLowerCase())
  const listed = first.filter(({ name }) => isSought(name))
  return (
    <Modal title={says.title} onClose={onClose}>
      <p className={styles['hint']}>{first.length === 0 ? says.none : says.hint}</p>
      {first.length > MANY && (
        <TextField
          label={says.filter}
          value={sought}
          onChange={(event) => setSought(event.target.value)}
        />
      )}
      <ul className={styles['list']}>
        {listed.map(({ person, name }) => (
          <li key={person}>
            <Avatar id={person} name={name} small />
            <div className={styles['words']}>
              <bdi>{name}</bdi>
            </div>
            {added.has(person) ? (
              <Button icon={<Check size={18} aria-hidden />} aria-disabled>
                {says.added}
              </Button>
            ) : (
              <Button aria-label={says.addName(name)} onClick={() => add(person)}>
                {says.add}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {first.length > 0 && listed.length === 0 && <p>{says.nobody}</p>}
      <Fault says={fault} />
    </Modal>
  )
}
