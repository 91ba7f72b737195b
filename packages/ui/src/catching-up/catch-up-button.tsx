/** The way to what was missed, however short one was away: always in the same place, and quiet, unless the line below says it. */
import { useLive, useParley } from '@parley/react'
import { History } from 'lucide-react'
import { useAskCommand } from '../commands/ask-command.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './catch-up-button.module.css'
import { useAwaySince } from './use-away-since.ts'

export function CatchUpButton() {
  const ask = useAskCommand()
  const isAny = useLive(useParley().catchUp).groups.length > 0
  if (useAwaySince() !== undefined) return null
  return (
    <button
      type="button"
      className={styles['button']}
      aria-label={texts.catchUp.title}
      aria-haspopup="dialog"
      title={texts.catchUp.title}
      data-any={isAny ? '' : undefined}
      onClick={() => ask('catchUp')}
    >
      <History size={20} aria-hidden />
    </button>
  )
}
