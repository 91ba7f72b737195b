/** What of the question box must not be lost: a question that can no longer go out, and an answer nobody has seen. */
import { expect, test } from 'vitest'
import { carry, newIsland } from './file-people.ts'
import { enter, eventually, type Member, newCrew, newRelay, ON_ASKING, stateAt } from './people.ts'

const questionsAt = ({ group }: Member) => group.lesson.questions.get()
const toldAt = ({ parley }: Pick<Member, 'parley'>) =>
  parley.notices.get().map(({ type, text, box }) => ({ type, text, box }))

test('[GS125] a question that waits for a key when its class is locked is given back as a question, over restarts, and a hand is told', async () => {
  const teacher = await newIsland('Teacher')
  const id = await teacher.parley.newGroup('7b', { asClass: true })
  const atTeacher = enter(teacher, id)
  const link = await atTeacher.group.invite(ON_ASKING)
  const student = await newIsland('Student')
  await student.parley.join(link)
  await carry(teacher.parley, student.parley, id)
  const atStudent = enter(student, id)
  await eventually(() => expect(stateAt(atStudent)).toBe('waiting'))
  await carry(student.parley, teacher.parley, id)
  await eventually(() => expect(atTeacher.group.info.get().requests).toHaveLength(1))
  const [request] = atTeacher.group.info.get().requests
  if (request !== undefined) await atTeacher.group.approve(request.id)
  await carry(teacher.parley, student.parley, id)
  await eventually(() => expect(stateAt(atStudent)).toBe('ready'))

  await atStudent.group.lesson.ask('May I go home?')
  await atStudent.group.lesson.raiseHand()
  expect(atStudent.group.lesson.hands.get().up).toHaveLength(1)
  expect(toldAt(student)).toEqual([])
  await atTeacher.group.setPolicy({ locked: true })
  await carry(teacher.parley, student.parley, id)
  const back = { type: 'not-sent', text: 'May I go home?', box: 'question' }
  await eventually(() =>
    expect(toldAt(student)).toEqual([back, { type: 'not-done', text: undefined, box: undefined }]),
  )
  expect(atStudent.group.lesson.hands.get().up).toEqual([])

  await student.parley.close()
  const again = { ...student, parley: await student.browser.openTab() }
  expect(toldAt(again)).toEqual([back])
}, 120_000)

test('[GS126] an answer is new to whoever asked until it was on their screen, over restarts, and to nobody else', async () => {
  const { id, crew } = await newCrew(await newRelay(), ['Weber', 'Ali'])
  const { Weber, Ali } = crew
  await Ali.group.lesson.ask('Which pages?')
  await eventually(() => expect(questionsAt(Weber)).toHaveLength(1))
  const [asked] = questionsAt(Weber)
  if (asked === undefined) throw new Error('nothing was asked')
  await Weber.group.lesson.answerQuestion(asked.key, '12 to 20')
  const isNew = (member: Member) =>
    questionsAt(member).flatMap(({ answers }) => answers.map((answer) => answer.isNew))
  await eventually(() => expect(isNew(Ali)).toEqual([true]))
  expect(isNew(Weber)).toEqual([false])
  Ali.group.lesson.sawAnswers()
  expect(isNew(Ali)).toEqual([false])

  await Weber.group.lesson.answerQuestion(asked.key, 'And 23')
  await eventually(() => expect(isNew(Ali)).toEqual([false, true]))
  await Ali.parley.close()
  const again = enter({ parley: await Ali.browser.openTab(), browser: Ali.browser }, id)
  await eventually(() => expect(isNew(again)).toEqual([false, true]))
}, 60_000)

test('[GS127] a question that is being written is there after a restart, apart from what is written to all', async () => {
  const { id, crew } = await newCrew(await newRelay(), ['Weber', 'Ali'])
  const { Ali } = crew
  Ali.group.lesson.setDraft('Which pa')
  expect(Ali.group.draft.get()).toBe('')
  await Ali.parley.close()
  const again = enter({ parley: await Ali.browser.openTab(), browser: Ali.browser }, id)
  expect(again.group.lesson.draft.get()).toBe('Which pa')
  expect(again.group.draft.get()).toBe('')
}, 60_000)

test('[GS127] an answer that is being written is there after a restart, at its question and nowhere else, until that is done', async () => {
  const { id, crew } = await newCrew(await newRelay(), ['Weber', 'Ali'])
  const { Weber, Ali } = crew
  await Ali.group.lesson.ask('Which pages?')
  await Ali.group.lesson.ask('Which book?')
  await eventually(() => expect(questionsAt(Weber)).toHaveLength(2))
  const [pages, book] = questionsAt(Weber)
  if (pages === undefined || book === undefined) throw new Error('nothing was asked')
  Weber.group.lesson.setAnswerDraft(pages.key, '12 to')
  await Weber.parley.close()
  const again = enter({ parley: await Weber.browser.openTab(), browser: Weber.browser }, id)
  const { lesson, draft } = again.group
  const drafts = () => [pages, book].map(({ key }) => lesson.answerDraft(key).get())
  expect(drafts()).toEqual(['12 to', ''])
  expect([lesson.draft.get(), draft.get()]).toEqual(['', ''])
  await eventually(() => expect(questionsAt(again)).toHaveLength(2))
  await lesson.settleQuestion(pages.key)
  expect(drafts()).toEqual(['', ''])
}, 60_000)
