/** Above the groups, for who comes back after a while: since when there is something unread, and the way to it. */
import { useParley } from '@parley/react'
import { History } from 'lucide-react'
import { useState } from 'react'
import { useCommands } from '../commands/use-commands.ts'
import { Button } from '../controls/button.tsx'
import { CatchUpDialog } from '../later/parts.ts'
import { texts } from '../texts/catalogue.ts'
import { dayAndTime } from '../time/dates.ts'
import { useNow } from '../time/use-now.ts'
import styles from './catch-up-line.module.css'
import { useAwaySince } from './use-away-since.ts'

export function CatchUpLine() {
  const parley = useParley()
  const now = useNow()
  const since = useAwaySince()
  const [isOpen, setOpen] = useState(false)
  useCommands({ catchUp: () => setOpen(true), allRead: () => parley.markAllRead() })
  return (
    <>
      {since !== undefined && (
        <div className={styles['line']}>
          <History size={18} aria-hidden />
          <p>{texts.catchUp.line(dayAndTime(since, now))}</p>
          <Button onClick={() => setOpen(true)}>{texts.catchUp.title}</Button>
        </div>
      )}
      {isOpen && <CatchUpDialog onClose={() => setOpen(false)} />}
    </>
  )
}
