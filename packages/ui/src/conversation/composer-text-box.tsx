/** The text box itself, and what it tells a screen reader of the suggestions above it. */
import type { ComponentProps, Ref } from 'react'
import { optionId } from './composer-suggestions.tsx'
import type { Completion } from './use-completion.ts'

interface TextBoxProps extends Pick<ComponentProps<'textarea'>, 'onPaste' | 'onKeyDown'> {
  /** Of the composer around it. */
  readonly id: string
  readonly ref: Ref<HTMLTextAreaElement>
  readonly name: string
  readonly text: string
  readonly isFaulty: boolean
  readonly completion: Completion
  readonly onWrite: (text: string) => void
  /** Nobody writes in it now. */
  readonly onPause: () => void
}

export function TextBox(props: TextBoxProps) {
  const { id, ref, name, text, isFaulty, completion, onWrite, onPause, onPaste, onKeyDown } = props
  return (
    <textarea
      ref={ref}
      rows={1}
      dir="auto"
      aria-label={name}
      aria-invalid={isFaulty ? true : undefined}
      aria-describedby={`${id}-mode ${id}-announcing ${id}-slow ${id}-foot`}
      placeholder={name}
      enterKeyHint="send"
      value={text}
      {...completionProps(`${id}-list`, completion)}
      onChange={({ target }) => {
        onWrite(target.value)
        completion.look(target)
      }}
      onSelect={({ currentTarget }) => completion.look(currentTarget)}
      onBlur={() => {
        onPause()
        completion.look(undefined)
      }}
      onPaste={onPaste}
      onKeyDown={onKeyDown}
    />
  )
}

/** Focus stays where one types; the chosen suggestion is told by its id. */
function completionProps(listId: string, { suggestions, at }: Completion) {
  const isOpen = suggestions.length > 0
  return {
    'aria-autocomplete': 'list',
    'aria-haspopup': 'listbox',
    'aria-controls': isOpen ? listId : undefined,
    'aria-activedescendant': isOpen ? optionId(listId, at) : undefined,
  } satisfies ComponentProps<'textarea'>
}
