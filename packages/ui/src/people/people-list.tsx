/** Everybody in the group, highest role first: found by name where they are many, shown a page at a time. */
import type { GroupPerson, PersonId, Role } from '@parley/react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import type { MenuItem } from '../controls/menu.tsx'
import { TextField } from '../controls/text-field.tsx'
import { useWords } from '../texts/words.tsx'
import styles from './people-panel.module.css'
import { PersonRow } from './person-row.tsx'

/** Above this many a list is searched, not read. */
const MANY = 12
const PAGE = 50
const RANKS: readonly Role[] = ['founder', 'owner', 'admin', 'moderator', 'member', 'guest']

interface PeopleListProps {
  readonly people: readonly GroupPerson[]
  readonly here: ReadonlySet<PersonId>
  readonly now: number
  readonly itemsOf: (person: GroupPerson) => readonly MenuItem[]
}

export function PeopleList({ people, here, now, itemsOf }: PeopleListProps) {
  const texts = useWords()
  const [sought, setSought] = useState('')
  const [shown, setShown] = useState(PAGE)
  const says = texts.people
  const wanted = sought.trim().toLocaleLowerCase()
  const found = byRank(people).filter(({ name }) => name.toLocaleLowerCase().includes(wanted))
  const rest = found.length - shown
  return (
    <>
      {people.length > MANY && (
        <TextField
          label={says.find}
          type="search"
          value={sought}
          onChange={(event) => setSought(event.target.value)}
        />
      )}
      {found.length > 0 && (
        <ul aria-label={says.list} className={styles['list']}>
          {found.slice(0, shown).map((person) => (
            <PersonRow
              key={person.person}
              person={person}
              isHere={here.has(person.person)}
              now={now}
              items={itemsOf(person)}
            />
          ))}
        </ul>
      )}
      <div role="status" className={styles['outcome']}>
        {found.length === 0 && <p>{says.nobody}</p>}
      </div>
      {rest > 0 && (
        <Button onClick={() => setShown((count) => count + PAGE)}>
          {says.more(Math.min(rest, PAGE))}
        </Button>
      )}
    </>
  )
}

/** Oneself first; those of one rank stay in the order given, by name. */
function byRank(people: readonly GroupPerson[]): readonly GroupPerson[] {
  const rank = ({ isMe, role }: GroupPerson) => (isMe ? -1 : RANKS.indexOf(role))
  return people.toSorted((left, right) => rank(left) - rank(right))
}
