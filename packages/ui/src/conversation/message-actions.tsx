/**
 * The buttons of one message: what is done most, and the way to everything else. A mouse shows them by
 * pointing, the keyboard by reaching the message. A finger that rests on the message opens a sheet with all of
 * them, and one that touches it, for who cannot rest, finds a button that does the same. They are always
 * in the accessibility tree, and never act while unseen: the first touch on their place only shows them.
 */
import type { ShownMessage } from '@parley/react'
import { Ellipsis } from 'lucide-react'
import { useRef, type ComponentProps } from 'react'
import { texts } from '../texts/catalogue.ts'
import { useMessageActs } from './acts.ts'
import { actsOn } from './message-acts-list.tsx'
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
  const tabIndex = isActive ? 0 : -1
  return (
    <div
      role="group"
      aria-label={texts.message.actions}
      className={styles['actions']}
      data-passing="place"
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
      {actsOn(message, acts).map(
        ({ id, Sign, isFirst, opens, run }) =>
          isFirst && (
            <Action
              key={id}
              name={texts.commands[id]}
              tabIndex={tabIndex}
              aria-haspopup={opens}
              onClick={(event) => run(event.currentTarget)}
            >
              <Sign size={17} aria-hidden />
            </Action>
          ),
      )}
      <Action
        name={texts.shell.more}
        tabIndex={tabIndex}
        aria-haspopup="menu"
        data-more=""
        onClick={(event) => acts.showAll(message, event.currentTarget)}
      >
        <Ellipsis size={18} aria-hidden />
      </Action>
    </div>
  )
}

function Action({ name, ...rest }: ComponentProps<'button'> & { name: string }) {
  return <button type="button" aria-label={name} title={name} {...rest} />
}
