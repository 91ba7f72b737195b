/**
 * Messages that arrived late, until they have been seen. Each stands in its place further up, where
 * nobody would look for it; here is the way there.
 */
import { useBlocked, type Conversation, type Group } from '@parley/react'
import { History } from 'lucide-react'
import { Button } from '../controls/button.tsx'
import { texts } from '../texts/catalogue.ts'
import { briefTime, timeOfDay } from '../time/dates.ts'
import { useNow } from '../time/use-now.ts'
import { RichText } from '../writing/rich-text.tsx'
import { glimpse } from '../writing/glimpse.ts'
import { useMessageActs } from './acts.ts'
import styles from './late-banner.module.css'

const SHOWN = 4
const GLIMPSE_CHARS = 120

export function LateBanner({ group, conversation }: { group: Group; conversation: Conversation }) {
  const acts = useMessageActs()
  const now = useNow()
  const blocked = useBlocked()
  const { late, messages } = conversation
  if (late.length === 0) return null
  const wanted = new Set(late)
  const listed = messages.filter(({ key }) => wanted.has(key)).slice(0, SHOWN)
  const rest = late.length - listed.length
  return (
    <section className={styles['late']} aria-label={texts.late.title(late.length)}>
      <header>
        <History size={18} aria-hidden />
        <div aria-live="polite">
          <h2>{texts.late.title(late.length)}</h2>
          <p>{texts.late.hint}</p>
        </div>
        <Button onClick={() => group.seeLate()}>{texts.late.seenAll}</Button>
      </header>
      <ul>
        {listed.map((message) => (
          <li key={message.key}>
            <button
              type="button"
              onClick={() => {
                acts.jumpTo(message.key)
                group.seeLate(message.key)
              }}
            >
              <bdi className={styles['author']}>{message.author}</bdi>
              <span className={styles['text']}>
                {message.deleted ? (
                  <em>{texts.message.deleted}</em>
                ) : blocked.includes(message.person) ? (
                  <em>{texts.blocking.folded(message.author)}</em>
                ) : (
                  <RichText text={glimpse(message.text, GLIMPSE_CHARS)} links={false} />
                )}
              </span>
              <span className={styles['time']}>{when(message.sentAt, now)}</span>
            </button>
          </li>
        ))}
      </ul>
      {rest > 0 && <p className={styles['rest']}>{texts.late.more(rest)}</p>}
    </section>
  )
}

function when(at: number, now: number): string {
  const brief = briefTime(at, now)
  return brief === timeOfDay(at) ? brief : texts.time.dayAndTime(brief, timeOfDay(at))
}
