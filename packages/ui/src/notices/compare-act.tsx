/** From the word that somebody has a new identity straight to comparing codes with them. */
import { useGroup, useGroupInfo, type Group, type GroupId, type PersonId } from '@parley/react'
import { Fingerprint } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { CompareDialog } from '../later/parts.ts'
import { texts } from '../texts/catalogue.ts'

interface CompareActProps {
  readonly group: GroupId
  readonly person: PersonId
}

export function CompareAct({ group: id, person }: CompareActProps) {
  const group = useGroup(id)
  return group === undefined ? null : <Compare group={group} person={person} />
}

/** Nothing once they are gone from the group. */
function Compare({ group, person: id }: { group: Group; person: PersonId }) {
  const { people } = useGroupInfo(group)
  const [isOpen, setOpen] = useState(false)
  const person = people.find((one) => one.person === id)
  if (person === undefined) return null
  return (
    <>
      <Button icon={<Fingerprint size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {texts.people.compare}
      </Button>
      {isOpen && <CompareDialog group={group} person={person} onClose={() => setOpen(false)} />}
    </>
  )
}
