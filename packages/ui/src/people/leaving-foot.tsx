/** Below the people: the way out of the group. Who founded it has none, and is told what they can do instead. */
import { BellOff, LogOut } from 'lucide-react'
import { use } from 'react'
import { Button } from '../controls/button.tsx'
import { WantedPartContext } from '../shell/wanted-part.ts'
import { useWords } from '../texts/words.tsx'
import styles from './leaving-foot.module.css'

interface LeavingFootProps {
  readonly isFounder: boolean
  readonly onLeave: () => void
}

export function LeavingFoot({ isFounder, onLeave }: LeavingFootProps) {
  const texts = useWords()
  const { want } = use(WantedPartContext)
  const says = texts.leaving
  return (
    <div className={styles['foot']}>
      {isFounder ? (
        <>
          <p>{says.founder}</p>
          <Button icon={<BellOff size={18} aria-hidden />} onClick={() => want('quiet')}>
            {texts.commands.quiet}
          </Button>
        </>
      ) : (
        <Button icon={<LogOut size={18} aria-hidden />} onClick={onLeave}>
          {says.open}
        </Button>
      )}
    </div>
  )
}
