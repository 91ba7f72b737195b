/**
 * Draws a part of the later script. Once that is here, a part is drawn at once like any component, so
 * focus goes where it would have gone; until then it is nothing, and what was on the screen stays.
 */
import { createElement, use, useEffect, useSyncExternalStore, type ComponentType } from 'react'
import { Button } from '../controls/button.tsx'
import { Modal, ModalButtons } from '../controls/modal.tsx'
import { texts } from '../texts/catalogue.ts'
import { LaterContext, type Later } from './later-script.ts'
import styles from './later-part.module.css'
import type { PartProps } from './part-props.ts'

/**
 * `isDialog`: that it cannot be fetched is said in a dialog too, which gives focus back. `isPassed`: it is
 * a small sign that there are many of, and left out then.
 */
export function laterPart<Name extends keyof PartProps>(
  name: Name,
  { isDialog = false, isPassed = false }: { isDialog?: boolean; isPassed?: boolean } = {},
): ComponentType<PartProps[Name]> {
  return function LaterPart(props: PartProps[Name]) {
    const later = useLater()
    if (later.state === 'here') return createElement(later.contents[name], props)
    const isMissing = later.state === 'failed' || later.state === 'retrying'
    if (!isMissing || isPassed) return null
    const onClose = 'onClose' in props ? props.onClose : undefined
    return isDialog && onClose !== undefined ? <MissingDialog onClose={onClose} /> : <Missing />
  }
}

/** Asks for the script, and hears when it comes. */
function useLater(): Later {
  const script = use(LaterContext)
  const later = useSyncExternalStore(script.subscribe, script.get, script.get)
  const isAway = later.state === 'away'
  useEffect(() => {
    if (isAway) script.fetch()
  }, [script, isAway])
  return later
}

function Missing() {
  const script = use(LaterContext)
  const says = texts.later
  return (
    <div className={styles['missing']} data-pane="side">
      <p role="alert">{says.failed}</p>
      <Button onClick={() => script.fetch()}>{says.again}</Button>
    </div>
  )
}

function MissingDialog({ onClose }: { onClose: () => void }) {
  const script = use(LaterContext)
  const says = texts.later
  return (
    <Modal title={says.title} isRead onClose={onClose}>
      <p role="alert">{says.failed}</p>
      <ModalButtons>
        <Button onClick={onClose}>{texts.dialog.cancel}</Button>
        <Button look="main" onClick={() => script.fetch()}>
          {says.again}
        </Button>
      </ModalButtons>
    </Modal>
  )
}
