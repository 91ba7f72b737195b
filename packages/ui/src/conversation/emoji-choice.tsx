/** The choice of a reaction: a small fixed set in a popover beside the button that opened it. */
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { placeAbove } from '../controls/beside.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './emoji-choice.module.css'

const EMOJI = ['👍', '❤️', '😂', '🎉', '😮', '😢', '🙏', '👀', '✅', '👎', '🔥', '🤔']
const COLUMNS = 6

/** For where there is room for one row of them. */
export const QUICK_EMOJI: readonly string[] = EMOJI.slice(0, 5)

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
    placeAbove(element, beside)
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
        if (moveFocus(event.currentTarget, event)) event.preventDefault()
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

/** Tab goes round: what is behind the choice is reached once it is made or left. */
const STEPS: Readonly<Record<string, number>> = {
  Tab: 1,
  ArrowRight: 1,
  ArrowLeft: -1,
  ArrowDown: COLUMNS,
  ArrowUp: -COLUMNS,
}

/** False when the key is none that moves. */
function moveFocus(choice: HTMLElement, { key, shiftKey }: KeyboardEvent): boolean {
  const forward = STEPS[key]
  if (forward === undefined) return false
  const step = key === 'Tab' && shiftKey ? -1 : forward
  const buttons = [...choice.querySelectorAll('button')]
  const at = buttons.findIndex((button) => button === document.activeElement)
  buttons.at((at + step) % buttons.length)?.focus()
  return true
}
