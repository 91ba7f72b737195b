/**
 * A button that opens a menu of acts, in a native popover. Arrow keys walk through it, Escape and a press
 * outside leave it, and focus comes back to the button before an act begins: a dialog gives it back there.
 */
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { placeBelow } from './beside.ts'
import { IconButton } from './button.tsx'
import { focusedElement } from './focused.ts'
import styles from './menu.module.css'

export interface MenuItem {
  readonly name: string
  readonly icon: ReactNode
  readonly isGrave?: boolean
  /** To be done before anything else; a menu shows it as any other. */
  readonly isUrged?: boolean
  readonly onChoose: () => void
}

interface MenuProps {
  readonly name: string
  readonly icon: ReactNode
  /** A function is asked when it opens: of a long list nobody draws what nobody looks at. */
  readonly items: readonly MenuItem[] | (() => readonly MenuItem[])
}

export function Menu({ name, icon, items }: MenuProps) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLDivElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const shown = typeof items !== 'function' ? items : isOpen ? items() : []
  const opener = () => button.current?.querySelector('button') ?? undefined
  return (
    <div ref={button} className={styles['opener']}>
      <IconButton name={name} popoverTarget={id} aria-haspopup="menu" aria-expanded={isOpen}>
        {icon}
      </IconButton>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        aria-label={name}
        className={styles['menu']}
        tabIndex={-1}
        onBeforeToggle={({ target, currentTarget, newState }) => {
          if (target === currentTarget && newState === 'open') flushSync(() => setOpen(true))
        }}
        onToggle={(event) => {
          const element = event.currentTarget
          if (event.target !== element) return
          setOpen(event.newState === 'open')
          const anchor = opener()
          if (event.newState !== 'open' || anchor === undefined) return
          placeBelow(element, anchor)
          element.querySelector('button')?.focus()
        }}
        onKeyDown={onMenuKey}
      >
        {shown.map(({ name: words, icon: sign, isGrave, onChoose }) => (
          <button
            key={words}
            type="button"
            role="menuitem"
            tabIndex={-1}
            data-grave={isGrave ? '' : undefined}
            onClick={() => {
              menu.current?.hidePopover()
              opener()?.focus()
              onChoose()
            }}
          >
            {sign}
            {words}
          </button>
        ))}
      </div>
    </div>
  )
}

function onMenuKey(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll('button')]
  const at = items.findIndex((item) => item === focusedElement())
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key]
  if (event.key === 'Tab') event.currentTarget.hidePopover()
  if (to === undefined) return
  event.preventDefault()
  items.at(to % items.length)?.focus()
}
