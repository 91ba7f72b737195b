/** The groups of this device that a person is in too, beside the one on screen: a press leads there. */
import { useGroups, useParley, type GroupId, type PersonId } from '@parley/react'
import { Avatar } from '../controls/avatar.tsx'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './person-card.module.css'

interface CommonGroupsProps {
  readonly person: PersonId
  /** The one on screen. */
  readonly except: GroupId
  readonly onClose: () => void
}

/** The ones with the newest activity; who shares dozens of groups finds the others in the list of groups. */
const MOST = 6

export function CommonGroups({ person, except, onClose }: CommonGroupsProps) {
  const parley = useParley()
  const { go } = useNavigation()
  const common = useGroups().filter(({ id }) => {
    const info = id === except ? undefined : parley.openGroup(id)?.info.get()
    return info?.state === 'ready' && info.people.some((one) => one.person === person)
  })
  if (common.length === 0) return null
  return (
    <section className={styles['common']}>
      <h3>{texts.profile.common(common.length)}</h3>
      <ul>
        {common.slice(0, MOST).map(({ id, name }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => {
                onClose()
                go({ screen: 'group', group: id })
              }}
            >
              <Avatar id={id} name={name} small isGroup />
              <bdi>{name}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
