/** Who is writing, in one quiet line that keeps its room: nothing jumps when it comes and goes. */
import { useHere, type Group } from '@parley/react'
import { texts } from '../texts/catalogue.ts'
import styles from './typing-line.module.css'

export function TypingLine({ group }: { group: Group }) {
  const typing = useHere(group).people.filter(({ typing: isTyping }) => isTyping)
  return (
    <p className={styles['line']} dir="auto">
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

/** `names` has at least one. */
export function typingWords(names: readonly string[]): string {
  const says = texts.presence
  const [one = '', other = ''] = names
  if (names.length === 1) return says.typing(one)
  return names.length === 2 ? says.typingTwo(one, other) : says.typingMany
}
