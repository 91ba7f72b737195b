/**
 * What stands beside the conversation, or on a phone in its place: a titled pane that is left by its
 * button, by Escape and by going back, and that gives focus back to where it was. Alone on the screen, its title is
 * the screen's heading.
 */
import { useAccent } from '@parley/react'
import { ArrowLeft, X } from 'lucide-react'
import { use, useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { IconButton } from '../controls/button.tsx'
import { focusedElement, isFocusLost } from '../controls/focused.ts'
import { texts } from '../texts/catalogue.ts'
import type { PaneSizes } from './pane-widths.ts'
import { PaneSeparator } from './pane-separator.tsx'
import { AloneContext, outerPlace, useNavigation, type GroupPlace } from './places.ts'
import styles from './side-pane.module.css'
import { useNarrow } from './use-narrow.ts'

interface SidePaneProps {
  readonly place: GroupPlace
  readonly sizes: PaneSizes
  readonly title: string
  /** Below the title, what it belongs to. */
  readonly below?: ReactNode
  readonly children: ReactNode
}

export function SidePane({ place, sizes, title, below, children }: SidePaneProps) {
  const navigation = useNavigation()
  const id = useId()
  const pane = useRef<HTMLElement>(null)
  const outer = outerPlace(place) ?? place
  const accent = useAccent(place.group)
  const isWithin = use(AloneContext)
  const isScreen = useNarrow() && !isWithin
  const Heading = isScreen ? 'h1' : 'h2'
  useFocusInside(pane, place.side?.pane, Heading)
  return (
    <section
      ref={pane}
      className={styles['pane']}
      aria-labelledby={id}
      data-pane="side"
      data-accent={accent}
    >
      <PaneSeparator pane="side" sizes={sizes} />
      <header className={styles['header']}>
        <span className={styles['back']}>
          <IconButton name={texts.shell.back} onClick={() => navigation.back(outer)}>
            <ArrowLeft size={22} aria-hidden />
          </IconButton>
        </span>
        <div className={styles['words']}>
          <Heading id={id} tabIndex={-1} dir="auto">
            {title}
          </Heading>
          {below !== undefined && <div className={styles['below']}>{below}</div>}
        </div>
        <span className={styles['close']}>
          <IconButton name={texts.shell.close} onClick={() => navigation.close(outer)}>
            <X size={20} aria-hidden />
          </IconButton>
        </span>
      </header>
      {children}
    </section>
  )
}

/**
 * Focus goes to the title when something is opened here, unless what is inside has taken it; and at
 * the end back to what it was opened from, if it was here and would be lost. `heading`: another one takes its place when
 * the window becomes narrow or wide.
 */
function useFocusInside(
  pane: { readonly current: HTMLElement | null },
  shown: unknown,
  heading: 'h1' | 'h2',
): void {
  const [before] = useState(focusedElement)
  useEffect(() => {
    const element = pane.current
    if (element?.contains(focusedElement()) === false)
      element.querySelector<HTMLElement>(TITLE)?.focus({ preventScroll: true })
  }, [pane, shown])
  useEffect(() => {
    if (isFocusLost())
      pane.current?.querySelector<HTMLElement>(TITLE)?.focus({ preventScroll: true })
  }, [pane, heading])
  useEffect(
    () => () => {
      const isSeen = focusedElement()?.checkVisibility() === true
      if (isFocusLost() || !isSeen) focusOf(before)?.focus({ preventScroll: true })
    },
    [before],
  )
}

const TITLE = 'h1, h2'

/** What it was opened from; where that is gone, the message in the order of the Tab key, or the title. */
function focusOf(before: Element | null): HTMLElement | undefined {
  const isThere = (one: Element | null) =>
    one instanceof HTMLElement && one !== document.body && one.isConnected && one.checkVisibility()
  if (before instanceof HTMLElement && isThere(before)) return before
  const others = document.querySelectorAll<HTMLElement>('article[tabindex="0"], h1[tabindex]')
  return [...others].find(isThere)
}
