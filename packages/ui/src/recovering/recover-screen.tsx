/** For whoever has lost every device and kept a paper: twelve words, and they are back. */
import { useParley, type PhraseFault, type RecoverOutcome } from '@parley/react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { TextArea } from '../controls/text-area.tsx'
import { Busy } from '../linking/linking-view.tsx'
import { Centred } from '../shell/centred.tsx'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './recover-screen.module.css'

export function RecoverScreen() {
  const { go } = useNavigation()
  const { fault, isBusy, recover, clear } = useRecovery()
  const [words, setWords] = useState('')
  const says = texts.recovering
  return (
    <Centred title={says.title} hint={says.hint}>
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          recover(words)
        }}
      >
        <TextArea
          label={says.words}
          fault={fault}
          rows={3}
          value={words}
          dir="ltr"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          translate="no"
          autoFocus
          onChange={(event) => {
            setWords(event.target.value)
            clear()
          }}
        />
        {isBusy && <Busy says={says.working} />}
        <Button type="submit" look="main">
          {says.go}
        </Button>
        <Button onClick={() => go({ screen: 'groups' }, { replace: true })}>{says.back}</Button>
      </form>
    </Centred>
  )
}

function useRecovery() {
  const { own } = useParley()
  const { go } = useNavigation()
  const [fault, setFault] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const settle = (told: RecoverOutcome) => {
    setBusy(false)
    if (told.outcome === 'ok') return go({ screen: 'groups' }, { replace: true })
    const { deviceInUse } = texts.recovering
    setFault(told.outcome === 'device-in-use' ? deviceInUse : faultWords(told.fault))
  }
  return {
    fault,
    isBusy,
    clear: () => setFault(undefined),
    recover(words: string): void {
      if (words.trim() === '') return setFault(texts.recovering.empty)
      setBusy(true)
      own.recover(words).then(settle, () => {
        setBusy(false)
        setFault(texts.recovering.failed)
      })
    },
  }
}

function faultWords(fault: PhraseFault): string {
  const says = texts.recovering.faults
  switch (fault.broke) {
    case 'count':
      return says.count(fault.count)
    case 'word':
      return says.word(fault.at, fault.word)
    case 'checksum':
      return says.checksum
  }
}
