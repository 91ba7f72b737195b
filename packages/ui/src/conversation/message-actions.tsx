/**
 * The buttons of one message. A mouse shows them by pointing, the keyboard by reaching the message, a
 * finger by touching it; they are always in the accessibility tree, and never act while unseen: the
 * first touch on their place only shows them.
 */
import type { ShownMessage } from '@parley/react'
import { Pencil, Reply, SmilePlus, Trash2 } from 'lucide-react'
import { useRef, type ComponentProps } from 'react'
import { texts } from '../texts/catalogue.ts'
import { useMessageActs } from './acts.ts'
import styles from './message-actions.module.css'

interface MessageActionsProps {
  readonly message: ShownMessage
  readonly isOpen: boolean
  /** In the order of the Tab key: only the active message's buttons are. */
  readonly isActive: boolean
  readonly onOpen: () => void
}

export function MessageActions({ message, isOpen, isActive, onOpen }: MessageActionsProps) {
  const acts = useMessageActs()
  const isUnseenTouch = useRef(false)
  const says = texts.message
  const tabIndex = isActive ? 0 : -1
  const may = { ...acts.may, edit: acts.may.post && message.isMine }
  if (!may.react && !may.post && !message.mayDelete) return null
  return (
    <div
      role="group"
      aria-label={says.actions}
      className={styles['actions']}
      data-open={isOpen ? '' : undefined}
      onPointerDownCapture={(event) => {
        isUnseenTouch.current = event.pointerType === 'touch' && !isOpen
      }}
      onClickCapture={(event) => {
        if (!isUnseenTouch.current) return
        isUnseenTouch.current = false
        event.stopPropagation()
        onOpen()
      }}
    >
      {may.react && (
        <Action
          name={says.react}
          tabIndex={tabIndex}
          aria-haspopup="dialog"
          onClick={(event) => acts.chooseEmoji(message, event.currentTarget)}
        >
          <SmilePlus size={17} aria-hidden />
        </Action>
      )}
      {may.post && (
        <Action name={says.reply} tabIndex={tabIndex} onClick={() => acts.reply(message)}>
          <Reply size={17} aria-hidden />
        </Action>
      )}
      {may.edit && (
        <Action name={says.edit} tabIndex={tabIndex} onClick={() => acts.edit(message)}>
          <Pencil size={16} aria-hidden />
        </Action>
      )}
      {message.mayDelete && (
        <Action
          name={says.delete}
          tabIndex={tabIndex}
          aria-haspopup="dialog"
          onClick={(event) => acts.askToDelete(message, event.currentTarget)}
        >
          <Trash2 size={16} aria-hidden />
        </Action>
      )}
    </div>
  )
}

function Action({ name, ...rest }: ComponentProps<'button'> & { name: string }) {
  return <button type="button" aria-label={name} title={name} {...rest} />
}
