/** In the composer's place when the rules keep somebody from writing: why, until when, what they can do. */
import type { Group, Standing } from '@parley/react'
import {
  Eye,
  LockKeyhole,
  Megaphone,
  MessageSquareOff,
  VolumeX,
  type LucideIcon,
} from 'lucide-react'
import { useWords } from '../texts/words.tsx'
import { useNow } from '../time/use-now.ts'
import { barWords } from './bar-words.ts'
import styles from './barred.module.css'
import { KeptDraft } from './kept-draft.tsx'

const SIGNS: Readonly<Record<NonNullable<Standing['bar']>, LucideIcon>> = {
  muted: MessageSquareOff,
  announcements: Megaphone,
  hushed: VolumeX,
  locked: LockKeyhole,
  'locked-out': LockKeyhole,
  guest: Eye,
  slow: Eye,
}

export function Barred({ group, standing }: { group: Group; standing: Standing }) {
  const texts = useWords()
  const now = useNow()
  const { title, hint } = barWords(standing, now, texts.bars)
  const Sign = SIGNS[standing.bar ?? 'guest']
  return (
    <div className={styles['barred']} role="status">
      <Sign size={20} aria-hidden />
      <div>
        <p className={styles['title']}>{title}</p>
        <p className={styles['hint']}>{hint}</p>
        {standing.bar === 'announcements' && standing.inThreads.mayPost && (
          <p className={styles['hint']}>{texts.threads.stillMay}</p>
        )}
        <KeptDraft group={group} says={texts.bars.draft} />
      </div>
    </div>
  )
}
