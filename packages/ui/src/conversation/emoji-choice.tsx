/** The choice of a reaction: a small fixed set in a popover beside the button that opened it. */
import { useEffect, useRef } from 'react'
import { texts } from '../texts/catalogue.ts'
import styles from './emoji-choice.module.css'

const EMOJI = ['👍', '❤️', '😂', '🎉', '😮', '😢', '🙏', '👀', '✅', '👎', '🔥', '🤔']
const COLUMNS = 6
const GAP_PX = 8

interface EmojiChoiceProps {
  readonly beside: HTMLElement
  readonly onChoose: (emoji: string) => void
  readonly onClose: () => void
}

export function EmojiChoice({ beside, onChoose, onClose }: EmojiChoiceProps) {
  const popover = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = popover.current
    if (element === null) return undefined
    element.showPopover()
    place(element, beside)
    element.querySelector('button')?.focus()
    return () => {
      if (element.matches(':popover-open')) element.hidePopover()
      if (beside.isConnected) beside.focus({ preventScroll: true })
    }
  }, [beside])
  return (
    <div
      ref={popover}
      popover="auto"
      role="dialog"
      aria-label={texts.message.emojiTitle}
      className={styles['choice']}
      onToggle={(event) => {
        if (event.newState === 'closed' && !event.currentTarget.matches(':popover-open')) onClose()
      }}
      style={{ gridTemplateColumns: `repeat(${COLUMNS}, var(--touch))` }}
      onKeyDown={(event) => {
        if (moveFocus(event.currentTarget, event.key)) event.preventDefault()
      }}
    >
      {EMOJI.map((emoji) => (
        <button key={emoji} type="button" onClick={() => onChoose(emoji)}>
          {emoji}
        </button>
      ))}
    </div>
  )
}

/** Above the button if there is room, below it otherwise, and always inside the window. */
function place(element: HTMLElement, beside: HTMLElement): void {
  const anchor = beside.getBoundingClientRect()
  const { width, height } = element.getBoundingClientRect()
  const above = anchor.top - height - GAP_PX
  const left = anchor.left + anchor.width / 2 - width / 2
  element.style.top = `${above >= GAP_PX ? above : anchor.bottom + GAP_PX}px`
  element.style.left = `${Math.max(GAP_PX, Math.min(left, innerWidth - width - GAP_PX))}px`
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowLeft: -1,
  ArrowDown: COLUMNS,
  ArrowUp: -COLUMNS,
}

/** False when the key is none that moves. */
function moveFocus(choice: HTMLElement, key: string): boolean {
  const step = STEPS[key]
  if (step === undefined) return false
  const buttons = [...choice.querySelectorAll('button')]
  const at = buttons.findIndex((button) => button === document.activeElement)
  buttons.at((at + step) % buttons.length)?.focus()
  return true
}
