/** The question box of a class: a student asks, whoever teaches answers, alone or to all, and ends it. */
import { NotAllowed } from '@parley/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { FakeGroup } from './group.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { MEMBER } from './people.fake.ts'
import { groupPlace, showApp } from './stage.tsx'

let parley: FakeParley
let group: FakeGroup
let leave = () => {}

beforeEach(async () => {
  await page.viewport(1200, 800)
  parley = newFakeParley()
  group = parley.addGroup('Class 7b', { people: ['Ms Rivera', 'Mei'] })
  group.info.change((was) => ({ ...was, policy: { ...was.policy, asClass: true } }))
})
afterEach(() => leave())

const button = (name: string) => page.getByRole('button', { name, exact: true })
const field = (name: string) => page.getByRole('textbox', { name, exact: true })
const entry = (name: string) => page.getByRole('article', { name, exact: true })
const answer = { by: 'Ms Rivera', isMine: false, at: 0, toAll: false, isNew: true }

function opens(): void {
  leave = showApp(parley, groupPlace(group.id))
}

test('a student asks, is told who reads it, reads the answer, and takes it away', async () => {
  group.info.change((was) => ({ ...was, me: MEMBER }))
  opens()
  await userEvent.click(button('Questions'))
  await expect
    .element(page.getByText('Nobody else is shown that you asked.', { exact: false }))
    .toBeVisible()
  await userEvent.fill(field('Ask those who teach'), '  May I go? ')
  await userEvent.click(button('Ask'))
  await expect.element(field('Ask those who teach')).toHaveValue('')
  const [asked] = group.lesson.questions.get()
  expect(asked?.text).toBe('May I go?')
  await expect.element(entry('Your question')).toHaveTextContent('May I go?')
  group.lesson.questions.change((all) =>
    all.map((one) => ({
      ...one,
      answers: [
        { by: 'Ms Rivera', isMine: false, at: 0, text: 'You may', toAll: false, isNew: false },
      ],
    })),
  )
  await expect.element(entry('Your question')).toHaveTextContent('You may')
  await expect.element(entry('Your question')).toHaveTextContent('privately')
  await expect.element(button('Answer Nora')).not.toBeInTheDocument()
  await userEvent.click(button('Remove'))
  await expect.element(entry('Your question')).not.toBeInTheDocument()
})

test('what could not be asked stays where it was typed, with the reason; what is too long is told', async () => {
  group.info.change((was) => ({ ...was, me: MEMBER }))
  group.lesson.ask = () => Promise.reject(new NotAllowed())
  opens()
  await userEvent.click(button('Questions'))
  await userEvent.fill(field('Ask those who teach'), 'x'.repeat(2_001))
  await expect.element(page.getByRole('alert')).toHaveTextContent('too long')
  await userEvent.fill(field('Ask those who teach'), 'May I go?')
  await userEvent.click(button('Ask'))
  await expect.element(page.getByRole('alert')).toHaveTextContent('rules of this class')
  await expect.element(field('Ask those who teach')).toHaveValue('May I go?')
})

test('whoever teaches sees who asked, answers one alone and another to all without the name, and ends both', async () => {
  group.asks('Mei', 'May I go?')
  group.asks('Ali', 'Which pages?')
  opens()
  await userEvent.click(button('Questions, 2 open'))
  await expect.element(field('Ask those who teach')).not.toBeInTheDocument()
  await userEvent.click(button('Answer Mei'))
  await expect.element(field('Answer Mei')).toHaveFocus()
  await expect.element(page.getByRole('radio', { name: 'Only Mei', exact: false })).toBeChecked()
  await userEvent.fill(field('Answer Mei'), 'You may')
  await userEvent.click(button('Send answer'))
  await expect.element(page.getByText('Mei’s question is answered.')).toHaveFocus()
  await expect.element(entry('Question from Mei')).toHaveTextContent('You may')
  const answered = page.getByRole('region', { name: 'Answered', exact: true })
  await expect.element(answered.getByRole('article')).toHaveLength(1)
  await expect.element(button('Questions, 1 open')).toBeVisible()
  expect(group.conversation.get().messages).toEqual([])

  const told: (string | undefined)[] = []
  group.lesson.answerQuestion = async (_, __, { toAll } = {}) => void told.push(toAll)
  for (const [whom, text] of [
    [/^The whole class, without the name/, 'Page 12'],
    [/^The whole class, with the name/, 'Page 13'],
  ] as const) {
    await userEvent.click(button('Answer Ali'))
    await userEvent.fill(field('Answer Ali'), text)
    await userEvent.click(page.getByRole('radio', { name: whom }))
    await userEvent.click(button('Send answer'))
    await expect.element(button('Answer Ali')).toBeVisible()
  }
  expect(told).toEqual(['> Which pages?\n\nPage 12', '> Ali: Which pages?\n\nPage 13'])

  await userEvent.click(button('Done with Mei’s question'))
  const outcome = page.getByText('Mei’s question is done.')
  await expect.element(outcome).toHaveFocus()
  await userEvent.click(button('Done with Ali’s question'))
  await expect.element(button('Questions')).toBeVisible()
  await expect.element(page.getByRole('heading', { name: 'Done', exact: true })).toBeVisible()
})

test('who is not in the class any more is not answered alone', async () => {
  group.asks('Tim', 'Why?', { isHere: false })
  opens()
  await userEvent.click(button('Questions, 1 open'))
  await expect.element(entry('Question from Tim')).toHaveTextContent('Not in this class any more')
  await userEvent.click(button('Answer Tim'))
  await expect.element(page.getByRole('radio')).toHaveLength(2)
  await expect.element(page.getByRole('radio', { name: /without the name/ })).toBeChecked()
})

test('an answer is counted until it was on the screen; one that comes while somebody looks is not counted', async () => {
  group.info.change((was) => ({ ...was, me: MEMBER }))
  group.asks('Nora', 'May I go?', { answers: [{ ...answer, text: 'You may' }] })
  opens()
  await userEvent.click(button('Questions, 1 answered'))
  await expect.element(button('Questions')).toBeVisible()
  group.asks('Nora', 'Which pages?', { answers: [{ ...answer, text: '12 to 20' }] })
  await expect.element(page.getByText('12 to 20')).toBeVisible()
  await expect.element(button('Questions')).toBeVisible()
})

test('a question that is being answered stays where it is, with what was typed, though somebody else answers it', async () => {
  group.asks('Mei', 'May I go?')
  opens()
  await userEvent.click(button('Questions, 1 open'))
  await userEvent.click(button('Answer Mei'))
  await userEvent.fill(field('Answer Mei'), 'Yes')
  const told = { ...answer, text: 'Ask me after the lesson' }
  group.lesson.questions.change((all) => all.map((one) => ({ ...one, answers: [told] })))
  await expect.element(entry('Question from Mei')).toHaveTextContent('after the lesson')
  await expect.element(field('Answer Mei')).toHaveValue('Yes')
  await expect.element(field('Answer Mei')).toHaveFocus()
  await userEvent.click(button('Cancel'))
  await expect.element(page.getByRole('region', { name: 'Answered', exact: true })).toBeVisible()
})

test('an answer that is half typed is there when the box is opened again, each at its own question', async () => {
  group.asks('Mei', 'May I go?')
  group.asks('Ali', 'Which pages?')
  opens()
  await userEvent.click(button('Questions, 2 open'))
  await userEvent.click(button('Answer Mei'))
  await userEvent.fill(field('Answer Mei'), 'After the le')
  await userEvent.click(button('Answer Ali'))
  await expect.element(field('Answer Ali')).toHaveValue('')
  await userEvent.click(button('Questions, 2 open'))
  await expect.element(entry('Question from Mei')).not.toBeInTheDocument()
  await userEvent.click(button('Questions, 2 open'))
  await expect.element(entry('Question from Mei')).toHaveTextContent('Draft: After the le')
  await userEvent.click(button('Answer Mei'))
  await expect.element(field('Answer Mei')).toHaveValue('After the le')
  await userEvent.click(button('Send answer'))
  await expect.element(entry('Question from Mei')).toHaveTextContent('After the le')
  await expect.element(page.getByText('Draft:')).not.toBeInTheDocument()
})

test('what was begun to be asked is there when the box is opened again', async () => {
  group.info.change((was) => ({ ...was, me: MEMBER }))
  opens()
  await userEvent.click(button('Questions'))
  await userEvent.fill(field('Ask those who teach'), 'Which pa')
  await userEvent.click(button('Questions'))
  await expect.element(field('Ask those who teach')).not.toBeInTheDocument()
  await userEvent.click(button('Questions'))
  await expect.element(field('Ask those who teach')).toHaveValue('Which pa')
})

test('whoever may not ask now reads why, and not an empty page', async () => {
  group.info.change((was) => ({ ...was, me: { ...MEMBER, mayPost: false, mayReact: false } }))
  opens()
  await userEvent.click(button('Questions'))
  await expect.element(page.getByText('Nobody can ask now')).toBeVisible()
  await expect.element(field('Ask those who teach')).not.toBeInTheDocument()
})

test('a question that was not sent is written again in the box, and an answer nowhere', async () => {
  group.info.change((was) => ({ ...was, me: MEMBER }))
  parley.notices.set([
    { id: '1', type: 'not-sent', group: group.id, text: 'May I go?', box: 'question' },
  ])
  opens()
  await userEvent.click(button('Write again'))
  await expect.element(field('Ask those who teach')).toHaveValue('May I go?')
  expect(group.draft.get()).toBe('')
  parley.notices.set([
    { id: '2', type: 'not-sent', group: group.id, text: 'In ink', box: 'answer' },
  ])
  await expect.element(page.getByText('In ink')).toBeVisible()
  await expect.element(button('Write again')).not.toBeInTheDocument()
})

test('announcements and questions are found in the palette of a class, and of no other group', async () => {
  const other = parley.addGroup('Choir', { people: ['Mei'] })
  opens()
  await expect.element(button('Questions')).toBeVisible()
  await userEvent.keyboard('{Control>}k{/Control}questions{Enter}')
  await expect.element(page.getByRole('heading', { name: 'Questions', exact: true })).toBeVisible()
  await userEvent.keyboard('{Control>}k{/Control}announcements{Enter}')
  await expect
    .element(page.getByRole('heading', { name: 'Announcements', exact: true }))
    .toBeVisible()
  leave()
  leave = showApp(parley, groupPlace(other.id))
  await expect.element(page.getByRole('textbox', { name: 'Message' })).toBeVisible()
  await userEvent.keyboard('{Control>}k{/Control}questions')
  await expect.element(page.getByText('Nothing is called that.').first()).toBeVisible()
})
