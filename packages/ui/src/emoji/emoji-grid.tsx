/** The emoji themselves, section by section. A press and a key are heard for all of them at once. */
import {
  memo,
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type Ref,
} from 'react'
import { flushSync } from 'react-dom'
import { useLanguage } from '../language/use-language.ts'
import { texts } from '../texts/catalogue.ts'
import { type Emoji, toned, type Tone } from './emoji-list.ts'
import styles from './emoji-picker.module.css'
import { moved, type Spot } from './moves.ts'

/** A section is there when its title is at the edge, or nearly. */
const NEAR_EDGE_PX = 8
const SETTLE_FRAMES = 8

export interface Section {
  /** Unicode's number of it. */
  readonly group: number | 'recent' | 'found'
  readonly emoji: readonly Emoji[]
}

export interface EmojiGridHandle {
  /** The first emoji there is. */
  first(): HTMLElement | null
  /** Brings a section to the upper edge; the Tab key, or focus at once, comes to its first emoji. */
  lead(section: number, takesFocus: boolean): void
}

interface EmojiGridProps {
  readonly ref: Ref<EmojiGridHandle>
  readonly sections: readonly Section[]
  readonly tone: Tone
  readonly onChoose: (emoji: string) => void
  /** A letter was typed: it is meant for the search. */
  readonly onType: () => void
  /** Another section is at the upper edge. */
  readonly onSection: (section: number) => void
}

export function EmojiGrid({ ref, sections, tone, ...on }: EmojiGridProps) {
  const { onChoose, onType, onSection } = on
  const grid = useRef<HTMLDivElement>(null)
  const { shownCount, showAll } = useGradual(sections)
  useImperativeHandle(
    ref,
    () => ({
      first: () => grid.current?.querySelector<HTMLElement>('[data-emoji]') ?? null,
      lead(section, takesFocus) {
        flushSync(showAll)
        if (grid.current !== null) leadIn(grid.current, section, takesFocus)
      },
    }),
    [showAll],
  )

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
    stopAt(grid.current, to)?.focus()
  }

  return (
    <div
      ref={grid}
      role="presentation"
      className={styles['grid']}
      onKeyDown={onKeyDown}
      onScroll={({ currentTarget }) => onSection(sectionIn(currentTarget))}
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
    <section
      className={styles['section']}
      style={{ '--count': emoji.length } as CSSProperties}
      aria-label={title}
    >
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

export function titleOf(group: Section['group']): string | undefined {
  if (group === 'found') return undefined
  return group === 'recent' ? texts.emoji.recent : texts.emoji.groups[group]
}

/** One section more with each frame: the first ones are there at once. */
function useGradual(sections: readonly Section[]) {
  const [count, setCount] = useState(2)
  useEffect(() => {
    if (count >= sections.length) return undefined
    const frame = requestAnimationFrame(() => setCount((now) => now + 1))
    return () => cancelAnimationFrame(frame)
  }, [count, sections])
  return { shownCount: count, showAll: useCallback(() => setCount(Infinity), []) }
}

/** The section at the upper edge; at the lower end the last one, however short. */
function sectionIn(grid: HTMLElement): number {
  const edge = grid.getBoundingClientRect().top + NEAR_EDGE_PX
  const sections = [...grid.querySelectorAll('section')]
  if (grid.scrollHeight - grid.scrollTop - grid.clientHeight < 1) return sections.length - 1
  return Math.max(
    0,
    sections.findLastIndex((section) => section.getBoundingClientRect().top <= edge),
  )
}

function leadIn(grid: HTMLElement, section: number, takesFocus: boolean): void {
  const shown = grid.querySelectorAll('section')[section]
  if (shown !== undefined) keepAtEdge(grid, shown)
  const spot = stopAt(grid, { section, index: 0 })
  if (takesFocus) spot?.focus({ preventScroll: true })
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

/** How high sections are is only known once they were near: over the first frames, or until a hand scrolls. */
function keepAtEdge(grid: HTMLElement, section: HTMLElement): void {
  const end = new AbortController()
  for (const type of ['wheel', 'pointerdown', 'keydown'])
    grid.addEventListener(type, () => end.abort(), { signal: end.signal, passive: true })
  let framesLeft = SETTLE_FRAMES
  const toEdge = () => {
    if (end.signal.aborted) return
    grid.scrollTop += section.getBoundingClientRect().top - grid.getBoundingClientRect().top
    if (framesLeft-- > 0) requestAnimationFrame(toEdge)
    else end.abort()
  }
  toEdge()
}

/** It is where the Tab key comes in from then on. */
function stopAt(grid: HTMLElement, { section, index }: Spot): HTMLElement | undefined {
  const target = grid.querySelector<HTMLElement>(`[data-spot="${section}/${index}"]`)
  if (target === null) return undefined
  for (const other of grid.querySelectorAll<HTMLElement>('[tabindex="0"]')) other.tabIndex = -1
  target.tabIndex = 0
  return target
}
