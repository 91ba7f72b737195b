/** Opens the card of a person of the group on screen, wherever their sign is pressed. */
import { useGroup, type Group, type GroupId } from '@parley/react'
import { createContext, use, useMemo, useState, type ReactNode } from 'react'
import { Avatar } from '../controls/avatar.tsx'
import { useLanguage } from '../language/use-language.ts'
import type { LookedPerson as Looked } from '../later/part-props.ts'
import { PersonCard } from '../later/parts.ts'
import { texts } from '../texts/catalogue.ts'
import { WordsOf } from '../texts/words.tsx'
import { SignedGroup } from '../signing-in/signed-group.tsx'
import { GroupColours } from './group-colours.tsx'
import styles from './person-cards.module.css'

const LookContext = createContext<(looked: Looked) => void>(() => undefined)

interface PersonCardsProps {
  /** The group on screen. */
  readonly id: GroupId | undefined
  readonly children: ReactNode
}

export function PersonCards({ id, children }: PersonCardsProps) {
  const [looked, setLooked] = useState<Looked & { readonly group: GroupId | undefined }>()
  const look = useMemo(() => (one: Looked) => setLooked({ ...one, group: id }), [id])
  return (
    <GroupColours id={id}>
      <LookContext value={look}>
        <WordsOf group={id}>
          <SignedGroup id={id}>
            {children}
            {id !== undefined && looked?.group === id && (
              <Card id={id} looked={looked} onClose={() => setLooked(undefined)} />
            )}
          </SignedGroup>
        </WordsOf>
      </LookContext>
    </GroupColours>
  )
}

function Card({ id, ...rest }: { id: GroupId; looked: Looked; onClose: () => void }) {
  const group: Group | undefined = useGroup(id)
  return group === undefined ? null : <PersonCard group={group} {...rest} />
}

interface FaceProps extends Looked {
  readonly tabIndex?: number
}

/** A person's sign that leads to their card. */
export function Face({ person, name, tabIndex }: FaceProps) {
  useLanguage()
  const look = use(LookContext)
  return (
    <button
      type="button"
      className={styles['face']}
      aria-label={texts.profile.open(name)}
      tabIndex={tabIndex}
      onClick={() => look({ person, name })}
    >
      <Avatar id={person} name={name} small />
    </button>
  )
}
