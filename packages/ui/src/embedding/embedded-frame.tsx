/**
 * The room a group has in a page that is not ours: either in its text, or over it in a corner, behind a
 * button that tells what is unread.
 */
import { MessageCircle, X } from 'lucide-react'
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { IconButton } from '../controls/button.tsx'
import { isFocusLost } from '../controls/focused.ts'
import { Hidden } from '../controls/hidden.tsx'
import { useLanguage } from '../language/use-language.ts'
import { texts } from '../texts/catalogue.ts'
import { number } from '../texts/locale.ts'
import styles from './embedded-frame.module.css'

interface EmbeddedFrameProps {
  /** What it is called; '' until that is known. */
  readonly title: string
  /** Under its name. */
  readonly below?: ReactNode
  /** Of the corner; without one it stands in the text of the page, and is always open. */
  readonly bubble?: Bubble | undefined
  /** Another word for each thing that takes the place of what was inside. */
  readonly stage: string
  readonly children: ReactNode
}

export interface Bubble {
  readonly isOpen: boolean
  readonly unreadCount: number
  /** Of the window, as lines run. */
  readonly corner: 'start' | 'end'
  onToggle(isOpen: boolean): void
}

export function EmbeddedFrame({ title, below, bubble, stage, children }: EmbeddedFrameProps) {
  useLanguage()
  const id = useId()
  const panel = useRef<HTMLElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const isOpen = bubble?.isOpen ?? true
  useFocusFollows({ panel, button, isOpen: bubble?.isOpen })
  const onFocus = useFocusGoesOn(panel, stage)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || bubble === undefined) return
    // What is open inside is left first, by the browser itself.
    if (panel.current?.querySelector('dialog:modal, :popover-open') !== null) return
    bubble.onToggle(false)
  }
  return (
    <div className={styles['frame']} data-over={bubble?.corner}>
      <section
        ref={panel}
        part="panel"
        aria-labelledby={id}
        className={styles['panel']}
        hidden={!isOpen}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        <header part="header" className={styles['header']}>
          <div className={styles['words']}>
            <h2 id={id} tabIndex={-1} dir="auto">
              {title === '' ? texts.embedded.title : title}
            </h2>
            {below}
          </div>
          {bubble !== undefined && (
            <IconButton name={texts.embedded.close} onClick={() => bubble.onToggle(false)}>
              <X size={20} aria-hidden />
            </IconButton>
          )}
        </header>
        <div className={styles['inside']}>{children}</div>
      </section>
      {bubble !== undefined && <Opener bubble={bubble} button={button} />}
    </div>
  )
}

function Opener({
  bubble,
  button,
}: {
  bubble: Bubble
  button: RefObject<HTMLButtonElement | null>
}) {
  const { isOpen, unreadCount, onToggle } = bubble
  const says = texts.embedded
  return (
    <button
      ref={button}
      type="button"
      part="bubble"
      className={styles['bubble']}
      aria-expanded={isOpen}
      title={isOpen ? says.close : says.open}
      onClick={() => onToggle(!isOpen)}
    >
      {isOpen ? <X size={26} aria-hidden /> : <MessageCircle size={26} aria-hidden />}
      <Hidden>{isOpen ? says.close : says.open}</Hidden>
      {unreadCount > 0 && !isOpen && (
        <span className={styles['count']}>
          <span aria-hidden>{number(Math.min(unreadCount, MOST))}</span>
          <Hidden>{texts.groups.unread(unreadCount)}</Hidden>
        </span>
      )}
    </button>
  )
}

/** A longer number would not fit. */
const MOST = 99

interface Follows {
  readonly panel: RefObject<HTMLElement | null>
  readonly button: RefObject<HTMLElement | null>
  readonly isOpen: boolean | undefined
}

/** Opened, focus is where one writes; closed, on what opens it again, unless it went elsewhere. */
function useFocusFollows({ panel, button, isOpen }: Follows): void {
  const before = useRef(isOpen)
  useEffect(() => {
    if (before.current === isOpen || isOpen === undefined) return
    before.current = isOpen
    if (isOpen) focusFirst(panel.current)
    else if (isFocusLost() || panel.current?.contains(button.current) === false)
      button.current?.focus({ preventScroll: true })
  }, [panel, button, isOpen])
}

/** What had focus was replaced, as a name by the conversation: it goes to where one writes now. */
function useFocusGoesOn(panel: RefObject<HTMLElement | null>, stage: string): () => void {
  const wasInside = useRef(false)
  const before = useRef(stage)
  useEffect(() => {
    if (before.current === stage) return
    before.current = stage
    if (wasInside.current && isFocusLost()) focusFirst(panel.current)
  }, [panel, stage])
  return () => {
    wasInside.current = true
  }
}

function focusFirst(panel: HTMLElement | null): void {
  const field = panel?.querySelector<HTMLElement>('textarea, input')
  ;(field ?? panel?.querySelector<HTMLElement>('h2'))?.focus({ preventScroll: true })
  // One goes on behind what was written.
  if (field instanceof HTMLTextAreaElement)
    field.setSelectionRange(field.value.length, field.value.length)
}
