/** Whom this person has blocked, and the way back. */
import { useBlocked, useGroups, useParley, type PersonId } from '@parley/react'
import { Avatar } from '../controls/avatar.tsx'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { Section } from '../controls/section.tsx'
import { useAttempt } from '../controls/use-attempt.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './own-list.module.css'

export function BlockedSection() {
  const parley = useParley()
  const blocked = useBlocked()
  const nameOf = useNamesOfOthers()
  const { fault, attempt } = useAttempt()
  const says = texts.settings
  if (blocked.length === 0) return null
  return (
    <Section level={2} title={says.blockedTitle} hint={says.blockedHint}>
      <ul className={styles['list']} aria-label={says.blockedTitle}>
        {blocked.map((person) => (
          <li key={person}>
            <Avatar id={person} name={nameOf(person)} small />
            <div className={styles['words']}>
              <bdi className={styles['name']}>{nameOf(person)}</bdi>
            </div>
            <Button
              aria-label={says.unblockName(nameOf(person))}
              onClick={() => attempt(() => parley.unblock(person))}
            >
              {says.unblock}
            </Button>
          </li>
        ))}
      </ul>
      <Fault says={fault} />
    </Section>
  )
}

/** A person is known by the groups they are in; who is in none of them has no name here. */
function useNamesOfOthers(): (person: PersonId) => string {
  const parley = useParley()
  const groups = useGroups()
  return (person) => {
    for (const { id } of groups) {
      const found = parley
        .openGroup(id)
        ?.info.get()
        .people.find((one) => one.person === person)
      if (found !== undefined) return found.name
    }
    return texts.settings.blockedUnknown
  }
}
