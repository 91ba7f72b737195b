/** The question that is open about a person, if one is. */
import type { Group, GroupInfo } from '@parley/react'
import { Ask } from '../controls/ask.tsx'
import { useWords } from '../texts/words.tsx'
import { CompareDialog } from '../verifying/compare-dialog.tsx'
import { LeaveDialog } from './leave-dialog.tsx'
import { MuteDialog } from './mute-dialog.tsx'
import type { Asked } from './person-acts.ts'
import { RoleDialog } from './role-dialog.tsx'

interface PersonDialogsProps {
  readonly group: Group
  readonly info: GroupInfo
  readonly asked: Asked
  readonly onLeft: () => void
  readonly onClose: () => void
}

export function PersonDialogs({ group, info, asked, onLeft, onClose }: PersonDialogsProps) {
  const texts = useWords()
  // As they are now: the list may have changed since the question was opened.
  const person = info.people.find((one) => one.person === asked.person.person) ?? asked.person
  const says = texts.removing
  switch (asked.about) {
    case 'role':
      return <RoleDialog group={group} person={person} onClose={onClose} />
    case 'mute':
      return <MuteDialog group={group} person={person} onClose={onClose} />
    case 'compare':
      return <CompareDialog group={group} person={person} onClose={onClose} />
    case 'leave':
      return <LeaveDialog group={group} onLeft={onLeft} onClose={onClose} />
    case 'remove':
      return (
        <Ask
          title={says.title(person.name)}
          act={says.remove}
          onAct={() => group.remove(person.person)}
          onClose={onClose}
        >
          <p>{says.hint(person.name)}</p>
          <p>{says.keeps}</p>
        </Ask>
      )
  }
}
