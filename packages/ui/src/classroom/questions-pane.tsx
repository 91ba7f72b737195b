/**
 * The question box of a class: a student asks whoever teaches, and reads what was answered; whoever teaches
 * answers, alone or to all, and marks as done. Who can read what is said before it is written.
 */
import {
  useGroup,
  useGroupInfo,
  useQuestions,
  type Group,
  type GroupInfo,
  type MessageKey,
  type ShownQuestion,
} from '@parley/react'
import { MessageCircleQuestionMark } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Blank } from '../controls/blank.tsx'
import { isFocusLost } from '../controls/focused.ts'
import { Section } from '../controls/section.tsx'
import type { PaneSizes } from '../shell/pane-widths.ts'
import type { GroupPlace } from '../shell/places.ts'
import { SidePane } from '../shell/side-pane.tsx'
import { texts } from '../texts/catalogue.ts'
import { AskForm } from './ask-form.tsx'
import { QuestionEntry } from './question-entry.tsx'
import styles from './questions-pane.module.css'

export function QuestionsPane({ place, sizes }: { place: GroupPlace; sizes: PaneSizes }) {
  const group = useGroup(place.group)
  return group === undefined ? null : (
    <SidePane place={place} sizes={sizes} title={texts.shell.sideOf.questions}>
      <Box group={group} />
    </SidePane>
  )
}

function Box({ group }: { group: Group }) {
  const { me, state } = useGroupInfo(group)
  const questions = useQuestions(group)
  const [outcome, setOutcome] = useState<string>()
  const [answering, setAnswering] = useState<Answering>()
  const outcomeLine = useFocusWhenLost(outcome, questions)
  useSeenAnswers(group, questions)
  const says = texts.questions
  const isOpen = (question: ShownQuestion) => isUnanswered(question, answering)
  const open = questions.filter((one) => !one.isDone && (!me.mayModerate || isOpen(one)))
  const answered = questions.filter((one) => !one.isDone && me.mayModerate && !isOpen(one))
  const done = questions.filter(({ isDone }) => isDone)
  const entries = (some: typeof questions) => (
    <ul className={styles['list']}>
      {some.map((question) => (
        <QuestionEntry
          key={question.key}
          group={group}
          question={question}
          isAnswering={answering?.key === question.key}
          onAnswering={(isOn) =>
            setAnswering(isOn ? { key: question.key, wasOpen: isOpen(question) } : undefined)
          }
          onSettled={setOutcome}
        />
      ))}
    </ul>
  )
  return (
    <div className={styles['box']}>
      {state === 'ready' && !me.mayModerate && <Asking group={group} me={me} />}
      <p ref={outcomeLine} role="status" tabIndex={-1} className={styles['note']}>
        {outcome}
      </p>
      {questions.length === 0 && me.mayModerate && (
        <Blank
          icon={<MessageCircleQuestionMark size={26} aria-hidden />}
          title={says.emptyTitle}
          hint={says.emptyHint}
        />
      )}
      {open.length > 0 && (
        <Section title={me.mayModerate ? says.openTitle : says.ownTitle} isBare>
          {entries(open)}
        </Section>
      )}
      {answered.length > 0 && (
        <Section title={says.answeredTitle} isBare>
          {entries(answered)}
        </Section>
      )}
      {done.length > 0 && (
        <Section title={says.doneTitle} isBare>
          {entries(done.toReversed())}
        </Section>
      )}
    </div>
  )
}

/** Who may not ask reads why, and not an empty page. */
function Asking({ group, me }: { group: Group; me: GroupInfo['me'] }) {
  if (me.mayReact) return <AskForm group={group} />
  return (
    <Blank
      icon={<MessageCircleQuestionMark size={26} aria-hidden />}
      title={texts.questions.shutTitle}
      hint={texts.questions.shutHint}
    />
  )
}

/** The one that is being answered, and where it stood: it stays there, whoever else answers it meanwhile. */
interface Answering {
  readonly key: MessageKey
  readonly wasOpen: boolean
}

function isUnanswered({ key, answers }: ShownQuestion, answering: Answering | undefined): boolean {
  return key === answering?.key ? answering.wasOpen : answers.length === 0
}

/** An answer is seen where it stands, once somebody looks. */
function useSeenAnswers(group: Group, questions: readonly ShownQuestion[]): void {
  useEffect(() => {
    const look = () => {
      const isNew = questions.some(({ answers }) => answers.some((answer) => answer.isNew))
      if (isNew && document.visibilityState === 'visible') group.lesson.sawAnswers()
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [group, questions])
}

/** What became of a question whose buttons are gone: it has the focus that they had. */
function useFocusWhenLost(outcome: string | undefined, questions: unknown) {
  const line = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (outcome !== undefined && isFocusLost()) line.current?.focus({ preventScroll: true })
  }, [outcome, questions])
  return line
}
