/** The reactions to a message; pressing one adds one's own or takes it back. */
import type { ShownMessage } from '@parley/react'
import { texts } from '../texts/catalogue.ts'
import { useMessageActs } from './acts.ts'
import { UnsentSign } from './delivery.tsx'
import styles from './reactions.module.css'

export function Reactions({ message, tabIndex }: { message: ShownMessage; tabIndex: number }) {
  if (message.reactions.length === 0) return null
  return (
    <ul className={styles['reactions']}>
      {message.reactions.map((reaction) => (
        <li key={reaction.emoji}>
          <Chip message={message} reaction={reaction} tabIndex={tabIndex} />
        </li>
      ))}
    </ul>
  )
}

interface ChipProps {
  readonly message: ShownMessage
  readonly reaction: ShownMessage['reactions'][number]
  readonly tabIndex: number
}

function Chip({ message, reaction, tabIndex }: ChipProps) {
  const acts = useMessageActs()
  const { emoji, count, mine, people, isUnsent = false } = reaction
  const label = texts.message.reaction(emoji, people)
  const words = isUnsent ? texts.message.reactionUnsent(label) : label
  return (
    <button
      type="button"
      aria-pressed={mine}
      aria-label={words}
      title={words}
      tabIndex={tabIndex}
      aria-disabled={acts.may.react ? undefined : true}
      onClick={() => acts.may.react && acts.toggleReaction(message.key, emoji, mine)}
    >
      <bdi className={styles['emoji']}>{emoji}</bdi>
      <span>{count}</span>
      {isUnsent && <UnsentSign />}
    </button>
  )
}
