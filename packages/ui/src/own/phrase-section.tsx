/** The recovery phrase: offered, never forced; once it is on paper it is no longer here. */
import { usePhrase } from '@parley/react'
import { KeyRound, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Section } from '../controls/section.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './phrase.module.css'
import { PhraseDialog } from './phrase-dialog.tsx'

export function PhraseSection() {
  const phrase = usePhrase()
  const [isOpen, setOpen] = useState(false)
  const says = texts.phrase
  const isConfirmed = phrase.state === 'confirmed'
  return (
    <Section part="phrase" level={2} title={says.title} hint={isConfirmed ? undefined : says.hint}>
      {isConfirmed ? (
        <p className={styles['done']}>
          <ShieldCheck size={18} aria-hidden />
          <span>
            {says.confirmed} {says.confirmedHint}
          </span>
        </p>
      ) : (
        <div className={styles['foot']}>
          <Button icon={<KeyRound size={18} aria-hidden />} onClick={() => setOpen(true)}>
            {says.show}
          </Button>
        </div>
      )}
      {isOpen && <PhraseDialog onClose={() => setOpen(false)} />}
    </Section>
  )
}
