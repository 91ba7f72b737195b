/** What a page on plain http in a network lacks, said once and calmly: everything else works there too. */
import { X } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { IconButton } from '../controls/button.tsx'
import { keptHere } from '../shell/kept-here.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './plain-http-line.module.css'

const dismissed = keptHere('parley/plain-http-known')

export function PlainHttpLine() {
  const isKnown = useSyncExternalStore(dismissed.subscribe, dismissed.get) !== undefined
  if (window.isSecureContext || isKnown) return null
  return (
    <div className={styles['line']} role="note">
      <p>{texts.plainHttp.say}</p>
      <IconButton name={texts.notices.dismiss} onClick={() => dismissed.set('yes')}>
        <X size={18} aria-hidden />
      </IconButton>
    </div>
  )
}
