/** One person: picture, status, what they are in the group on screen and since when, and what one may do. */
import { useGroupInfo, type Group, type GroupPerson } from '@parley/react'
import { AtSign, PencilLine } from 'lucide-react'
import { Avatar } from '../controls/avatar.tsx'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import type { MenuItem } from '../controls/menu.tsx'
import { Modal, ModalButtons } from '../controls/modal.tsx'
import type { PartProps } from '../later/part-props.ts'
import { PersonDialogs } from '../people/person-dialogs.tsx'
import { personItems } from '../people/person-items.tsx'
import { usePersonActs } from '../people/use-person-acts.ts'
import { useNavigation } from '../shell/places.ts'
import { useWords } from '../texts/words.tsx'
import { CommonGroups } from './common-groups.tsx'
import styles from './person-card.module.css'
import { PersonFacts } from './person-facts.tsx'
import { useMentioning } from './use-mentioning.ts'

export function PersonCard({ group, looked, onClose }: PartProps['PersonCard']) {
  const texts = useWords()
  const info = useGroupInfo(group)
  const { asked, close, ...doing } = usePersonActs(group)
  const person = info.people.find((one) => one.person === looked.person)
  const name = person?.name ?? looked.name
  if (asked !== undefined)
    return (
      <PersonDialogs group={group} info={info} asked={asked} onLeft={onClose} onClose={close} />
    )
  return (
    <Modal
      title={name}
      face={<Avatar id={looked.person} name={name} portrait />}
      isRead
      onClose={onClose}
    >
      <div className={styles['card']}>
        {person === undefined ? (
          <p className={styles['soft']}>{texts.profile.gone}</p>
        ) : (
          <Standing person={person} />
        )}
      </div>
      {person !== undefined && <PersonFacts group={group} person={person} />}
      {person?.isMe !== true && (
        <CommonGroups person={looked.person} except={group.id} onClose={onClose} />
      )}
      {person !== undefined && <Acts group={group} person={person} {...doing} onClose={onClose} />}
    </Modal>
  )
}

function Standing({ person: { status, role, isMe } }: { person: GroupPerson }) {
  const texts = useWords()
  return (
    <>
      {status !== '' && (
        <p className={styles['status']}>
          <bdi>{status}</bdi>
        </p>
      )}
      <p className={styles['role']}>
        {texts.roles[role]}
        {isMe && ` · ${texts.people.you}`}
      </p>
      <p className={styles['soft']}>{texts.roleMeans[role]}</p>
    </>
  )
}

interface ActsProps extends Pick<ReturnType<typeof usePersonActs>, 'acts' | 'fault' | 'told'> {
  readonly group: Group
  readonly person: GroupPerson
  readonly onClose: () => void
}

function Acts({ group, person, acts, fault, told, onClose }: ActsProps) {
  const texts = useWords()
  const { go } = useNavigation()
  const { state } = useGroupInfo(group)
  const mention = useMentioning(group, person, onClose)
  if (person.isMe)
    return (
      <ModalButtons>
        <Button
          icon={<PencilLine size={18} aria-hidden />}
          onClick={() => {
            onClose()
            go({ screen: 'settings' })
          }}
        >
          {texts.profile.edit}
        </Button>
      </ModalButtons>
    )
  const items = state === 'ready' ? personItems(person, acts) : []
  const urged = items.filter(({ isUrged }) => isUrged === true)
  const one = ({ name, icon, isGrave, isUrged, onChoose }: MenuItem) => (
    <Button
      key={name}
      look={isUrged === true ? 'main' : 'plain'}
      icon={icon}
      onClick={onChoose}
      data-grave={isGrave ? '' : undefined}
    >
      {name}
    </Button>
  )
  return (
    <>
      <div className={styles['acts']}>
        {urged.map(one)}
        {mention !== undefined && (
          <Button
            look={urged.length > 0 ? 'plain' : 'main'}
            icon={<AtSign size={18} aria-hidden />}
            onClick={mention}
          >
            {texts.profile.mention}
          </Button>
        )}
        {items.filter(({ isUrged }) => isUrged !== true).map(one)}
      </div>
      <Fault says={fault} />
      <div role="status">{told !== undefined && <p className={styles['soft']}>{told}</p>}</div>
    </>
  )
}
