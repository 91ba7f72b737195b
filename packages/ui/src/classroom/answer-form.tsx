/** Where whoever teaches answers a question: to the one who asked, or to all, with or without their name. */
import { MAX_QUESTION_BYTES, useLive, type Group, type ShownQuestion } from '@parley/react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Choices } from '../controls/choices.tsx'
import { Fault } from '../controls/fault.tsx'
import { TextArea } from '../controls/text-area.tsx'
import { useAttempt } from '../controls/use-attempt.ts'
import { texts } from '../texts/catalogue.ts'
import { utf8Bytes } from '../writing/text-size.ts'
import { quoting } from './quoting.ts'
import styles from './questions-pane.module.css'

type Whom = 'alone' | 'all' | 'named'

interface AnswerFormProps {
  readonly group: Group
  readonly question: ShownQuestion
  readonly onClose: () => void
  readonly onSent: () => void
}

export function AnswerForm({ group, question, onClose, onSent }: AnswerFormProps) {
  const { key, name, text: asked, isHere } = question
  const { lesson } = group
  const text = useLive(lesson.answerDraft(key))
  const [whom, setWhom] = useState<Whom>(isHere ? 'alone' : 'all')
  const { fault, attempt } = useAttempt(texts.composer.failed)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('textarea')?.focus(), [])
  const says = texts.questions
  const body = text.trim()
  const isTooLong = utf8Bytes(body) > MAX_QUESTION_BYTES
  const submit = () => {
    if (body === '' || isTooLong) return
    const toAll =
      whom === 'alone' ? undefined : quoting(asked, body, whom === 'named' ? name : undefined)
    attempt(() => lesson.answerQuestion(key, body, { toAll }), onSent)
  }
  return (
    <form
      ref={form}
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <TextArea
        label={says.answerTo(name)}
        fault={isTooLong ? says.tooLong : undefined}
        rows={3}
        value={text}
        onChange={({ target }) => lesson.setAnswerDraft(key, target.value)}
      />
      <Choices<Whom>
        legend={says.whom}
        chosen={whom}
        onChoose={setWhom}
        choices={[
          ...(isHere
            ? [{ value: 'alone', label: says.alone(name), hint: says.aloneHint } as const]
            : []),
          { value: 'all', label: says.toAll, hint: says.toAllHint },
          { value: 'named', label: says.toAllNamed, hint: says.toAllNamedHint(name) },
        ]}
      />
      <div className={styles['foot']}>
        <Button type="submit" look="main" aria-disabled={body === '' || isTooLong || undefined}>
          {says.sendAnswer}
        </Button>
        <Button onClick={onClose}>{texts.dialog.cancel}</Button>
      </div>
      <Fault says={fault} />
    </form>
  )
}
