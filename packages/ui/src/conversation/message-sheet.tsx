/** The same for a finger: everything one can do with a message, in a sheet within reach of a thumb. */
import { SmilePlus } from 'lucide-react'
import { flushSync } from 'react-dom'
import { Modal } from '../controls/modal.tsx'
import { handyEmoji, rememberEmoji } from '../emoji/own-emoji.ts'
import { texts } from '../texts/catalogue.ts'
import { useMessageActs } from './acts.ts'
import { actsOn } from './message-acts-list.tsx'
import type { MessageMenuProps } from './message-menu.tsx'
import styles from './message-menu.module.css'
import { QuotedText } from './quote.tsx'

/** One row of them on a narrow screen. */
const HANDY = 5

export function MessageSheet({ message, beside, onClose }: MessageMenuProps) {
  const acts = useMessageActs()
  const all = actsOn(message, acts)
  const react = all.find(({ id }) => id === 'react')
  const first = (act: () => void) => () => {
    flushSync(onClose)
    act()
  }
  return (
    <Modal title={texts.message.actions} shape="bottom" isRead onClose={onClose}>
      <p className={styles['quoted']}>
        <QuotedText quoted={message} />
      </p>
      {react !== undefined && (
        <div role="group" aria-label={texts.message.emojiTitle} className={styles['emoji']}>
          {handyEmoji(HANDY).map((emoji) => (
            <button
              key={emoji}
              type="button"
              onClick={first(() => {
                rememberEmoji(emoji)
                acts.toggleReaction(message.key, emoji, false)
              })}
            >
              {emoji}
            </button>
          ))}
          <button
            type="button"
            aria-label={texts.commands.react}
            onClick={first(() => react.run(beside))}
          >
            <SmilePlus size={20} aria-hidden />
          </button>
        </div>
      )}
      <div className={styles['acts']}>
        {all
          .filter(({ id }) => id !== 'react')
          .map(({ id, name, Sign, isGrave, run }) => (
            <button
              key={id}
              type="button"
              data-grave={isGrave ? '' : undefined}
              onClick={first(() => run(beside))}
            >
              <Sign size={20} aria-hidden />
              {name ?? texts.commands[id]}
            </button>
          ))}
      </div>
    </Modal>
  )
}
