/** A group's lesson, over its session. */
import { newLesson, type HeldLesson } from '../conversation/lesson.ts'
import { newQuestions } from '../conversation/questions.ts'
import { newSeenAnswers } from '../conversation/seen-answers.ts'
import type { PersonId } from '@parley/protocol'
import type { Device } from '../device.ts'
import type { Session } from './session.ts'

export function lessonOf(device: Device, session: Session): HeldLesson {
  const { speaking, waiting, history } = session.parts
  const standing = () => session.status.standing()
  const nameOf = (person: PersonId) => session.nameOf(person)
  const roster = () => session.membership.roster()
  const known = { device, history, standing, nameOf }
  const seen = newSeenAnswers(device.store, session.id, () => session.refresh())
  return newLesson({
    ...known,
    speaking,
    waiting,
    questions: newQuestions({ ...known, group: session.id, speaking, roster, seen }),
    draft: device.drafts.at(`${session.id}/questions`),
    answerDraft: (question) => device.drafts.at(`${session.id}/answer/${question}`),
    isPresent: (person) => roster().members.has(person),
    caughtUp: () => session.caughtUp(),
    refresh: () => session.refresh(),
  })
}
