/** Stands above the first message there ever was; while there is none, in the middle of the screen. */
import { MessagesSquare } from 'lucide-react'
import { useIsTalk, useWords } from '../texts/words.tsx'
import styles from './beginning.module.css'

interface BeginningProps {
  /** There is no message yet. */
  readonly isAlone?: boolean
  /** What one can do about its being empty. */
  readonly hint?: string | undefined
}

export function Beginning({ isAlone = false, hint }: BeginningProps) {
  const { beginning, talkBeginning } = useWords().conversation
  return (
    <div className={styles['beginning']} data-alone={isAlone ? '' : undefined}>
      {isAlone && (
        <span className={styles['sign']}>
          <MessagesSquare size={26} aria-hidden />
        </span>
      )}
      <p>{useIsTalk() ? talkBeginning : beginning}</p>
      {hint !== undefined && <p>{hint}</p>}
    </div>
  )
}
