/** Asks for a key of a site; for the first one also what the site is called, and what it makes of guests. */
import {
  isSameSiteKey,
  parseSiteKey,
  type SigningSite,
  type SiteKey,
  type SiteKeyFault,
} from '@parley/react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { type Choice, Choices } from '../controls/choices.tsx'
import { Fault } from '../controls/fault.tsx'
import { Modal, ModalButtons } from '../controls/modal.tsx'
import { faultOfName } from '../controls/name-form.tsx'
import { TextArea } from '../controls/text-area.tsx'
import { TextField } from '../controls/text-field.tsx'
import { useAttempt } from '../controls/use-attempt.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './site-section.module.css'

interface SiteDialogProps {
  /** As it is until now. */
  readonly site: SigningSite | undefined
  readonly onSite: (site: SigningSite) => Promise<void>
  readonly onClose: () => void
}

export function SiteDialog(props: SiteDialogProps) {
  const { site, onClose } = props
  const says = texts.site
  const { name, key, role, fault, save } = useSiteForm(props)
  return (
    <Modal title={site === undefined ? says.begin : says.addKey} onClose={onClose}>
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        {site === undefined && <TextField label={says.name} hint={says.nameHint} {...name.field} />}
        <TextArea
          label={says.key}
          hint={says.keyHint}
          {...key.field}
          dir="ltr"
          spellCheck={false}
          autoCapitalize="off"
        />
        {site === undefined && (
          <Choices
            legend={says.role}
            choices={roleChoices()}
            chosen={role.chosen}
            onChoose={role.choose}
          />
        )}
        <Fault says={fault} />
        <ModalButtons>
          <Button onClick={onClose}>{texts.dialog.cancel}</Button>
          <Button type="submit" look="main">
            {says.save}
          </Button>
        </ModalButtons>
      </form>
    </Modal>
  )
}

/** Nothing is kept before all of it is right; each field says what is wrong with it. */
function useSiteForm({ site, onSite, onClose }: SiteDialogProps) {
  const says = texts.site
  const { fault, attempt } = useAttempt()
  const name = useField()
  const key = useField()
  const [chosen, choose] = useState<SigningSite['role']>('member')
  const save = () => {
    const wrongName = site === undefined ? faultOfName(name.text, says.nameEmpty) : undefined
    const read = newKeyIn(key.text, site?.keys ?? [])
    name.setFault(wrongName)
    key.setFault(read.ok ? undefined : says.keyFaults[read.broke])
    if (wrongName !== undefined || !read.ok) return
    const before = site ?? { name: name.text.trim(), role: chosen, keys: [] }
    attempt(() => onSite({ ...before, keys: [...before.keys, read.key] }), onClose)
  }
  return { name, key, role: { chosen, choose }, fault, save }
}

/** What is typed, and what is wrong with it until it is changed. */
function useField() {
  const [text, setText] = useState('')
  const [fault, setFault] = useState<string>()
  const onChange = ({ target }: { readonly target: { readonly value: string } }): void => {
    setText(target.value)
    setFault(undefined)
  }
  return { text, setFault, field: { value: text, fault, onChange } }
}

export function roleChoices(): readonly Choice<SigningSite['role']>[] {
  const { roles, roleHints } = texts.site
  return (['member', 'guest'] as const).map((value) => ({
    value,
    label: roles[value],
    hint: roleHints[value],
  }))
}

type NewKey =
  | { readonly ok: true; readonly key: SiteKey }
  | { readonly ok: false; readonly broke: SiteKeyFault | 'same' }

function newKeyIn(pasted: string, known: readonly SiteKey[]): NewKey {
  const read = parseSiteKey(pasted)
  if (!read.ok) return read
  return known.some((one) => isSameSiteKey(one, read.key)) ? { ok: false, broke: 'same' } : read
}
