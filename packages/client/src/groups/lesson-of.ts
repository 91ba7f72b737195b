/** A group's lesson, over its session. */
import { newLesson, type HeldLesson } from '../conversation/lesson.ts'
import type { Device } from '../device.ts'
import type { Session } from './session.ts'

export function lessonOf(device: Device, session: Session): HeldLesson {
  const { speaking, waiting, history } = session.parts
  return newLesson({
    device,
    speaking,
    waiting,
    history,
    standing: () => session.status.standing(),
    isPresent: (person) => session.membership.roster().members.has(person),
    nameOf: (person) => session.nameOf(person),
    caughtUp: () => session.caughtUp(),
    refresh: () => session.refresh(),
  })
}
