/** Whose conversation this is, how many people are in it, and how to invite more. */
import { useLive, type Group } from '@parley/react'
import { ArrowLeft } from 'lucide-react'
import { ConnectionStatus } from '../connection/connection-status.tsx'
import { Avatar } from '../controls/avatar.tsx'
import { nameOf } from '../groups/group-row.tsx'
import { InviteButton } from '../inviting/invite-panel.tsx'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './conversation-header.module.css'

export function ConversationHeader({ group }: { group: Group }) {
  const info = useLive(group.info)
  const { hrefOf } = useNavigation()
  const names = info.people.map((person) => (person.isMe ? texts.groups.you : person.name))
  return (
    <header className={styles['header']}>
      <a
        className={styles['back']}
        href={hrefOf({ screen: 'groups' })}
        aria-label={texts.conversation.back}
      >
        <ArrowLeft size={22} aria-hidden />
      </a>
      <Avatar id={group.id} name={nameOf(info)} />
      <div className={styles['words']}>
        <h1 dir="auto" tabIndex={-1}>
          {nameOf(info)}
        </h1>
        <div className={styles['below']}>
          {info.people.length > 0 && (
            <span className={styles['people']} title={names.join(', ')}>
              {texts.conversation.people(info.people.length)}
            </span>
          )}
          <span className={styles['connection']}>
            <ConnectionStatus />
          </span>
        </div>
      </div>
      {info.state === 'ready' && <InviteButton group={group} />}
    </header>
  )
}
