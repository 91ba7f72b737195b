/** Membership and moderation, newest first, for every member to read. */
import { useLive, type Group } from '@parley/react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { useWords } from '../texts/words.tsx'
import { dayName, fullTime, timeOfDay } from '../time/dates.ts'
import { useNow } from '../time/use-now.ts'
import { happenings, type Happening } from './log-sentences.ts'
import styles from './log-panel.module.css'

const PAGE = 100

export function LogPanel({ group }: { group: Group }) {
  const texts = useWords()
  const log = useLive(group.log)
  const now = useNow()
  const [shown, setShown] = useState(PAGE)
  const says = texts.log
  const all = happenings(log, now, texts)
  if (all.length === 0) return <p className={styles['empty']}>{says.empty}</p>
  const rest = all.length - shown
  return (
    <>
      {all.some(({ entry }) => !entry.took) && (
        <p className={styles['note']}>{says.didNotCountWhy}</p>
      )}
      {byDay(all.slice(0, shown), now).map(([day, ofDay]) => (
        <section key={day} className={styles['day']} aria-label={day}>
          <h3>{day}</h3>
          <ol>
            {ofDay.map(({ entry, sentence }) => (
              <li key={`${entry.id} ${entry.type}`} data-void={entry.took ? undefined : ''}>
                <time title={fullTime(entry.at)}>{timeOfDay(entry.at)}</time>
                <p>
                  {sentence}
                  {!entry.took && <span className={styles['mark']}>{says.didNotCount}</span>}
                </p>
              </li>
            ))}
          </ol>
        </section>
      ))}
      {all.some(({ entry }) => entry.type === 'pin' || entry.type === 'unpin') && (
        <p className={styles['note']}>{says.pinsHere}</p>
      )}
      {rest > 0 && (
        <Button onClick={() => setShown((count) => count + PAGE)}>
          {says.more(Math.min(rest, PAGE))}
        </Button>
      )}
    </>
  )
}

/** In the order given: clocks may be wrong, what came after what is not. */
function byDay(all: readonly Happening[], now: number): [string, Happening[]][] {
  const days = new Map<string, Happening[]>()
  for (const one of all) {
    const day = dayName(one.entry.at, now)
    const ofDay = days.get(day)
    if (ofDay === undefined) days.set(day, [one])
    else ofDay.push(one)
  }
  return [...days]
}
