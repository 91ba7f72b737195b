/** A class on a laptop, in memory: what its teacher sees at first, and the board. */
import type { PersonId } from '@parley/react'
import type { Host } from '../src/index.ts'
import { hostWith, newFakeClassroom } from './classroom.fake.ts'
import { MEMBER } from './people.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'

type Scene = () => { parley: FakeParley; at: string; host: Host }

export const CLASSROOM_SCENES: Readonly<Record<string, Scene>> = {
  lesson: () => lesson(true),
  'lesson-student': () => lesson(false),
  announcements: () => withAnnouncements(true),
  'announcements-student': () => withAnnouncements(false),
  questions: () => withQuestions(true),
  'questions-student': () => withQuestions(false),
  class: () => ({ parley: newFakeParley(), at: '/class', host: hostOfClass() }),
  board: () => {
    const parley = newFakeParley()
    const group = parley.addGroup('Class 7b')
    void group.inviteLink()
    return { parley, at: `/board/${group.id}`, host: hostOfClass() }
  },
}

/** A lesson that is under way, as whoever teaches or a student sees it. */
function lesson(isTeacher: boolean): ReturnType<Scene> {
  const parley = newFakeParley()
  const group = parley.addGroup('Class 7b', { people: ['Ms Rivera', 'Ali', 'Mei', 'Sören'] })
  group.info.change((was) => ({
    ...was,
    policy: { ...was.policy, asClass: true, hushed: true },
    me: isTeacher
      ? was.me
      : {
          ...MEMBER,
          mayPost: false,
          bar: 'hushed',
          inThreads: { mayPost: false, bar: 'hushed', until: undefined },
        },
    people: was.people.map((one) =>
      one.name === (isTeacher ? 'Nora' : 'Ms Rivera')
        ? { ...one, role: 'founder' }
        : { ...one, role: 'member' },
    ),
  }))
  group.arrive(isTeacher ? 'Nora' : 'Ms Rivera', 'Please open your books at page 12.')
  group.arrive('Mei', 'Which exercise?')
  void group.lesson.callOn(group.raises('Mei'))
  for (const name of ['Sören', isTeacher ? 'Ali' : 'Nora']) group.raises(name)
  return { parley, at: `/g/${group.id}`, host: hostOfClass() }
}

/** Announcements between the talk of a class, and the list of them beside it. */
function withAnnouncements(isTeacher: boolean): ReturnType<Scene> {
  const parley = newFakeParley()
  const group = parley.addGroup('Class 7b', { people: ['Ms Rivera', 'Ali', 'Mei', 'Sören'] })
  group.info.change((was) => ({
    ...was,
    policy: { ...was.policy, asClass: true },
    ...(isTeacher ? {} : { me: MEMBER }),
  }))
  const teacher = isTeacher ? 'Nora' : 'Ms Rivera'
  const announcement = true
  group.arrive(teacher, 'We visit the **observatory** on Friday. Be at the gate at 8:15.', {
    announcement,
    thread: {
      count: 2,
      unreadCount: 0,
      lastAt: Date.now(),
      people: [{ person: 'Mei' as PersonId, name: 'Mei' }],
    },
  })
  group.arrive('Mei', 'I look forward to it!')
  const boots = group.arrive(teacher, 'Bring boots and something to drink.', { announcement })
  group.arrive('Ali', 'Which exercise was it?')
  if (!isTeacher) group.conversation.change((was) => ({ ...was, firstUnread: boots.key }))
  return { parley, at: `/g/${group.id}/announcements`, host: hostOfClass() }
}

/** The question box, as whoever teaches or a student sees it. */
function withQuestions(isTeacher: boolean): ReturnType<Scene> {
  const parley = newFakeParley()
  const group = parley.addGroup('Class 7b', { people: ['Ms Rivera', 'Ali', 'Mei', 'Sören'] })
  group.info.change((was) => ({
    ...was,
    policy: { ...was.policy, asClass: true },
    ...(isTeacher ? {} : { me: MEMBER }),
  }))
  group.arrive('Mei', 'I look forward to it!')
  const given = { by: 'Ms Rivera', isMine: false, isNew: false, at: Date.now() }
  const monday = { ...given, text: 'Yes, on Monday before the lesson.', toAll: false }
  if (isTeacher) {
    group.asks('Mei', 'I was ill on Tuesday. May I hand in my essay on Monday?', {
      answers: [monday],
    })
    group.asks('Sören', 'Which pages are in the test?')
    group.asks('Tim', 'Is there school on Friday?', { isHere: false })
  } else {
    group.asks('Nora', 'May I hand in my essay on Monday?', { answers: [monday] })
    group.asks('Nora', 'Which pages are in the test?', { isSent: false })
  }
  const all = { ...given, text: 'Pages 12 to 20.', toAll: true }
  group.asks(isTeacher ? 'Ali' : 'Nora', 'Which book?', { isDone: true, answers: [all] })
  return { parley, at: `/g/${group.id}/questions`, host: hostOfClass() }
}

function hostOfClass(): Host {
  return hostWith(newFakeClassroom('Class 7b'))
}
