/** The newest pin, under the name of its group: the way to it, and to all of them. */
import { useBlocked, usePins, type Group } from '@parley/react'
import { Pin } from 'lucide-react'
import { useRevealing } from '../shell/revealing.ts'
import { useSide } from '../shell/use-side.ts'
import { texts } from '../texts/catalogue.ts'
import { RichText } from '../writing/rich-text.tsx'
import { glimpse } from '../writing/glimpse.ts'
import styles from './pinned-line.module.css'

const GLIMPSE_CHARS = 160

export function PinnedLine({ group }: { group: Group }) {
  const pins = usePins(group)
  const blocked = useBlocked()
  const side = useSide(group.id)
  const { show } = useRevealing()
  const newest = pins.find(({ person }) => !blocked.includes(person))
  const says = texts.pins
  if (newest === undefined) return null
  const { key, author, text, inThread } = newest
  const words = glimpse(text, GLIMPSE_CHARS)
  return (
    <section className={styles['line']} aria-label={says.pinned}>
      <button
        type="button"
        className={styles['newest']}
        aria-label={says.newest(author, words)}
        onClick={() => show({ group: group.id, key, thread: inThread })}
      >
        <Pin size={15} aria-hidden />
        <bdi className={styles['author']}>{author}</bdi>
        <span className={styles['text']}>
          <RichText text={words} links={false} />
        </span>
      </button>
      <button
        type="button"
        className={styles['all']}
        aria-expanded={side.open === 'pins'}
        aria-label={says.all(pins.length)}
        title={says.all(pins.length)}
        onClick={() => side.toggle('pins')}
      >
        {pins.length}
      </button>
    </section>
  )
}
