/** Whose conversation this is, how many people are in it, and how to invite more. */
import { useGroupInfo, useHere, type Group, type HerePerson } from '@parley/react'
import { ArrowLeft, LockKeyholeOpen } from 'lucide-react'
import { AboutButton } from '../about/about-button.tsx'
import { ConnectionStatus } from '../connection/connection-status.tsx'
import { Avatar } from '../controls/avatar.tsx'
import { nameOf } from '../groups/group-name.ts'
import { InviteButton } from '../inviting/invite-button.tsx'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { list } from '../texts/locale.ts'
import styles from './conversation-header.module.css'
import { isTurnedAway } from './turned-away.ts'

interface ConversationHeaderProps {
  readonly group: Group
  readonly onAbout: () => void
}

export function ConversationHeader({ group, onAbout }: ConversationHeaderProps) {
  const info = useGroupInfo(group)
  const here = useHere(group)
  const { hrefOf } = useNavigation()
  const names = info.people.map((person) => (person.isMe ? texts.groups.you : person.name))
  const isKnown = info.state !== 'joining' && info.state !== 'waiting' && !isTurnedAway(info)
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
          {here.othersCount > 0 && (
            <span className={styles['here']} title={hereWords(here.people)}>
              {texts.presence.here(here.othersCount)}
            </span>
          )}
          {!info.encrypted && info.state === 'ready' && (
            <span className={styles['open']}>
              <LockKeyholeOpen size={12} aria-hidden />
              {texts.rules.notEncryptedMark}
            </span>
          )}
          <span className={styles['connection']}>
            <ConnectionStatus />
          </span>
        </div>
      </div>
      {isKnown && <AboutButton group={group} onOpen={onAbout} />}
      {info.state === 'ready' && info.me.mayInvite && <InviteButton group={group} isBrief />}
    </header>
  )
}

function hereWords(here: readonly HerePerson[]): string | undefined {
  if (here.length === 0) return undefined
  return texts.presence.hereNames(list(here.map(({ name }) => name)))
}
