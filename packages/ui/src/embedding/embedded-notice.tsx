/** In the place of a conversation, why there is none. */
import { Button } from '../controls/button.tsx'
import { useLanguage } from '../language/use-language.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './visitor-card.module.css'

export type EmbeddedFault =
  /** The page names no group, or no link to one. */
  | 'no-group'
  /** Its link cannot be followed. */
  | 'broken-link'
  /** This browser keeps nothing here, or what it keeps does not open. */
  | 'no-storage'
  /** Nobody takes new talks here any more. */
  | 'desk-closed'

interface EmbeddedNoticeProps {
  readonly fault: EmbeddedFault
  /** Where trying again may help. */
  readonly onAgain?: (() => void) | undefined
}

export function EmbeddedNotice({ fault, onAgain }: EmbeddedNoticeProps) {
  useLanguage()
  return (
    <div className={styles['page']}>
      <div className={styles['card']}>
        <p role="alert">{texts.embedded.faults[fault]}</p>
        {onAgain !== undefined && <Button onClick={onAgain}>{texts.start.again}</Button>}
      </div>
    </div>
  )
}
