/** Why the message of a link is not on screen, in words, until it is put away. */
import type { GroupId } from '@parley/react'
import { Link2Off, X } from 'lucide-react'
import { IconButton } from '../controls/button.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './reveal-line.module.css'
import { useRevealing } from './revealing.ts'

export function RevealLine({ group }: { group: GroupId }) {
  const { state, dismiss } = useRevealing()
  const says = texts.messageLinks
  const words = { looking: says.looking, 'not-held': says.notHeld, none: says.none }
  const isHere = state?.group === group
  return (
    <div role="status">
      {isHere && (
        <p className={styles['line']}>
          {state.state !== 'looking' && <Link2Off size={18} aria-hidden />}
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
