/** How far the linking of two devices is, on either of them, and what to do next. */
import { useLive, type Linking, type LinkingState } from '@parley/react'
import { Check, TriangleAlert } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Button } from '../controls/button.tsx'
import { ModalButtons } from '../controls/modal.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './linking.module.css'

interface LinkingViewProps {
  readonly linking: Linking
  readonly isNew: boolean
  /** What stands there until the other device has come. */
  readonly waiting: (state: Extract<LinkingState, { step: 'waiting' }>) => ReactNode
  /** The way on from there, once it is done. */
  readonly done: ReactNode
  readonly onAgain: () => void
}

export function LinkingView({ linking, isNew, waiting, done, onAgain }: LinkingViewProps) {
  const state = useLive(linking.state)
  const says = texts.linking
  switch (state.step) {
    case 'waiting':
      return waiting(state)
    case 'compare':
      return <Compare linking={linking} digits={state.digits} />
    case 'sending':
      return <Busy says={isNew ? says.receiving : says.sending} />
    case 'done':
      return (
        <>
          <p className={styles['end']} role="status">
            <Check size={20} aria-hidden />
            <span>
              <strong>{says.doneTitle}.</strong> {isNew ? says.doneNew : says.done}
            </span>
          </p>
          {done}
        </>
      )
    case 'failed':
      return (
        <>
          <p className={styles['end']} data-failed role="alert">
            <TriangleAlert size={20} aria-hidden />
            <span>
              <strong>{says.failedTitle}.</strong> {says.failed[state.why]}
            </span>
          </p>
          <ModalButtons>
            <Button look="main" autoFocus onClick={onAgain}>
              {says.again}
            </Button>
          </ModalButtons>
        </>
      )
  }
}

/** Three and three, as people read numbers to each other. */
function Compare({ linking, digits }: { linking: Linking; digits: string }) {
  const [isConfirmed, setConfirmed] = useState(false)
  const says = texts.linking
  const half = digits.length / 2
  const digitsRef = useRef<HTMLParagraphElement>(null)
  // They are read first: Enter, pressed once too often, must not say that they are the same.
  useEffect(() => digitsRef.current?.focus(), [])
  const confirm = () => {
    setConfirmed(true)
    linking.confirm()
  }
  return (
    <>
      <p className={styles['hint']}>{isConfirmed ? says.confirmed : says.compareHint}</p>
      <p
        ref={digitsRef}
        className={styles['digits']}
        tabIndex={-1}
        dir="ltr"
        role="img"
        aria-label={`${says.digits}: ${[...digits].join(' ')}`}
      >
        <span>{digits.slice(0, half)}</span>
        <span>{digits.slice(half)}</span>
      </p>
      <ModalButtons>
        <Button onClick={() => linking.cancel()}>{says.different}</Button>
        {!isConfirmed && (
          <Button look="main" onClick={confirm}>
            {says.same}
          </Button>
        )}
      </ModalButtons>
    </>
  )
}

export function Busy({ says }: { says: string }) {
  return (
    <p className={styles['busy']} role="status">
      <span className={styles['pulse']} aria-hidden />
      {says}
    </p>
  )
}
