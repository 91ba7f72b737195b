/** Who is writing, in one quiet line that keeps its room: nothing jumps when it comes and goes. */
import { useHere, type Group } from '@parley/react'
import styles from './typing-line.module.css'
import { typingWords } from './typing-words.ts'

export function TypingLine({ group }: { group: Group }) {
  const typing = useHere(group).people.filter(({ typing: isTyping }) => isTyping)
  return (
    <p className={styles['line']} data-passing="place">
      {typing.length > 0 && (
        <>
          <span className={styles['dots']} aria-hidden>
            <i />
            <i />
            <i />
          </span>
          {typingWords(typing.map(({ name }) => name))}
        </>
      )}
    </p>
  )
}
