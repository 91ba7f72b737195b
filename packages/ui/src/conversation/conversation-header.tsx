/** Whose conversation this is, how many people are in it, and how to invite more. */
import {
  useGroupInfo,
  useHere,
  useLive,
  useParley,
  type Group,
  type GroupInfo,
  type Here,
} from '@parley/react'
import { ArrowLeft, LockKeyholeOpen } from 'lucide-react'
import { AboutButton } from '../about/about-button.tsx'
import { AskedConnection } from '../connection/asked-connection.tsx'
import { Avatar } from '../controls/avatar.tsx'
import { Hidden } from '../controls/hidden.tsx'
import { nameOf } from '../groups/group-name.ts'
import { stateWords } from '../groups/state-words.ts'
import { InviteButton } from '../inviting/invite-button.tsx'
import { useNavigation, type Place } from '../shell/places.ts'
import { ThreadsButton } from '../threads/threads-button.tsx'
import { useSide } from '../shell/use-side.ts'
import { texts } from '../texts/catalogue.ts'
import { list } from '../texts/locale.ts'
import styles from './conversation-header.module.css'
import { isTurnedAway } from './turned-away.ts'

/** More names than these nobody listens to. */
const MOST_HEARD = 6

export function ConversationHeader({ group }: { group: Group }) {
  const side = useSide(group.id)
  const info = useGroupInfo(group)
  const { hrefOf } = useNavigation()
  const isAnswered = info.talk !== undefined && !info.talk.isMine && info.state === 'ready'
  const outer: Place =
    info.talk !== undefined && isAnswered
      ? { screen: 'support', team: info.talk.team }
      : { screen: 'groups' }
  const isDeviceRemoved = useLive(useParley().own.isRemoved)
  // Of who is in it now, and of the relay, nothing is heard any more.
  const isOut = info.state === 'left' || info.state === 'removed' || info.state === 'closed'
  const isKnown = info.state !== 'joining' && info.state !== 'waiting' && !isTurnedAway(info)
  return (
    <header className={styles['header']}>
      <a className={styles['back']} href={hrefOf(outer)} aria-label={texts.conversation.back}>
        <ArrowLeft size={22} aria-hidden />
      </a>
      <Avatar id={group.id} name={nameOf(info)} isGroup />
      <div className={styles['words']}>
        <h1 dir="auto" tabIndex={-1}>
          {nameOf(info)}
        </h1>
        <div className={styles['below']}>
          {info.state === 'ready' && <Inside group={group} info={info} />}
          {isOut ? (
            <span>{stateWords(info, isDeviceRemoved)}</span>
          ) : (
            <span className={styles['connection']}>
              <AskedConnection group={group} isAlone={info.state !== 'ready'} />
            </span>
          )}
        </div>
      </div>
      {isKnown && <ThreadsButton group={group} />}
      {isKnown && (
        <AboutButton
          group={group}
          isOpen={side.open === 'about'}
          onOpen={() => side.toggle('about')}
        />
      )}
      {info.state === 'ready' && info.me.mayInvite && <InviteButton group={group} isBrief />}
    </header>
  )
}

/** How many people are in it, and how many of them are here now. */
function Inside({ group, info }: { group: Group; info: GroupInfo }) {
  const here = useHere(group)
  const names = info.people.map((person) => (person.isMe ? texts.groups.you : person.name))
  return (
    <>
      {info.people.length > 0 && (
        <span className={styles['people']} title={list(names)}>
          {texts.conversation.people(info.people.length)}
        </span>
      )}
      {here.othersCount > 0 && <Present here={here} />}
      {!info.encrypted && (
        <span className={styles['open']}>
          <LockKeyholeOpen size={12} aria-hidden />
          {texts.rules.notEncryptedMark}
        </span>
      )}
    </>
  )
}

/** Seen as a number, heard by name where they are few. People come and go all the time: it is not announced. */
function Present({ here: { people, othersCount } }: { here: Here }) {
  // Beside how many are in the group, who looks at it among them.
  const count = texts.presence.here(othersCount + 1)
  const names =
    people.length > 0 ? texts.presence.hereNames(list(people.map(({ name }) => name))) : undefined
  return (
    <span className={styles['here']} title={names} data-passing="gone">
      {names === undefined || people.length > MOST_HEARD ? (
        count
      ) : (
        <>
          <span aria-hidden>{count}</span>
          <Hidden>{names}</Hidden>
        </>
      )}
    </span>
  )
}
