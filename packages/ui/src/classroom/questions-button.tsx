/**
 * Opens the question box of a class. Whoever teaches is told how many questions have no answer yet, a student how
 * many answers they have not seen.
 */
import { useGroupInfo, useQuestions, type Group } from '@parley/react'
import { MessageCircleQuestionMark } from 'lucide-react'
import { useSide } from '../shell/use-side.ts'
import { texts } from '../texts/catalogue.ts'
import { LineButton } from './line-button.tsx'

export function QuestionsButton({ group }: { group: Group }) {
  const { mayModerate } = useGroupInfo(group).me
  const questions = useQuestions(group)
  const open = questions.filter(({ isDone, answers }) => !isDone && answers.length === 0)
  const answered = questions.filter(({ answers }) => answers.some(({ isNew }) => isNew))
  const count = mayModerate ? open.length : answered.length
  const side = useSide(group.id)
  const says = texts.questions
  const name = mayModerate ? says.openCount(count) : says.answeredCount(count)
  return (
    <LineButton
      says={says.title}
      name={count > 0 ? name : says.title}
      count={count}
      icon={<MessageCircleQuestionMark size={18} aria-hidden />}
      aria-expanded={side.open === 'questions'}
      onClick={() => side.toggle('questions')}
    />
  )
}
