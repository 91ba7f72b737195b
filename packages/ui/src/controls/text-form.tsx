/**
 * Words that are kept, to be changed: a name, a status, a description. Its button comes
 * once they are others; what is typed stays, whatever goes wrong or changes elsewhere.
 */
import { useEffect, useRef, useState } from 'react'
import { texts } from '../texts/catalogue.ts'
import { Button } from './button.tsx'
import { isFocusLost } from './focused.ts'
import { TextArea } from './text-area.tsx'
import { TextField } from './text-field.tsx'
import styles from './text-form.module.css'

interface TextFormProps {
  readonly label: string
  readonly hint?: string
  readonly save: string
  /** In several lines. */
  readonly isLong?: boolean
  /** As they are kept; they may change elsewhere while this is open. */
  readonly words: string
  /** What is wrong with these, if anything is. */
  readonly faultOf: (words: string) => string | undefined
  readonly onWords: (words: string) => Promise<unknown>
}

export function TextForm(props: TextFormProps) {
  const { label, hint, save, isLong = false, words, faultOf, onWords } = props
  const { text, isChanged, write, sent } = useWritten(words)
  const [fault, setFault] = useState<string>()
  const [told, setTold] = useState<Told>()
  const submit = () => {
    const wrong = isChanged ? faultOf(text) : undefined
    setFault(wrong)
    if (!isChanged) setTold('unchanged')
    if (!isChanged || wrong !== undefined) return
    sent()
    onWords(text.trim()).then(
      () => setTold('saved'),
      () => setFault(texts.settings.failed),
    )
  }
  const field = {
    label,
    hint,
    fault,
    value: text,
    onChange({ target }: { readonly target: { readonly value: string } }): void {
      write(target.value)
      setFault(undefined)
      setTold(undefined)
    },
  }
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {isLong ? <TextArea {...field} /> : <TextField {...field} enterKeyHint="done" />}
      <SaveFoot save={save} isChanged={isChanged} told={told} />
    </form>
  )
}

type Told = 'saved' | 'unchanged'

interface SaveFootProps {
  readonly save: string
  readonly isChanged: boolean
  readonly told: Told | undefined
}

/** The button is there while there is something to save; when it goes, what became of it takes its focus. */
function SaveFoot({ save, isChanged, told }: SaveFootProps) {
  const outcome = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const says = outcome.current
    if (!isChanged) return undefined
    return () => {
      if (isFocusLost()) says?.focus()
    }
  }, [isChanged])
  return (
    <div className={styles['foot']} data-says={isChanged || told !== undefined ? '' : undefined}>
      {isChanged && (
        <Button type="submit" look="main">
          {save}
        </Button>
      )}
      <span ref={outcome} role="status" tabIndex={-1} data-told={told}>
        {told !== undefined && texts.settings[told]}
      </span>
    </div>
  )
}

interface Written {
  readonly kept: string
  readonly text: string
  /** What was given to be kept; it may come back trimmed or cleaned. */
  readonly sent?: string
}

/** What somebody writes in the place of what is kept. */
function useWritten(kept: string) {
  const [state, setState] = useState<Written>({ kept, text: kept })
  const written = state.kept === kept ? state : broughtUp(state, kept)
  if (written !== state) setState(written)
  return {
    text: written.text,
    isChanged: written.text !== kept && written.text.trim() !== kept,
    write: (text: string) => setState({ ...written, text }),
    sent: () => setState({ ...written, sent: written.text }),
  }
}

/** Something else is kept now: it is shown, unless somebody is writing. */
function broughtUp({ kept: before, text, sent }: Written, kept: string): Written {
  return { kept, text: text === before || text === sent ? kept : text }
}
