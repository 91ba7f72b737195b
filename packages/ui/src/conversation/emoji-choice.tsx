/**
 * The choice of an emoji, in a popover beside the button that opened it: the ones this person used last
 * and those everybody uses, and behind "more" all of them. For writing, all of them at once.
 */
import { Plus } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { placeAbove } from '../controls/beside.ts'
import { focusedElement } from '../controls/focused.ts'
import { handyEmoji, rememberEmoji } from '../emoji/own-emoji.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './emoji-choice.module.css'

const EmojiPicker = lazy(async () => ({
  default: (await import('../emoji/emoji-picker.tsx')).EmojiPicker,
}))

const COLUMNS = 6
/** With the button for more, two full rows. */
const HANDY = 2 * COLUMNS - 1

interface EmojiChoiceProps {
  readonly beside: HTMLElement
  readonly onChoose: (emoji: string) => void
  readonly onClose: () => void
  /** All of them, without asking for more. */
  readonly isWhole?: boolean
}

export function EmojiChoice({ beside, onChoose, onClose, isWhole = false }: EmojiChoiceProps) {
  const popover = useRef<HTMLDivElement>(null)
  const [showsAll, setShowsAll] = useState(isWhole)
  const [handy] = useState(() => handyEmoji(HANDY))
  useShown(popover, beside)
  usePlaced(popover, beside, showsAll)
  const choose = (emoji: string) => {
    rememberEmoji(emoji)
    onChoose(emoji)
  }
  return (
    <div
      ref={popover}
      popover="auto"
      role="dialog"
      aria-label={isWhole ? texts.emoji.title : texts.message.emojiTitle}
      className={styles['choice']}
      onToggle={(event) => {
        if (event.newState === 'closed' && !event.currentTarget.matches(':popover-open')) onClose()
      }}
      onKeyDown={(event) => {
        if (cycleTab(event.currentTarget, event)) event.preventDefault()
      }}
    >
      {showsAll ? (
        <Suspense>
          <EmojiPicker onChoose={choose} />
        </Suspense>
      ) : (
        <div
          role="presentation"
          className={styles['handy']}
          style={{ gridTemplateColumns: `repeat(${COLUMNS}, var(--touch))` }}
          onKeyDown={(event) => {
            if (moveFocus(event.currentTarget, event)) event.preventDefault()
          }}
        >
          {handy.map((emoji) => (
            <button key={emoji} type="button" onClick={() => choose(emoji)}>
              {emoji}
            </button>
          ))}
          <button
            type="button"
            className={styles['more']}
            title={texts.emoji.more}
            aria-label={texts.emoji.more}
            onClick={() => setShowsAll(true)}
          >
            <Plus size={20} aria-hidden />
          </button>
        </div>
      )}
    </div>
  )
}

/** Open while it is there; then focus is again where it was. */
function useShown(popover: { readonly current: HTMLDivElement | null }, beside: HTMLElement): void {
  useEffect(() => {
    const element = popover.current
    if (element === null) return undefined
    element.showPopover()
    return () => {
      if (element.matches(':popover-open')) element.hidePopover()
      if (beside.isConnected) beside.focus({ preventScroll: true })
    }
  }, [popover, beside])
}

/** In the window, whatever size it comes to have; with focus on what is asked first. */
function usePlaced(
  popover: { readonly current: HTMLDivElement | null },
  beside: HTMLElement,
  showsAll: boolean,
): void {
  useEffect(() => {
    const element = popover.current
    if (element === null) return undefined
    let hasFocus = false
    const place = () => {
      placeAbove(element, beside)
      // A keyboard on the screen would hide what there is to choose from.
      const isTouched = matchMedia('(pointer: coarse)').matches
      const first = element.querySelector<HTMLElement>(isTouched || !showsAll ? 'button' : 'input')
      if (hasFocus || first === null) return
      hasFocus = true
      first.focus({ preventScroll: true })
    }
    place()
    const observer = new ResizeObserver(place)
    observer.observe(element)
    return () => observer.disconnect()
  }, [popover, beside, showsAll])
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowLeft: -1,
  ArrowDown: COLUMNS,
  ArrowUp: -COLUMNS,
}

/** False when the key is none that moves. */
function moveFocus(choice: HTMLElement, { key }: KeyboardEvent): boolean {
  const step = STEPS[key]
  if (step === undefined) return false
  const isTurned = step ** 2 === 1 && getComputedStyle(choice).direction === 'rtl'
  const buttons = [...choice.querySelectorAll('button')]
  const at = buttons.findIndex((button) => button === focusedElement())
  buttons.at((at + (isTurned ? -step : step)) % buttons.length)?.focus()
  return true
}

/** Tab goes round: what is behind the choice is reached once it is made or left. */
function cycleTab(choice: HTMLElement, { key, shiftKey }: KeyboardEvent): boolean {
  if (key !== 'Tab') return false
  const stops = [...choice.querySelectorAll<HTMLElement>('button, input')].filter(
    (one) => one.tabIndex === 0 && (!one.matches('[type="radio"]') || one.matches(':checked')),
  )
  const at = stops.findIndex((stop) => stop === focusedElement())
  const [first, last] = [stops[0], stops.at(-1)]
  const isAtEdge = shiftKey ? at <= 0 : at === stops.length - 1
  if (!isAtEdge) return false
  ;(shiftKey ? last : first)?.focus()
  return true
}
