/** Joins by a link that was sent as text, or by a class's code. Says in words what is wrong with it and keeps it. */
import {
  endOfUnfollowed,
  isClassCode,
  linkBehind,
  useParley,
  type InvitationFault,
} from '@parley/react'
import { FolderOpen } from 'lucide-react'
import { use, useState } from 'react'
import { useClassHere } from '../classroom/use-class-here.ts'
import { Button } from '../controls/button.tsx'
import { Modal, ModalButtons } from '../controls/modal.tsx'
import { TextField } from '../controls/text-field.tsx'
import { HostContext } from '../shell/host.ts'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './join-dialog.module.css'

interface JoinDialogProps {
  readonly onClose: () => void
  /** Another way in, where it is offered. */
  readonly onFile?: (() => void) | undefined
}

export function JoinDialog({ onClose, onFile }: JoinDialogProps) {
  const parley = useParley()
  const { go } = useNavigation()
  const [link, setLink] = useState('')
  const [fault, setFault] = useState<string>()
  const classroom = use(HostContext)?.classroom
  const isClass = useClassHere() !== undefined

  async function join(): Promise<void> {
    if (classroom === undefined || !isClassCode(link)) return joinBy(link)
    const found = await linkBehind(link, classroom.look).catch(() => 'later' as const)
    if (found === 'later') return setFault(texts.classroom.codeLater)
    if (found === undefined) return setFault(texts.classroom.noSuchCode)
    await joinBy(found)
  }

  async function joinBy(whole: string): Promise<void> {
    const end = await endOfUnfollowed(parley, whole)
    if (end !== undefined) return setFault(`${texts.linkEnded.reasons[end]} ${texts.linkEnded.ask}`)
    const outcome = await parley.join(whole)
    if (!outcome.ok) return setFault(texts.join.faults[faultIn(whole, outcome.broke)])
    onClose()
    go({ screen: 'group', group: outcome.group })
  }

  return (
    <Modal title={texts.join.title} onClose={onClose}>
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          join().catch(() => setFault(texts.join.failed))
        }}
      >
        <TextField
          label={texts.join.link}
          hint={isClass ? texts.classroom.codeHint : texts.join.hint}
          fault={fault}
          value={link}
          autoFocus
          inputMode="url"
          enterKeyHint="go"
          spellCheck={false}
          onChange={(event) => {
            setLink(event.target.value)
            setFault(undefined)
          }}
        />
        {onFile !== undefined && <FileWay onFile={onFile} />}
        <ModalButtons>
          <Button onClick={onClose}>{texts.dialog.cancel}</Button>
          <Button type="submit" look="main">
            {texts.join.join}
          </Button>
        </ModalButtons>
      </form>
    </Modal>
  )
}

/** For who shares no network with anybody of the group. */
function FileWay({ onFile }: { onFile: () => void }) {
  return (
    <div>
      <Button icon={<FolderOpen size={18} aria-hidden />} onClick={onFile}>
        {texts.files.open}
      </Button>
    </div>
  )
}

/** A code may come without its address; what is neither was never an invitation, cut short or not. */
function faultIn(text: string, broke: InvitationFault): InvitationFault {
  const mayBeCode = text.includes('/join/') || /^\s*AQ[\w-]{8,}/.test(text)
  return mayBeCode || broke === 'newer-version' ? broke : 'no-invite'
}
