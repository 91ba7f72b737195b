/** Who has read an own message, who has received it, and of how many nothing is known. */
import { useLive, type Group, type ShownMessage, type WhoHas } from '@parley/react'
import { useMemo } from 'react'
import { Modal } from '../controls/modal.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './who-has-dialog.module.css'

interface WhoHasDialogProps {
  readonly group: Group
  readonly message: ShownMessage
  readonly onClose: () => void
}

export function WhoHasDialog({ group, message, onClose }: WhoHasDialogProps) {
  const { key } = message
  const who = useLive(useMemo(() => group.whoHas(key), [group, key]))
  return (
    <Modal title={texts.who.title} isRead onClose={onClose}>
      {who === undefined ? (
        <p className={styles['hint']}>{texts.who.hidden}</p>
      ) : (
        <People who={who} />
      )}
    </Modal>
  )
}

function People({ who: { read, received, others } }: { who: WhoHas }) {
  return (
    <div className={styles['who']}>
      {read.length + received.length === 0 && <p className={styles['hint']}>{texts.who.nobody}</p>}
      <Names title={texts.who.read} names={read} />
      <Names title={texts.who.received} names={received} />
      {others > 0 && <p className={styles['hint']}>{texts.who.others(others)}</p>}
    </div>
  )
}

function Names({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {names.map((name, at) => (
          // Two people may go by the same name.
          <li key={`${at} ${name}`}>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
    </section>
  )
}
