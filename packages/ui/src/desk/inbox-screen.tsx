/** What visitors of a page wrote: who waits for an answer, who has one, what is closed. */
import { useGroup, useGroups, type GroupId } from '@parley/react'
import { ArrowLeft, Headset } from 'lucide-react'
import { useId } from 'react'
import { Blank } from '../controls/blank.tsx'
import { nameOf } from '../groups/group-name.ts'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { useNow } from '../time/use-now.ts'
import { InboxEntry } from './inbox-entry.tsx'
import styles from './inbox-screen.module.css'
import { LinesToCopy } from './lines-to-copy.tsx'
import { inTurn, sortedOut, type Talk } from './talks.ts'

export function InboxScreen({ team }: { readonly team: GroupId }) {
  const { hrefOf } = useNavigation()
  const groups = useGroups()
  const talks = sortedOut(groups).desks.get(team) ?? []
  const name = groups.find(({ id }) => id === team)
  const says = texts.desk
  return (
    <section className={styles['screen']}>
      <header className={styles['header']}>
        <a
          className={styles['back']}
          href={hrefOf({ screen: 'groups' })}
          aria-label={texts.conversation.back}
        >
          <ArrowLeft size={22} aria-hidden />
        </a>
        <div className={styles['words']}>
          <h1 tabIndex={-1}>{says.title}</h1>
          {name !== undefined && <bdi>{nameOf(name)}</bdi>}
        </div>
      </header>
      <div className={styles['column']}>
        {talks.length === 0 ? <Empty team={team} /> : <Talks talks={talks} />}
      </div>
    </section>
  )
}

function Empty({ team }: { team: GroupId }) {
  const group = useGroup(team)
  const says = texts.desk
  return (
    <Blank
      icon={<Headset size={26} aria-hidden />}
      title={says.emptyTitle}
      hint={says.emptyHint}
      below={group !== undefined && <LinesToCopy group={group} />}
    />
  )
}

function Talks({ talks }: { talks: readonly Talk[] }) {
  const says = texts.desk
  const waiting = inTurn(talks, 'waiting')
  return (
    <>
      <Part title={says.waiting} talks={waiting} none={says.nobodyWaits} />
      <Part title={says.answered} talks={inTurn(talks, 'answered')} />
      <Part title={says.closed} talks={inTurn(talks, 'closed')} />
    </>
  )
}

interface PartProps {
  readonly title: string
  readonly talks: readonly Talk[]
  /** In the place of talks, where that is worth a word. */
  readonly none?: string
}

function Part({ title, talks, none }: PartProps) {
  const id = useId()
  const now = useNow()
  if (talks.length === 0 && none === undefined) return null
  return (
    <section aria-labelledby={id} className={styles['part']}>
      <h2 id={id}>{title}</h2>
      {talks.length === 0 ? (
        <p className={styles['none']}>{none}</p>
      ) : (
        <ul>
          {talks.map((talk) => (
            <InboxEntry key={talk.id} talk={talk} now={now} />
          ))}
        </ul>
      )}
    </section>
  )
}
