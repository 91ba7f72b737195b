/** Twelve words on screen, then three of them back from paper, then they are gone from this device. */
import { useParley, usePhrase, type PhraseState } from '@parley/react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { Modal, ModalButtons } from '../controls/modal.tsx'
import { TextField } from '../controls/text-field.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './phrase.module.css'

type Unconfirmed = Extract<PhraseState, { state: 'unconfirmed' }>

export function PhraseDialog({ onClose }: { onClose: () => void }) {
  const phrase = usePhrase()
  const [isAsking, setAsking] = useState(false)
  const says = texts.phrase
  const title =
    phrase.state === 'confirmed' ? says.doneTitle : isAsking ? says.askTitle : says.dialogTitle
  return (
    <Modal title={title} onClose={onClose}>
      {phrase.state === 'confirmed' ? (
        <Done onClose={onClose} />
      ) : isAsking ? (
        <AskedWords phrase={phrase} onBack={() => setAsking(false)} />
      ) : (
        <ShownWords phrase={phrase} onClose={onClose} onNext={() => setAsking(true)} />
      )}
    </Modal>
  )
}

interface ShownWordsProps {
  readonly phrase: Unconfirmed
  readonly onClose: () => void
  readonly onNext: () => void
}

function ShownWords({ phrase, onClose, onNext }: ShownWordsProps) {
  const says = texts.phrase
  return (
    <>
      <p className={styles['hint']}>{says.write}</p>
      <ol className={styles['words']} aria-label={says.words} dir="ltr" translate="no">
        {phrase.words.map((word, at) => (
          <li key={at}>{word}</li>
        ))}
      </ol>
      <ModalButtons>
        <Button onClick={onClose}>{says.later}</Button>
        <Button look="main" onClick={onNext}>
          {says.next}
        </Button>
      </ModalButtons>
    </>
  )
}

function AskedWords({ phrase, onBack }: { phrase: Unconfirmed; onBack: () => void }) {
  const parley = useParley()
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({})
  const [fault, setFault] = useState<string>()
  const says = texts.phrase
  const confirm = () =>
    parley.own.confirmPhrase(phrase.asked.map((at) => typed[at] ?? '').join(' ')).then(
      (isRight) => setFault(isRight ? undefined : says.wrong),
      () => setFault(says.failed),
    )
  return (
    <form
      className={styles['asked']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void confirm()
      }}
    >
      <p className={styles['hint']}>{says.ask}</p>
      {phrase.asked.map((at, turn) => (
        <TextField
          key={at}
          label={says.word(at)}
          value={typed[at] ?? ''}
          autoFocus={turn === 0}
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          onChange={(event) => {
            setTyped({ ...typed, [at]: event.target.value.trim() })
            setFault(undefined)
          }}
        />
      ))}
      <Fault says={fault} />
      <ModalButtons>
        <Button onClick={onBack}>{says.back}</Button>
        <Button type="submit" look="main">
          {says.confirm}
        </Button>
      </ModalButtons>
    </form>
  )
}

function Done({ onClose }: { onClose: () => void }) {
  return (
    <>
      <p className={styles['hint']} role="status">
        {texts.phrase.done}
      </p>
      <ModalButtons>
        <Button look="main" autoFocus onClick={onClose}>
          {texts.linking.finish}
        </Button>
      </ModalButtons>
    </>
  )
}
