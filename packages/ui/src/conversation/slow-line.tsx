/** Slow mode at the composer: the rule, and while one must wait, how long still, and what happens then. */
import type { GroupInfo } from '@parley/react'
import { Timer } from 'lucide-react'
import { eachWords } from '../rules/policy-words.ts'
import { texts } from '../texts/catalogue.ts'
import { countdown } from '../time/dates.ts'
import { useCountdown } from '../time/use-countdown.ts'
import styles from './slow-line.module.css'

export function SlowLine({ info }: { info: GroupInfo }) {
  const { me, policy } = info
  const leftMs = useCountdown(me.bar === 'slow' ? me.until : undefined)
  const isBound = policy.slowModeSeconds > 0 && !me.mayModerate
  const says = texts.bars
  if (!isBound) return null
  function words(): string {
    if (leftMs <= 0) return says.slowRule(eachWords(policy.slowModeSeconds))
    const left = countdown(leftMs)
    return info.postWaits ? says.slowQueued(left) : says.slowWait(left)
  }
  return (
    <p className={styles['line']} id="composer-slow">
      <Timer size={14} aria-hidden />
      <span>{words()}</span>
    </p>
  )
}
