/** One person: picture, name, status, what they are here, and whether it is known to be them. */
import { useGroupInfo, type GroupPerson } from '@parley/react'
import { Fingerprint, PencilLine, ShieldAlert, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { Avatar } from '../controls/avatar.tsx'
import { Button } from '../controls/button.tsx'
import { Modal, ModalButtons } from '../controls/modal.tsx'
import type { PartProps } from '../later/part-props.ts'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { CompareDialog } from '../verifying/compare-dialog.tsx'
import styles from './person-card.module.css'

export function PersonCard({ group, looked, onClose }: PartProps['PersonCard']) {
  const { people } = useGroupInfo(group)
  const [isComparing, setComparing] = useState(false)
  const person = people.find((one) => one.person === looked.person)
  const name = person?.name ?? looked.name
  if (isComparing && person !== undefined)
    return <CompareDialog group={group} person={person} onClose={() => setComparing(false)} />
  return (
    <Modal title={name} isRead onClose={onClose}>
      <div className={styles['card']}>
        <Avatar id={looked.person} name={name} large />
        <div className={styles['words']}>
          {person === undefined ? (
            <p className={styles['soft']}>{texts.profile.gone}</p>
          ) : (
            <About person={person} />
          )}
        </div>
      </div>
      {person !== undefined && (
        <Acts person={person} onCompare={() => setComparing(true)} onClose={onClose} />
      )}
    </Modal>
  )
}

function About({ person }: { person: GroupPerson }) {
  const says = texts.people
  return (
    <>
      {person.status !== '' && (
        <p className={styles['status']}>
          <bdi>{person.status}</bdi>
        </p>
      )}
      <p className={styles['soft']}>
        {texts.roles[person.role]}
        {person.isMe && ` · ${says.you}`}
      </p>
      {!person.isMe && <Known person={person} />}
      {person.blocked && <p className={styles['soft']}>{says.blocked}</p>}
    </>
  )
}

function Known({ person: { verified } }: { person: GroupPerson }) {
  const says = texts.profile
  const Sign = verified === 'yes' ? ShieldCheck : verified === 'changed' ? ShieldAlert : Fingerprint
  return (
    <p className={styles['known']} data-known={verified}>
      <Sign size={16} aria-hidden />
      {says.known[verified]}
    </p>
  )
}

interface ActsProps {
  readonly person: GroupPerson
  readonly onCompare: () => void
  readonly onClose: () => void
}

function Acts({ person, onCompare, onClose }: ActsProps) {
  const { go } = useNavigation()
  if (!person.isMe)
    return (
      <ModalButtons>
        <Button icon={<Fingerprint size={18} aria-hidden />} onClick={onCompare}>
          {texts.people.compare}
        </Button>
      </ModalButtons>
    )
  const edit = () => {
    onClose()
    go({ screen: 'settings' })
  }
  return (
    <ModalButtons>
      <Button icon={<PencilLine size={18} aria-hidden />} onClick={edit}>
        {texts.profile.edit}
      </Button>
    </ModalButtons>
  )
}
