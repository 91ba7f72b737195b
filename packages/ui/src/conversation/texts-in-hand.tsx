/** The end of the log: what was sent and is not kept yet, where it will stand. */
import type { Group, MessageKey, ShownMessage } from '@parley/react'
import { type RefObject, useEffect, useLayoutEffect, useState } from 'react'
import type { VirtualizerHandle } from 'virtua'
import { Hidden } from '../controls/hidden.tsx'
import { texts } from '../texts/catalogue.ts'
import { fullTime } from '../time/dates.ts'
import { WordsBelow } from './delivery.tsx'
import { useInHand } from './in-hand.ts'
import { Bubble } from './message-item.tsx'
import itemStyles from './message-item.module.css'
import { type MessageRow, messageRows } from './message-rows.ts'
import { useLanding } from './use-landing.ts'
import styles from './texts-in-hand.module.css'

/** A disk that takes longer is told of. */
const SOON_MS = 1_000
/** Among so many of the newest is the message, once it is there, whatever has come below it meanwhile. */
const NEWEST = 500
/**
 * Of a disk that lags far behind only so many are drawn, and the rest is counted: each of them is laid out
 * anew with every text that comes or goes, which would hold up the keeping itself.
 */
const MOST_DRAWN = 20

interface TextsInHandProps {
  readonly group: Group
  readonly thread: MessageKey | undefined
  /** What the list shows. */
  readonly messages: readonly ShownMessage[]
  readonly log: RefObject<HTMLElement | null>
  readonly list: RefObject<VirtualizerHandle | null>
  readonly ref: RefObject<HTMLDivElement | null>
  /** Its place in the log is another one, or free. */
  readonly onResize: () => void
}

export function TextsInHand(props: TextsInHandProps) {
  const { group, thread, messages, log, list, ref, onResize } = props
  const inHand = useInHand(group, thread)
  const { rows, hiddenCount, landing } = rowsBelow(messages, inHand)
  const newest = rows.at(-1)?.message.key
  const firstAt = messages.length - landing.length
  useLanding({ group, thread, keys: landing, firstAt, below: ref, log, list, onResize })
  useLayoutEffect(() => {
    // Whoever sends something wants to see it.
    if (newest !== undefined) log.current?.scrollTo({ top: log.current.scrollHeight })
  }, [newest, log])
  return (
    <div
      ref={ref}
      className={styles['below']}
      data-follows={messages.length > 0 ? '' : undefined}
      data-landing={landing.length > 0 ? '' : undefined}
    >
      {hiddenCount > 0 && (
        <p className={styles['more']}>{texts.message.moreBeingKept(hiddenCount)}</p>
      )}
      {rows.map((row) => (
        <TextInHand key={row.message.key} {...row} isLanding={landing.includes(row.message.key)} />
      ))}
    </div>
  )
}

/** While it lands its message is there too: nobody is told of it twice. */
function TextInHand({ isLanding, ...row }: MessageRow & { isLanding: boolean }) {
  const { message, startsRun, isLast } = row
  return (
    <div
      className={itemStyles['item']}
      aria-hidden={isLanding || undefined}
      data-starts={startsRun ? '' : undefined}
      data-last={isLast ? '' : undefined}
    >
      <article
        className={itemStyles['message']}
        aria-label={texts.message.by(texts.message.you, fullTime(message.sentAt))}
        aria-busy
        data-mine=""
      >
        <div className={itemStyles['body']}>
          <div className={itemStyles['line']}>
            <Bubble {...row} isActive={false} isOpen={false} tick={<BeingKept />} />
          </div>
        </div>
        {isLast && <KeptLate />}
      </article>
    </div>
  )
}

/** No tick before it is kept: nothing for the eye, as that is a moment. */
function BeingKept() {
  return (
    <span className={styles['untold']}>
      <Hidden>{texts.message.beingKept}</Hidden>
    </span>
  )
}

/** Words below the last one, once it is more than a moment. */
function KeptLate() {
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), SOON_MS)
    return () => clearTimeout(timer)
  }, [])
  return isLong && <WordsBelow>{texts.message.beingKept}</WordsBelow>
}

interface Below {
  readonly rows: readonly MessageRow[]
  /** Of the oldest, how many are not drawn. */
  readonly hiddenCount: number
  /** Those of the rows whose messages are the last of the list now, but perhaps not drawn yet. */
  readonly landing: readonly MessageKey[]
}

/** Laid out as they will be once they are messages, by the one above them. */
function rowsBelow(messages: readonly ShownMessage[], inHand: readonly ShownMessage[]): Below {
  if (inHand.length === 0) return { rows: [], hiddenCount: 0, landing: [] }
  const sent = new Set(inHand.map(({ key }) => key))
  const newest = messages.slice(-NEWEST).map(({ key }) => key)
  const lastOther = newest.findLastIndex((key) => !sent.has(key))
  const last = new Set(newest.slice(lastOther + 1))
  // One with something else below it in the list has its place there.
  const landed = new Set(newest.slice(0, lastOther + 1))
  const left = inHand.filter(({ key }) => !landed.has(key))
  const drawn = left.slice(-MOST_DRAWN)
  const landing = drawn.map(({ key }) => key).filter((key) => last.has(key))
  const hiddenCount = left.slice(0, -MOST_DRAWN).filter(({ key }) => !last.has(key)).length
  // Below a line of its own the first has its name and time again.
  const aboveAt = messages.length - landing.length
  const above = hiddenCount > 0 ? [] : messages.slice(Math.max(0, aboveAt - 1), aboveAt)
  const rows = messageRows([...above, ...drawn], undefined).slice(above.length)
  return { rows, hiddenCount, landing }
}
