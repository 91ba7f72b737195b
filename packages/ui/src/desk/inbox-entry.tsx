/** One talk in the inbox: who, from which page, in which language, what was said last or begun, since when they wait. */
import { UnreadSigns } from '../catching-up/unread-signs.tsx'
import { Avatar } from '../controls/avatar.tsx'
import { nameOf } from '../groups/group-name.ts'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { briefTime } from '../time/dates.ts'
import { glimpse } from '../writing/glimpse.ts'
import { RichText } from '../writing/rich-text.tsx'
import styles from './inbox-screen.module.css'
import { languageName, shortPage } from './origin-words.ts'
import type { Talk } from './talks.ts'

const GLIMPSE_CHARS = 160

export function InboxEntry({ talk: one, now }: { readonly talk: Talk; readonly now: number }) {
  const { hrefOf } = useNavigation()
  const { talk } = one
  const when = briefTime(talk.since, now)
  const language = languageName(talk.language)
  return (
    <li>
      <a className={styles['entry']} href={hrefOf({ screen: 'group', group: one.id })}>
        <Avatar id={one.id} name={nameOf(one)} />
        <span className={styles['who']}>
          <bdi>{nameOf(one)}</bdi>
        </span>
        <span className={styles['time']}>
          {talk.state === 'waiting' ? texts.desk.since(when) : when}
        </span>
        <Last talk={one} />
        <span className={styles['origin']}>
          {talk.page !== '' && <bdi>{shortPage(talk.page)}</bdi>}
          {language !== '' && <bdi>{language}</bdi>}
        </span>
        <UnreadSigns group={one} />
      </a>
    </li>
  )
}

/** An answer that somebody has begun goes before what was said. */
function Last({ talk: { draft, lastMessage } }: { readonly talk: Talk }) {
  const isBegun = draft.trim() !== ''
  const text = isBegun ? draft : lastMessage?.text
  if (text === undefined) return null
  return (
    <span className={styles['last']}>
      {isBegun && <span className={styles['draft']}>{`${texts.groups.draft}: `}</span>}
      <bdi>
        <RichText text={glimpse(text, GLIMPSE_CHARS)} links={false} />
      </bdi>
    </span>
  )
}
