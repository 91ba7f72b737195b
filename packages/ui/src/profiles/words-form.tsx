/** A status or a description: words that may be many, or none. Says what is too long, keeps what was typed. */
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { TextArea } from '../controls/text-area.tsx'
import { TextField } from '../controls/text-field.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './words-form.module.css'

interface WordsFormProps {
  readonly label: string
  readonly hint: string
  readonly save: string
  /** In several lines. */
  readonly isLong?: boolean
  /** As it stands; it may change elsewhere while this is open. */
  readonly words: string
  /** What is wrong with these, if anything is. */
  readonly faultOf: (words: string) => string | undefined
  readonly onWords: (words: string) => Promise<unknown>
}

export function WordsForm(props: WordsFormProps) {
  const [isSaved, setSaved] = useState(false)
  return <OpenForm key={props.words} {...props} isSaved={isSaved} onSaved={setSaved} />
}

interface OpenFormProps extends WordsFormProps {
  readonly isSaved: boolean
  readonly onSaved: (isSaved: boolean) => void
}

function OpenForm({ isLong = false, words, faultOf, onWords, ...rest }: OpenFormProps) {
  const { label, hint, save, isSaved, onSaved } = rest
  const [text, setText] = useState(words)
  const [fault, setFault] = useState<string>()
  const submit = () => {
    const wrong = faultOf(text)
    setFault(wrong)
    if (wrong !== undefined) return
    onWords(text).then(
      () => onSaved(true),
      () => setFault(texts.settings.failed),
    )
  }
  const field = {
    label,
    hint,
    fault,
    value: text,
    onChange({ target }: { readonly target: { readonly value: string } }): void {
      setText(target.value)
      setFault(undefined)
      onSaved(false)
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
      {isLong ? <TextArea {...field} /> : <TextField {...field} />}
      <div className={styles['foot']}>
        <Button type="submit">{save}</Button>
        <span role="status">{isSaved && texts.settings.saved}</span>
      </div>
    </form>
  )
}
