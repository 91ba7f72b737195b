/** What one can do with a message beside what its bar shows: a menu in a native popover, with the keys. */
import type { ShownMessage } from '@parley/react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { Caps } from '../commands/caps.tsx'
import { chordsOf, COMMANDS } from '../commands/commands.ts'
import { placeBelow } from '../controls/beside.ts'
import { focusedElement, isFocusLost } from '../controls/focused.ts'
import { texts } from '../texts/catalogue.ts'
import { useMessageActs } from './acts.ts'
import { actsOn, type MessageAct } from './message-acts-list.tsx'
import styles from './message-menu.module.css'

export interface MessageMenuProps {
  readonly message: ShownMessage
  readonly beside: HTMLElement
  readonly onClose: () => void
}

export function MessageMenu({ message, beside, onClose }: MessageMenuProps) {
  const acts = useMessageActs()
  const menu = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = menu.current
    if (element === null) return undefined
    element.showPopover()
    placeBelow(element, beside)
    element.querySelector('button')?.focus()
    return () => {
      if (element.matches(':popover-open')) element.hidePopover()
      if (isFocusLost() && beside.isConnected) beside.focus({ preventScroll: true })
    }
  }, [beside])
  const choose = ({ run }: MessageAct) => {
    flushSync(onClose)
    run(beside)
  }
  return (
    <div
      ref={menu}
      popover="auto"
      role="menu"
      tabIndex={-1}
      aria-label={texts.message.actions}
      className={styles['menu']}
      onToggle={(event) => {
        if (event.newState === 'closed' && !event.currentTarget.matches(':popover-open')) onClose()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Tab') onClose()
        else if (moveIn(event)) event.preventDefault()
      }}
    >
      {actsOn(message, acts)
        .filter(({ isFirst }) => isFirst !== true)
        .map((act) => (
          <button
            key={act.id}
            type="button"
            role="menuitem"
            tabIndex={-1}
            data-grave={act.isGrave ? '' : undefined}
            onClick={() => choose(act)}
          >
            <act.Sign size={17} aria-hidden />
            <span>{act.name ?? texts.commands[act.id]}</span>
            <Key of={act} />
          </button>
        ))}
    </div>
  )
}

function Key({ of: { id } }: { of: MessageAct }) {
  const command = COMMANDS.find((one) => one.id === id)
  const [chord] = command === undefined ? [] : chordsOf(command)
  return chord === undefined ? null : (
    <span aria-hidden>
      <Caps chord={chord} />
    </span>
  )
}

/** False when the key is none that moves. */
function moveIn({ key, currentTarget }: KeyboardEvent<HTMLElement>): boolean {
  const items = [...currentTarget.querySelectorAll('button')]
  const at = items.findIndex((item) => item === focusedElement())
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[key]
  if (to === undefined) return false
  items.at(to % items.length)?.focus()
  return true
}
