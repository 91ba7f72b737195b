/** Which kind of link: role, end, number of uses, approval. Folded away, because the usual one will do. */
import { useGroupInfo, type Group } from '@parley/react'
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { SelectField } from '../controls/select-field.tsx'
import { SwitchRow } from '../controls/switch-row.tsx'
import { texts } from '../texts/catalogue.ts'
import { useWords } from '../texts/words.tsx'
import { isUsual, rolesToGive, USES, type InviteKind } from './invite-kinds.ts'
import styles from './invite-panel.module.css'

interface InviteKindFieldsProps {
  readonly group: Group
  readonly kind: InviteKind
  readonly onChange: (kind: InviteKind) => void
}

const SPAN_ORDER = [
  'never',
  'hour',
  'day',
  'week',
  'month',
] as const satisfies readonly InviteKind['span'][]

export function InviteKindFields({ group, kind, onChange }: InviteKindFieldsProps) {
  const texts = useWords()
  const { me } = useGroupInfo(group)
  const says = texts.invite
  // What is not the usual shows at once: nobody hands out another kind of link unaware.
  const [wasSpecial] = useState(!isUsual(kind))
  return (
    <details className={styles['kind']} open={wasSpecial}>
      <summary>
        {says.options}
        <ChevronDown size={18} aria-hidden />
      </summary>
      <div className={styles['fields']}>
        <SelectField
          label={says.role}
          hint={texts.roleMeans[kind.role]}
          options={rolesToGive(me).map((role) => ({ value: role, label: texts.roles[role] }))}
          chosen={kind.role}
          onChoose={(role) => onChange({ ...kind, role })}
        />
        <SelectField
          label={says.expires}
          options={SPAN_ORDER.map((span) => ({ value: span, label: says.expiry[span] }))}
          chosen={kind.span}
          onChoose={(span) => onChange({ ...kind, span })}
        />
        <SelectField
          label={says.uses}
          options={USES.map((n) => ({ value: String(n), label: usesWords(n) }))}
          chosen={String(kind.usesCount)}
          onChoose={(chosen) => {
            const usesCount = USES.find((n) => String(n) === chosen)
            if (usesCount !== undefined) onChange({ ...kind, usesCount })
          }}
        />
        {kind.usesCount > 0 && <p className={styles['honest']}>{says.usesHonest}</p>}
        <SwitchRow
          label={says.approve}
          hint={says.approveHint}
          isOn={kind.needsApproval}
          onSwitch={async (needsApproval) => onChange({ ...kind, needsApproval })}
        />
      </div>
    </details>
  )
}

function usesWords(n: number): string {
  return n === 0 ? texts.invite.anyNumber : texts.invite.upTo(n)
}
