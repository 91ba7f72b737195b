/** The suggestions above the text box; focus stays in the box, which names the chosen one. */
import { Megaphone } from 'lucide-react'
import { Avatar } from '../controls/avatar.tsx'
import { Hidden } from '../controls/hidden.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './composer-suggestions.module.css'
import type { Completion, Suggestion } from './use-completion.ts'

interface SuggestionsProps {
  readonly id: string
  readonly completion: Completion
}

export function Suggestions({ id, completion }: SuggestionsProps) {
  const { suggestions, at, take } = completion
  const says = texts.writing
  const [first] = suggestions
  return (
    <>
      <div aria-live="polite">
        <Hidden>{suggestions.length > 0 && says.suggestions(suggestions.length)}</Hidden>
      </div>
      {first !== undefined && (
        <div
          id={id}
          role="listbox"
          aria-label={first.type === 'person' ? says.people : says.emoji}
          className={styles['list']}
        >
          {suggestions.map((one, index) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the text box's
            <div
              key={one.key}
              id={optionId(id, index)}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              // The text box keeps focus.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(one)}
            >
              <Option suggestion={one} />
            </div>
          ))}
        </div>
      )}
    </>
  )
}

export function optionId(listId: string, at: number): string {
  return `${listId}-${at}`
}

function Option({ suggestion }: { suggestion: Suggestion }) {
  if (suggestion.type === 'emoji')
    return (
      <>
        <span className={styles['emoji']}>{suggestion.sign}</span>
        <span className={styles['name']}>{suggestion.emoji.name}</span>
      </>
    )
  const { person, name } = suggestion.named
  if (person !== 'everyone')
    return (
      <>
        <Avatar id={person} name={name} small />
        <bdi className={styles['name']}>{name}</bdi>
      </>
    )
  return (
    <>
      <Megaphone size={20} aria-hidden />
      <bdi className={styles['name']}>{name}</bdi>
      <span className={styles['hint']}>{texts.writing.everyoneHint}</span>
    </>
  )
}
