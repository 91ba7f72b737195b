/**
 * The kinds of emoji in a row of signs: which one is on screen, and the way to each. A toolbar as the keyboard
 * knows it: one stop of the Tab key, in which the arrow keys walk.
 */
import {
  Apple,
  Car,
  Clock,
  Flag,
  Lightbulb,
  PawPrint,
  Shapes,
  Smile,
  Trophy,
  UsersRound,
  type LucideIcon,
} from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { texts } from '../texts/catalogue.ts'
import { titleOf, type Section } from './emoji-grid.tsx'
import styles from './kind-bar.module.css'

/** By Unicode's numbers, as in the texts. */
const SIGNS: Readonly<Record<number, LucideIcon>> = {
  0: Smile,
  1: UsersRound,
  3: PawPrint,
  4: Apple,
  5: Car,
  6: Trophy,
  7: Lightbulb,
  8: Shapes,
  9: Flag,
}

interface KindBarProps {
  readonly kinds: readonly Section[]
  /** The one on screen; none while something is searched for. */
  readonly at: number | undefined
  /** `byKey`: focus goes there too. */
  readonly onChoose: (at: number, byKey: boolean) => void
}

export function KindBar({ kinds, at, onChoose }: KindBarProps) {
  const bar = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState<number>()
  useInSight(bar, at)
  const stop = focused ?? at ?? 0
  return (
    <div
      ref={bar}
      role="toolbar"
      tabIndex={-1}
      aria-label={texts.emoji.kinds}
      className={styles['bar']}
      onKeyDown={walk}
      onBlur={() => setFocused(undefined)}
    >
      {kinds.map(({ group }, index) => {
        const Sign = typeof group === 'number' ? (SIGNS[group] ?? Shapes) : Clock
        return (
          <button
            key={group}
            type="button"
            title={titleOf(group)}
            aria-label={titleOf(group)}
            aria-current={index === at ? true : undefined}
            tabIndex={index === stop ? 0 : -1}
            onFocus={() => setFocused(index)}
            // A press by the keyboard is a click without a place.
            onClick={({ detail }) => onChoose(index, detail === 0)}
          >
            <Sign size={18} aria-hidden />
          </button>
        )
      })}
    </div>
  )
}

/** Where it is narrow it scrolls: the kind on screen stays in it. */
function useInSight(bar: { readonly current: HTMLElement | null }, at: number | undefined): void {
  useEffect(() => {
    const [element, shown] = [bar.current, bar.current?.children[at ?? 0]]
    if (element === null || shown === undefined) return
    const around = element.getBoundingClientRect()
    const { left, right } = shown.getBoundingClientRect()
    if (left < around.left) element.scrollLeft -= around.left - left
    else if (right > around.right) element.scrollLeft += right - around.right
  }, [bar, at])
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  const at = buttons.findIndex((button) => button === document.activeElement)
  const isTurned = getComputedStyle(event.currentTarget).direction === 'rtl'
  const step = isTurned ? -1 : 1
  const to = { ArrowRight: at + step, ArrowLeft: at - step, Home: 0, End: -1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  buttons.at(to % buttons.length)?.focus()
}
