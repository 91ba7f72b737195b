/** The emoji themselves, section by section. A press and a key are heard for all of them at once. */
import {
  memo,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
  type KeyboardEvent,
  type Ref,
} from 'react'
import { useLanguage } from '../language/use-language.ts'
import { texts } from '../texts/catalogue.ts'
import { type Emoji, toned, type Tone } from './emoji-list.ts'
import styles from './emoji-picker.module.css'
import { moved, type Spot } from './moves.ts'

export interface Section {
  /** Unicode's number of it. */
  readonly group: number | 'recent' | 'found'
  readonly emoji: readonly Emoji[]
}

interface EmojiGridProps {
  readonly ref: Ref<HTMLDivElement>
  readonly sections: readonly Section[]
  readonly tone: Tone
  readonly onChoose: (emoji: string) => void
  /** A letter was typed: it is meant for the search. */
  readonly onType: () => void
}

export function EmojiGrid({ ref, sections, tone, onChoose, onType }: EmojiGridProps) {
  const grid = useRef<HTMLDivElement>(null)
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => grid.current, [])
  const shownCount = useGradual(sections)

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (/^[\p{L}\p{N}]$/u.test(event.key)) return onType()
    const from = spotOf(event.target)
    if (from === undefined || grid.current === null) return
    const to = moved(
      {
        lengths: sections.map(({ emoji }) => emoji.length),
        columns: columnsOf(grid.current),
        isRightToLeft: getComputedStyle(grid.current).direction === 'rtl',
      },
      from,
      event.key,
    )
    if (to === undefined) return
    event.preventDefault()
    focusSpot(grid.current, to)
  }

  return (
    <div
      ref={grid}
      role="presentation"
      className={styles['grid']}
      onKeyDown={onKeyDown}
      onClick={({ target }) => {
        const button = target instanceof Element && target.closest<HTMLElement>('[data-emoji]')
        if (button) onChoose(button.dataset['emoji'] ?? '')
      }}
    >
      {sections.slice(0, shownCount).map((section, at) => (
        <SectionRows key={section.group} at={at} section={section} tone={tone} isFirst={at === 0} />
      ))}
    </div>
  )
}

interface SectionRowsProps {
  readonly at: number
  readonly section: Section
  readonly tone: Tone
  /** Its first emoji is where the Tab key comes in. */
  readonly isFirst: boolean
}

const SectionRows = memo(function SectionRows({ at, section, tone, isFirst }: SectionRowsProps) {
  useLanguage()
  const { group, emoji } = section
  const title = titleOf(group)
  return (
    <section className={styles['section']} aria-label={title}>
      {title !== undefined && <h3>{title}</h3>}
      <div className={styles['rows']}>
        {emoji.map((one, index) => {
          const sign = toned(one, tone)
          return (
            <button
              key={one.emoji}
              type="button"
              data-emoji={sign}
              data-spot={`${at}/${index}`}
              title={one.name}
              aria-label={one.name}
              tabIndex={isFirst && index === 0 ? 0 : -1}
            >
              {sign}
            </button>
          )
        })}
      </div>
    </section>
  )
})

function titleOf(group: Section['group']): string | undefined {
  if (group === 'found') return undefined
  return group === 'recent' ? texts.emoji.recent : texts.emoji.groups[group]
}

/** One section more with each frame: the first ones are there at once. */
function useGradual(sections: readonly Section[]): number {
  const [count, setCount] = useState(2)
  useEffect(() => {
    if (count >= sections.length) return undefined
    const frame = requestAnimationFrame(() => setCount((now) => now + 1))
    return () => cancelAnimationFrame(frame)
  }, [count, sections])
  return count
}

function spotOf(target: EventTarget): Spot | undefined {
  const spot = target instanceof HTMLElement ? target.dataset['spot'] : undefined
  const [section, index] = (spot ?? '').split('/').map(Number)
  return section === undefined || index === undefined ? undefined : { section, index }
}

function columnsOf(grid: HTMLElement): number {
  const rows = grid.querySelector(`.${styles['rows']}`)
  return rows === null ? 1 : getComputedStyle(rows).gridTemplateColumns.split(' ').length
}

/** It is where the Tab key comes in from then on. */
function focusSpot(grid: HTMLElement, { section, index }: Spot): void {
  const target = grid.querySelector<HTMLElement>(`[data-spot="${section}/${index}"]`)
  if (target === null) return
  for (const other of grid.querySelectorAll<HTMLElement>('[tabindex="0"]')) other.tabIndex = -1
  target.tabIndex = 0
  target.focus()
}
