/** The reactions to a message; pressing one adds one's own or takes it back. */
import type { ShownMessage } from '@parley/react'
import { texts } from '../texts/catalogue.ts'
import { useMessageActs } from './acts.ts'
import styles from './reactions.module.css'

export function Reactions({ message, tabIndex }: { message: ShownMessage; tabIndex: number }) {
  const acts = useMessageActs()
  if (message.reactions.length === 0) return null
  return (
    <ul className={styles['reactions']}>
      {message.reactions.map(({ emoji, count, mine, people }) => (
        <li key={emoji}>
          <button
            type="button"
            aria-pressed={mine}
            aria-label={texts.message.reaction(emoji, people)}
            title={texts.message.reaction(emoji, people)}
            tabIndex={tabIndex}
            aria-disabled={acts.may.react ? undefined : true}
            onClick={() => acts.may.react && acts.toggleReaction(message.key, emoji, mine)}
          >
            <bdi className={styles['emoji']}>{emoji}</bdi>
            <span>{count}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
