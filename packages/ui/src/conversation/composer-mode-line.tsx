/** Above the text box: what is being answered or edited, and a way to leave that. */
import type { ShownMessage } from '@parley/react'
import { X } from 'lucide-react'
import { IconButton } from '../controls/button.tsx'
import { texts } from '../texts/catalogue.ts'
import type { ComposerMode } from './composer-mode.ts'
import styles from './composer.module.css'
import { QuotedText } from './quote.tsx'

interface ModeLineProps {
  readonly id: string
  readonly mode: Exclude<ComposerMode, { type: 'write' }>
  readonly onLeave: () => void
}

export function ModeLine({ id, mode, onLeave }: ModeLineProps) {
  const message = mode.type === 'reply' ? mode.to : mode.message
  return (
    <div className={styles['mode']} data-passing="gone">
      <div id={id} className={styles['words']}>
        <strong dir="auto">
          {mode.type === 'edit' ? texts.composer.editing : replyingTo(message)}
        </strong>
        <span>
          <QuotedText quoted={message} />
        </span>
      </div>
      <IconButton name={texts.composer.leave} onClick={onLeave}>
        <X size={18} aria-hidden />
      </IconButton>
    </div>
  )
}

function replyingTo({ isMine, author }: ShownMessage): string {
  return isMine ? texts.composer.replyingToOwn : texts.composer.replyingTo(author)
}
