/**
 * The text of a message; of a long one the beginning, and a button that shows all. What is folded away is still
 * on the page: a screen reader reads it on, a selection takes it along, and a browser finds it. Whatever
 * brings some of it into sight, a search, the focus of a link, a drawn selection, has scrolled the fold, and
 * opens it: nothing that is looked at stays hidden.
 */
import type { ShownMessage } from '@parley/react'
import { use, useMemo, type ReactNode } from 'react'
import { focusedElement } from '../controls/focused.ts'
import { texts } from '../texts/catalogue.ts'
import { fullTime } from '../time/dates.ts'
import { foldOf, type Fold } from './fold-length.ts'
import styles from './foldable.module.css'
import { FoldsContext } from './use-folds.ts'

/** Sizes are no whole numbers: so much a fold may be scrolled by its own button. */
const SLACK_PX = 2

interface FoldableProps {
  readonly message: ShownMessage
  readonly tabIndex: number
  readonly children: ReactNode
}

export function Foldable(props: FoldableProps) {
  const { text } = props.message
  const fold = useMemo(() => foldOf(text), [text])
  return fold === undefined ? props.children : <Folded {...props} fold={fold} />
}

function Folded({ message, tabIndex, children, fold }: FoldableProps & { readonly fold: Fold }) {
  const { open, turn } = use(FoldsContext)
  const { key, isMine, author, sentAt } = message
  const isOpen = open.has(key)
  const { by, you, showAll, showLess } = texts.message
  const says = isOpen ? showLess : showAll
  return (
    <div
      className={styles['fold']}
      data-fold={fold}
      data-open={isOpen ? '' : undefined}
      onScroll={({ currentTarget: { scrollTop } }) => {
        if (!isOpen && scrollTop > SLACK_PX) turn(key, true, scrollTop)
      }}
    >
      <div className={styles['whole']}>
        {children}
        <div className={styles['ruler']}>
          <button
            ref={leaveFocusNear}
            type="button"
            className={styles['turn']}
            // Among the buttons of a page it says of which message; what it does next tells how it is now.
            aria-label={by(says, by(isMine ? you : author, fullTime(sentAt)))}
            tabIndex={tabIndex}
            onClick={() => turn(key, !isOpen)}
          >
            {says}
          </button>
        </div>
      </div>
    </div>
  )
}

/** An edit may leave nothing to fold: who was at the button is at the message then. */
function leaveFocusNear(button: HTMLElement | null) {
  return () => {
    if (focusedElement() === button) button?.closest('article')?.focus({ preventScroll: true })
  }
}
