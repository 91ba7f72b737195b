/** The rules, to be changed: each counts as soon as it is chosen, offline too. */
import type { Policy } from '@parley/react'
import { Choices } from '../controls/choices.tsx'
import { Section } from '../controls/section.tsx'
import { SelectField } from '../controls/select-field.tsx'
import { SwitchRow } from '../controls/switch-row.tsx'
import { useAsked } from '../controls/use-asked.ts'
import { useWords } from '../texts/words.tsx'
import { isAnnouncements, SLOW_SECONDS, spanWords } from './policy-words.ts'

interface PolicyFieldsProps {
  readonly policy: Policy
  readonly onChange: (change: Partial<Policy>) => Promise<void>
}

export function PolicyFields({ policy, onChange }: PolicyFieldsProps) {
  const texts = useWords()
  const says = texts.rules
  const history = useAsked(policy.history)
  return (
    <>
      <Section title={says.writingTitle}>
        {policy.asClass && (
          <SwitchRow
            label={texts.lesson.quiet}
            hint={texts.lesson.quietHint}
            isOn={policy.hushed}
            onSwitch={(hushed) => onChange({ hushed })}
          />
        )}
        <SwitchRow
          label={says.announcements}
          hint={says.announcementsHint}
          isOn={isAnnouncements(policy)}
          onSwitch={(isOn) => onChange({ postingRole: isOn ? 'moderator' : 'member' })}
        />
        <SwitchRow
          label={says.guests}
          hint={says.guestsHint}
          isOn={policy.guestsMayPost}
          onSwitch={(guestsMayPost) => onChange({ guestsMayPost })}
        />
        <SlowField policy={policy} onChange={onChange} />
        <SwitchRow
          label={says.lock}
          hint={says.lockHint}
          isOn={policy.locked}
          onSwitch={(locked) => onChange({ locked })}
        />
      </Section>
      <Section title={says.historyTitle}>
        <Choices
          legend={says.historyTitle}
          hidesLegend
          isPlain
          choices={[
            { value: 'everything', label: says.everything },
            { value: 'from-joining', label: says.fromJoining },
          ]}
          chosen={history.shown}
          onChoose={(next) => history.ask(next, (asked) => onChange({ history: asked }))}
        />
      </Section>
    </>
  )
}

function SlowField({ policy, onChange }: PolicyFieldsProps) {
  const texts = useWords()
  const { shown: chosen, ask } = useAsked(policy.slowModeSeconds)
  const all = [...new Set<number>([...SLOW_SECONDS, chosen])].toSorted((a, b) => a - b)
  return (
    <SelectField
      label={texts.rules.slow}
      hint={texts.rules.slowHint}
      options={all.map((seconds) => ({ value: String(seconds), label: spanWords(seconds) }))}
      chosen={String(chosen)}
      onChoose={(seconds) =>
        ask(Number(seconds), (slowModeSeconds) => onChange({ slowModeSeconds }))
      }
    />
  )
}
