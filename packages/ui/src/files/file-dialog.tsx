/** Opens a group's file, and says what became of it. What is new joins what is here, by itself. */
import { useGroups, useParley, type FileOpened, type GroupId } from '@parley/react'
import { FolderOpen } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { Modal, ModalButtons } from '../controls/modal.tsx'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './files.module.css'
import { ACCEPTED } from './group-files.ts'

interface FileDialogProps {
  /** One that was given already. */
  readonly file?: File | undefined
  readonly onClose: () => void
}

export function FileDialog({ file, onClose }: FileDialogProps) {
  const { opened, fault, isOpening, open } = useOpened()
  const { go } = useNavigation()
  const input = useRef<HTMLInputElement>(null)
  const given = useRef<File>(undefined)
  useEffect(() => {
    if (file === undefined || file === given.current) return
    given.current = file
    open(file)
  }, [file, open])
  const group = opened !== undefined && 'group' in opened ? opened.group : undefined
  const show = (id: GroupId) => {
    onClose()
    go({ screen: 'group', group: id })
  }
  return (
    <Modal title={texts.files.openTitle} isRead onClose={onClose}>
      <div className={styles['parts']}>
        <p className={styles['soft']}>{texts.files.openHint}</p>
        <input
          ref={input}
          type="file"
          hidden
          accept={ACCEPTED}
          aria-label={texts.files.open}
          onChange={({ currentTarget }) => {
            const chosen = currentTarget.files?.[0]
            // The same file may be chosen again.
            if (chosen !== undefined) open(chosen)
            currentTarget.value = ''
          }}
        />
        <div role="status" className={styles['told']}>
          {isOpening && <p>{texts.files.opening}</p>}
          {!isOpening && opened !== undefined && <Told opened={opened} />}
        </div>
        <Fault says={fault} />
        <ModalButtons>
          <Button
            look={group === undefined ? 'main' : 'plain'}
            icon={<FolderOpen size={18} aria-hidden />}
            onClick={() => input.current?.click()}
          >
            {opened === undefined ? texts.files.choose : texts.files.another}
          </Button>
          {group !== undefined && (
            <Button look="main" onClick={() => show(group)}>
              {texts.files.show}
            </Button>
          )}
        </ModalButtons>
      </div>
    </Modal>
  )
}

function useOpened() {
  const { files } = useParley()
  const [opened, setOpened] = useState<FileOpened>()
  const [fault, setFault] = useState<string>()
  const [isOpening, setOpening] = useState(false)
  const [open] = useState(() => (file: File) => {
    setFault(undefined)
    setOpening(true)
    files
      .open(file)
      .then(setOpened, () => setFault(texts.files.openFailed))
      .finally(() => setOpening(false))
  })
  return { opened, fault, isOpening, open }
}

function Told({ opened }: { opened: FileOpened }) {
  const groups = useGroups()
  if (!('group' in opened)) return <p>{texts.files.outcomes[opened.outcome]}</p>
  const name = groups.find(({ id }) => id === opened.group)?.name ?? ''
  const { outcome, messagesCount, isPartly } = opened
  const says = texts.files
  const words =
    outcome === 'nothing-new'
      ? says.nothingNew(name)
      : messagesCount === 0
        ? says.noMessages(name)
        : says.taken(messagesCount, name)
  return (
    <>
      <p>{words}</p>
      {isPartly && <p className={styles['soft']}>{says.partly}</p>}
    </>
  )
}
