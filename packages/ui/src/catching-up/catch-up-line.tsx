/** Above the groups, for who comes back after a while: since when there is something unread, and the way to it. */
import { useLive, useParley } from '@parley/react'
import { History } from 'lucide-react'
import { useState } from 'react'
import { useCommands } from '../commands/use-commands.ts'
import { Button } from '../controls/button.tsx'
import { CatchUpDialog } from '../later/parts.ts'
import { texts } from '../texts/catalogue.ts'
import { dayAndTime } from '../time/dates.ts'
import { useNow } from '../time/use-now.ts'
import styles from './catch-up-line.module.css'

/** Younger than this, nobody needs to be told; the button beside the way to groups leads there all the same. */
const AWAY_MS = 3_600_000

export function CatchUpLine() {
  const parley = useParley()
  const { groups } = useLive(parley.catchUp)
  const now = useNow()
  const [isOpen, setOpen] = useState(false)
  useCommands({ catchUp: () => setOpen(true), allRead: () => parley.markAllRead() })
  const since = Math.min(...groups.map((group) => group.since))
  return (
    <>
      {now - since > AWAY_MS && groups.length > 0 && (
        <div className={styles['line']}>
          <History size={18} aria-hidden />
          <p>{texts.catchUp.line(dayAndTime(since, now))}</p>
          <Button onClick={() => setOpen(true)}>{texts.catchUp.open}</Button>
        </div>
      )}
      {isOpen && <CatchUpDialog onClose={() => setOpen(false)} />}
    </>
  )
}
