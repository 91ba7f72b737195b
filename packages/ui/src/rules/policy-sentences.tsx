/** The rules for whoever may not change them: told, not shown as switches that do nothing. */
import type { Policy } from '@parley/react'
import { Section } from '../controls/section.tsx'
import { useWords } from '../texts/words.tsx'
import styles from './policy-sentences.module.css'
import { isAnnouncements, spanWords } from './policy-words.ts'

export function PolicySentences({ policy }: { policy: Policy }) {
  const texts = useWords()
  const says = texts.rules
  const onOff = (isOn: boolean) => (isOn ? says.on : says.off)
  const rules: readonly (readonly [string, string])[] = [
    ...(policy.asClass ? [[texts.lesson.quiet, onOff(policy.hushed)] as const] : []),
    [says.announcements, onOff(isAnnouncements(policy))],
    [says.guests, onOff(policy.guestsMayPost)],
    [says.slow, spanWords(policy.slowModeSeconds)],
    [says.locked, onOff(policy.locked)],
    ...(policy.site === undefined ? [] : [[texts.site.title, policy.site.name] as const]),
  ]
  return (
    <>
      <Section title={says.writingTitle} hint={says.readOnly}>
        <dl className={styles['rules']}>
          {rules.map(([rule, value]) => (
            <div key={rule}>
              <dt>{rule}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title={says.historyTitle}>
        <p>{policy.history === 'everything' ? says.everything : says.fromJoining}</p>
      </Section>
    </>
  )
}
