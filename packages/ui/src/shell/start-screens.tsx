/** Before there is an open Parley: a moment's patience, or why it cannot open here. */
import { useEffect, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { ModalHost } from '../controls/modal.tsx'
import { useLanguage } from '../language/use-language.ts'
import { EraseButton } from '../own/erase-button.tsx'
import { type Erase, EraseContext } from '../own/erasing.ts'
import { texts } from '../texts/catalogue.ts'
import { Centred } from './centred.tsx'
import styles from './parley-app.module.css'

export type StartFault = keyof typeof texts.start.faults

/** Opening usually takes a blink; a screen that shows for a blink only disturbs. */
const PATIENCE_MS = 400

export function Opening() {
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  return isSlow ? <Centred title={texts.app} hint={texts.start.opening} isPassing /> : null
}

interface CannotOpenProps {
  readonly fault: StartFault
  /** For whoever gets the report; it is shown small, below the plain words. */
  readonly detail: string
  readonly onAgain: () => void
  readonly onErase: Erase
  /** For this window alone, with nothing kept; where that would help. */
  readonly onUnkept: () => void
}

/** Another window of this very person may be open: two that do not know of each other would get in each other's way. */
const NOT_BESIDE: readonly StartFault[] = ['blocked', 'identity']

/** Only what is damaged for good is offered to be deleted. */
export function CannotOpen({ fault, detail, onAgain, onErase, onUnkept }: CannotOpenProps) {
  useLanguage()
  return (
    <EraseContext value={onErase}>
      <ModalHost>
        <div className={styles['app']}>
          <Centred title={texts.start.failed} hint={texts.start.faults[fault]}>
            <Button look={fault === 'identity' ? 'plain' : 'main'} onClick={onAgain}>
              {texts.start.again}
            </Button>
            {!NOT_BESIDE.includes(fault) && <Button onClick={onUnkept}>{texts.unkept.goOn}</Button>}
            {fault === 'identity' && <EraseButton because="damaged" />}
            <small dir="auto">{detail}</small>
          </Centred>
        </div>
      </ModalHost>
    </EraseContext>
  )
}
