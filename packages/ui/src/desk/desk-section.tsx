/** In a group's settings: lines for a page, by which its visitors write to this group's members. */
import { useGroupInfo, type Group } from '@parley/react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { Section } from '../controls/section.tsx'
import { useAttempt } from '../controls/use-attempt.ts'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { LinesToCopy } from './lines-to-copy.tsx'
import styles from './desk-section.module.css'

export function DeskSection({ group }: { group: Group }) {
  const { desks } = useGroupInfo(group)
  const { hrefOf } = useNavigation()
  const { fault, attempt } = useAttempt()
  const [isWithdrawn, setWithdrawn] = useState(false)
  const says = texts.desk
  const withdraw = async () => {
    for (const { id, mayWithdraw } of desks) if (mayWithdraw) await group.withdrawInvite(id)
    setWithdrawn(true)
  }
  return (
    <Section title={says.sectionTitle} hint={says.sectionHint}>
      <div className={styles['desk']}>
        <Fault says={fault} />
        <LinesToCopy group={group} look="plain" />
        {desks.length > 0 && (
          <div className={styles['buttons']}>
            <a className={styles['inbox']} href={hrefOf({ screen: 'support', team: group.id })}>
              {says.title}
            </a>
            {desks.some(({ mayWithdraw }) => mayWithdraw) && (
              <Button onClick={() => attempt(withdraw)}>{says.withdraw}</Button>
            )}
          </div>
        )}
        <p role="status" className={styles['said']}>
          {isWithdrawn && desks.length === 0 && says.withdrawn}
        </p>
      </div>
    </Section>
  )
}
