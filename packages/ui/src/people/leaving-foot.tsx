/**
 * Below the people: the way out of the group. Who founded it has none while others are in it, and is told what
 * they can do instead; alone they can be rid of it.
 */
import type { Group, GroupInfo } from '@parley/react'
import { BellOff, LogOut } from 'lucide-react'
import { use } from 'react'
import { Forgetting } from '../conversation/forgetting.tsx'
import { Button } from '../controls/button.tsx'
import { WantedPartContext } from '../shell/wanted-part.ts'
import { useWords } from '../texts/words.tsx'
import styles from './leaving-foot.module.css'

interface LeavingFootProps {
  readonly group: Group
  readonly info: GroupInfo
  readonly onLeave: () => void
}

export function LeavingFoot({ group, info, onLeave }: LeavingFootProps) {
  const texts = useWords()
  const isFounder = info.me.role === 'founder'
  return (
    <div className={styles['foot']}>
      {isFounder && info.people.length === 1 && <Forgetting group={group} />}
      {isFounder && info.people.length > 1 && <Staying />}
      {!isFounder && (
        <Button icon={<LogOut size={18} aria-hidden />} onClick={onLeave}>
          {texts.leaving.open}
        </Button>
      )}
    </div>
  )
}

function Staying() {
  const texts = useWords()
  const { want } = use(WantedPartContext)
  return (
    <>
      <p>{texts.leaving.founder}</p>
      <Button icon={<BellOff size={18} aria-hidden />} onClick={() => want('quiet')}>
        {texts.commands.quiet}
      </Button>
    </>
  )
}
