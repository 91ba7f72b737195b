/** One question of the box: who asked, what was answered to whom, and what may be done with it. */
import {
  useGroupInfo,
  useLive,
  type Group,
  type ShownAnswer,
  type ShownQuestion,
} from '@parley/react'
import { Check, Reply, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Avatar } from '../controls/avatar.tsx'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { useAttempt } from '../controls/use-attempt.ts'
import { useLanguage } from '../language/use-language.ts'
import { texts } from '../texts/catalogue.ts'
import { briefTime } from '../time/dates.ts'
import { useNow } from '../time/use-now.ts'
import { glimpse } from '../writing/glimpse.ts'
import { RichText } from '../writing/rich-text.tsx'
import { AnswerForm } from './answer-form.tsx'
import styles from './questions-pane.module.css'

const GLIMPSE_CHARS = 120

interface QuestionEntryProps {
  readonly group: Group
  readonly question: ShownQuestion
  readonly isAnswering: boolean
  readonly onAnswering: (isOn: boolean) => void
  /** It is answered, done or taken back: in words. */
  readonly onSettled: (says: string) => void
}

export function QuestionEntry(props: QuestionEntryProps) {
  useLanguage()
  const now = useNow()
  const { question } = props
  const { person, name, isMine, isHere, at, text, answers, isDone } = question
  const says = texts.questions
  const author = isMine ? texts.message.you : name
  return (
    <li className={styles['entry']} data-done={isDone ? '' : undefined}>
      <article aria-label={isMine ? says.mine : says.by(name)}>
        <header className={styles['head']}>
          <Avatar id={person} name={name} small />
          <bdi className={styles['name']}>{author}</bdi>
          <span className={styles['time']}>{briefTime(at, now)}</span>
        </header>
        <div className={styles['text']} dir="auto">
          <RichText text={text} links={false} />
        </div>
        {!isHere && <p className={styles['note']}>{says.gone}</p>}
        {isMine && !question.isSent && <p className={styles['note']}>{says.waits}</p>}
        {answers.length > 0 && (
          <ul className={styles['answers']} aria-label={says.answers}>
            {answers.map((answer, index) => (
              <GivenAnswer key={index} answer={answer} now={now} />
            ))}
          </ul>
        )}
        {!isDone && <Begun {...props} />}
        {!isDone && <Acts {...props} />}
      </article>
    </li>
  )
}

/** Of an answer that is begun and not open, the words. */
function Begun({ group, question, isAnswering }: QuestionEntryProps) {
  const text = useLive(group.lesson.answerDraft(question.key))
  if (isAnswering || text.trim() === '') return null
  return (
    <p className={styles['begun']} dir="auto">
      <strong>{`${texts.groups.draft}: `}</strong>
      {glimpse(text, GLIMPSE_CHARS)}
    </p>
  )
}

function GivenAnswer({ answer, now }: { answer: ShownAnswer; now: number }) {
  const { by, isMine, at, text, toAll } = answer
  const says = texts.questions
  return (
    <li>
      <p className={styles['head']}>
        <bdi className={styles['name']}>{isMine ? texts.message.you : by}</bdi>
        <span className={styles['to']}>{toAll ? says.toldAll : says.toldAlone}</span>
        <span className={styles['time']}>{briefTime(at, now)}</span>
      </p>
      <div className={styles['text']} dir="auto">
        <RichText text={text} links={false} />
      </div>
    </li>
  )
}

function Acts({ group, question, isAnswering, onAnswering, onSettled }: QuestionEntryProps) {
  const { me, state } = useGroupInfo(group)
  const { fault, attempt } = useAttempt(texts.composer.failed)
  const opener = useReturnedFocus(isAnswering)
  const says = texts.questions
  const { key, isMine, answers } = question
  const mayAnswer = me.mayModerate && !isMine
  if (state !== 'ready' || !me.mayReact) return null
  if (isAnswering)
    return (
      <AnswerForm
        group={group}
        question={question}
        onClose={() => onAnswering(false)}
        onSent={() => {
          onSettled(says.isAnswered(question.name))
          onAnswering(false)
        }}
      />
    )
  return (
    <>
      <div className={styles['acts']}>
        {mayAnswer && (
          <Button
            ref={opener}
            icon={<Reply size={16} aria-hidden />}
            aria-label={says.answerTo(question.name)}
            onClick={() => onAnswering(true)}
          >
            {says.answer}
          </Button>
        )}
        <Button
          icon={isMine ? <X size={16} aria-hidden /> : <Check size={16} aria-hidden />}
          aria-label={isMine ? undefined : says.doneWith(question.name)}
          onClick={() =>
            attempt(
              () => group.lesson.settleQuestion(key),
              () => onSettled(isMine ? says.isTakenBack : says.isDone(question.name)),
            )
          }
        >
          {isMine ? (answers.length > 0 ? says.takeAway : says.takeBack) : says.done}
        </Button>
      </div>
      <Fault says={fault} />
    </>
  )
}

/** What a form was opened by has the focus again when it goes. */
function useReturnedFocus(isOpen: boolean) {
  const opener = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  useEffect(() => {
    if (wasOpen.current && !isOpen) opener.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  return opener
}
