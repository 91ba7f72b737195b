/** The settings of a group: one's own, and the rules for everyone, which owners change. */
import { useGroupInfo, type Group } from '@parley/react'
import { LockKeyhole, LockKeyholeOpen } from 'lucide-react'
import { WhoComesIn } from '../classroom/who-comes-in.tsx'
import { Fault } from '../controls/fault.tsx'
import { Section } from '../controls/section.tsx'
import { SwitchRow } from '../controls/switch-row.tsx'
import { useAttempt } from '../controls/use-attempt.ts'
import { DeskSection } from '../desk/desk-section.tsx'
import { useWords } from '../texts/words.tsx'
import { AccentField } from '../profiles/accent-field.tsx'
import { GroupProfileSection } from '../profiles/group-profile.tsx'
import { SaveFileSection } from '../files/save-file-section.tsx'
import { SiteSection } from '../signing-in/site-section.tsx'
import { PolicyFields } from './policy-fields.tsx'
import { PolicySentences } from './policy-sentences.tsx'
import styles from './rules-panel.module.css'

export function RulesPanel({ group }: { group: Group }) {
  const texts = useWords()
  const info = useGroupInfo(group)
  const { fault, attempted } = useAttempt()
  const says = texts.rules
  const isIn = info.state === 'ready'
  return (
    <>
      <Fault says={fault} />
      <Section part="quiet" title={says.mineTitle}>
        <SwitchRow
          label={says.quietForMe}
          hint={says.quietForMeHint}
          isOn={info.quietForMe}
          onSwitch={(isOn) => attempted(() => group.setQuietForMe(isOn))}
        />
        <AccentField group={group.id} />
      </Section>
      {isIn && info.me.mayAdminister && <GroupProfileSection group={group} info={info} />}
      {isIn && info.me.mayAdminister && info.talk === undefined && <DeskSection group={group} />}
      {isIn && info.policy.asClass && info.me.mayInvite && (
        <WhoComesIn group={group} info={info} attempted={attempted} />
      )}
      {isIn && info.me.mayOwn ? (
        <PolicyFields
          policy={info.policy}
          onChange={(change) => attempted(() => group.setPolicy(change))}
        />
      ) : (
        <PolicySentences policy={info.policy} />
      )}
      {isIn && info.me.mayOwn && info.talk === undefined && (
        <SiteSection group={group} site={info.policy.site} />
      )}
      <SaveFileSection group={group} isEncrypted={info.encrypted} />
      <Section title={says.secrecyTitle}>
        <p className={styles['secrecy']} data-open={info.encrypted ? undefined : ''}>
          {info.encrypted ? (
            <LockKeyhole size={18} aria-hidden />
          ) : (
            <LockKeyholeOpen size={18} aria-hidden />
          )}
          <span>{info.encrypted ? says.encrypted : says.notEncrypted}</span>
        </p>
      </Section>
    </>
  )
}
