/** Why the message of a link, or a day, is not on screen, in words, until it is put away. */
import type { GroupId } from '@parley/react'
import { CalendarX, Link2Off, X } from 'lucide-react'
import { IconButton } from '../controls/button.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './reveal-line.module.css'
import { useRevealing, type RevealState } from './revealing.ts'

export function RevealLine({ group }: { group: GroupId }) {
  const { state, dismiss } = useRevealing()
  const says = texts.messageLinks
  const words = {
    looking: says.looking,
    'not-held': says.notHeld,
    none: says.none,
    'no-day': texts.days.none,
    'day-not-held': texts.days.notHeld,
  }
  const isHere = state?.group === group
  return (
    <div role="status">
      {isHere && (
        <p className={styles['line']}>
          <Sign state={state.state} />
          <span>{words[state.state]}</span>
          {state.state !== 'looking' && (
            <IconButton name={says.dismiss} onClick={dismiss}>
              <X size={18} aria-hidden />
            </IconButton>
          )}
        </p>
      )}
    </div>
  )
}

function Sign({ state }: Pick<RevealState, 'state'>) {
  if (state === 'looking') return null
  const Icon = state === 'no-day' || state === 'day-not-held' ? CalendarX : Link2Off
  return <Icon size={18} aria-hidden />
}
