/**
 * A native modal dialog. While one is open the page behind it is hidden from screen readers too,
 * and every dialog leaves by Escape, by its close button and by a press outside it.
 */
import { X } from 'lucide-react'
import {
  createContext,
  use,
  useEffect,
  useId,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
} from 'react'
import { createPortal } from 'react-dom'
import { texts } from '../texts/catalogue.ts'
import { IconButton } from './button.tsx'
import { focusedElement } from './focused.ts'
import styles from './modal.module.css'

const ModalRoot = createContext<{ root: HTMLElement | null; onCount(change: number): void }>({
  root: null,
  onCount: () => undefined,
})

/** Holds the page; dialogs opened anywhere inside stand beside it. */
export function ModalHost({ children }: { children: ReactNode }) {
  const [root, setRoot] = useState<HTMLElement | null>(null)
  const [openCount, setOpenCount] = useState(0)
  const [host] = useState(() => ({
    onCount: (change: number) => setOpenCount((count) => count + change),
  }))
  return (
    <ModalRoot value={{ root, onCount: host.onCount }}>
      <div className={styles['page']} aria-hidden={openCount > 0 ? true : undefined}>
        {children}
      </div>
      <div ref={setRoot} />
    </ModalRoot>
  )
}

/** The field a dialog asks to fill, or the button of the one thing it asks about. */
const ASKED = 'input, textarea, [data-look="danger"]'

/**
 * wide: a broader card · columns: one with room for two or three of them · bottom: comes up from below, for a thumb · palette: begins with its
 * own field, and shows no title.
 */
export type ModalShape = 'card' | 'wide' | 'columns' | 'bottom' | 'palette'

interface ModalProps {
  readonly title: string
  readonly onClose: () => void
  readonly shape?: ModalShape
  /** To be read before anything is pressed: focus begins at the title. */
  readonly isRead?: boolean
  /** Whose card it is: stands above the title, which is centred below. */
  readonly face?: ReactNode
  readonly children: ReactNode
}

export function Modal(props: ModalProps) {
  const { title, onClose, shape = 'card', isRead = false, face, children } = props
  const { root } = use(ModalRoot)
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useShown(dialog, isRead ? 'h2' : ASKED)
  if (root === null) return null
  return createPortal(
    <dialog
      ref={dialog}
      className={styles['dialog']}
      data-shape={shape}
      aria-labelledby={shape === 'palette' ? undefined : titleId}
      aria-label={shape === 'palette' ? title : undefined}
      // React hands these on from a dialog opened inside this one, though they never bubble in a page.
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        onClose()
      }}
      onClose={(event) => {
        if (event.target === event.currentTarget && !event.currentTarget.open) onClose()
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div className={styles['inside']}>
        {shape !== 'palette' && (
          <header className={styles['header']} data-face={face === undefined ? undefined : ''}>
            {face}
            <h2 id={titleId} tabIndex={-1} dir="auto">
              {title}
            </h2>
            <IconButton name={texts.dialog.close} onClick={onClose}>
              <X size={20} aria-hidden />
            </IconButton>
          </header>
        )}
        {children}
      </div>
    </dialog>,
    root,
  )
}

/** Opens it, with focus on the first of these that shows, and gives focus back at the end. */
function useShown(dialog: RefObject<HTMLDialogElement | null>, wanted: string): void {
  const { root, onCount } = use(ModalRoot)
  useEffect(() => {
    const element = dialog.current
    if (element === null) return undefined
    const before = focusedElement()
    element.showModal()
    // What is asked comes first, not the close button before it: React focuses while still closed.
    const asked = [...element.querySelectorAll<HTMLElement>(wanted)]
    const seen = asked.filter((one) => one.checkVisibility())
    const chosen = seen.find((one) => one.matches('[type="radio"]:checked'))
    const [first] = seen
    const focused = first?.matches('[type="radio"]') ? (chosen ?? first) : first
    focused?.focus()
    onCount(1)
    return () => {
      onCount(-1)
      element.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [root, onCount, dialog, wanted])
}

/** The row of buttons at a dialog's end. */
export function ModalButtons({ children }: { children: ReactNode }) {
  return <div className={styles['buttons']}>{children}</div>
}
