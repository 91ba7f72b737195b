/** Slow mode at the composer: the rule, and while one must wait, how long still, and what happens then. */
import type { GroupInfo, Standing } from '@parley/react'
import { Timer } from 'lucide-react'
import { eachWords } from '../rules/policy-words.ts'
import { texts } from '../texts/catalogue.ts'
import { countdown } from '../time/dates.ts'
import { useCountdown } from '../time/use-countdown.ts'
import styles from './slow-line.module.css'

interface SlowLineProps {
  readonly id: string
  readonly info: GroupInfo
  readonly standing: Standing
}

export function SlowLine({ id, info, standing }: SlowLineProps) {
  const { policy } = info
  const leftMs = useCountdown(standing.bar === 'slow' ? standing.until : undefined)
  const isBound = policy.slowModeSeconds > 0 && !standing.mayModerate
  const says = texts.bars
  if (!isBound) return null
  function words(): string {
    if (leftMs <= 0) return says.slowRule(eachWords(policy.slowModeSeconds))
    const left = countdown(leftMs)
    return info.postWaits ? says.slowQueued(left) : says.slowWait(left)
  }
  return (
    <p className={styles['line']} id={id}>
      <Timer size={14} aria-hidden />
      <span>{words()}</span>
    </p>
  )
}
