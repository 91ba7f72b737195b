/** Where a student asks whoever teaches. Who reads it stands below what is typed. */
import { MAX_QUESTION_BYTES, useLive, type Group } from '@parley/react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { TextArea } from '../controls/text-area.tsx'
import { useAttempt } from '../controls/use-attempt.ts'
import { texts } from '../texts/catalogue.ts'
import { utf8Bytes } from '../writing/text-size.ts'
import styles from './questions-pane.module.css'

export function AskForm({ group }: { group: Group }) {
  const { lesson } = group
  const text = useLive(lesson.draft)
  const [isAsked, setAsked] = useState(false)
  const { fault, attempt } = useAttempt(texts.composer.failed)
  const says = texts.questions
  const body = text.trim()
  const isTooLong = utf8Bytes(body) > MAX_QUESTION_BYTES
  const submit = () => {
    if (body === '' || isTooLong) return
    attempt(
      () => lesson.ask(body),
      () => {
        lesson.setDraft('')
        setAsked(true)
      },
    )
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
      <TextArea
        label={says.ask}
        hint={says.whoReads}
        fault={isTooLong ? says.tooLong : undefined}
        rows={3}
        value={text}
        onChange={({ target }) => {
          lesson.setDraft(target.value)
          setAsked(false)
        }}
      />
      <div className={styles['foot']}>
        <Button type="submit" look="main" aria-disabled={body === '' || isTooLong || undefined}>
          {says.send}
        </Button>
        <span role="status">{isAsked && says.asked}</span>
      </div>
      <Fault says={fault} />
    </form>
  )
}
