/** The question box of a class: what a student asks is read by those who teach, and nobody else. */
import type { Page } from '@playwright/test'
import { violations } from './axe.ts'
import { expect, LAPTOP, leavesSide, meetInClass, test } from './class-people.ts'
import type { Person } from './person.ts'

const lesson = (page: Page) => page.getByRole('region', { name: 'Lesson' })
const side = (page: Page) => page.locator('[data-pane="side"]')
const question = (page: Page, name: string) => side(page).getByRole('article', { name })

async function opensBox({ page }: Person, name: string | RegExp): Promise<void> {
  await lesson(page).getByRole('button', { name, exact: true }).click()
  await expect(side(page).getByRole('heading', { name: 'Questions' })).toBeVisible()
}

async function asks({ page }: Person, text: string): Promise<void> {
  await side(page).getByRole('textbox', { name: 'Ask those who teach' }).fill(text)
  await side(page).getByRole('button', { name: 'Ask', exact: true }).click()
  await expect(question(page, 'Your question').filter({ hasText: text })).toBeVisible()
}

async function answers({ page }: Person, name: string, text: string, whom: RegExp): Promise<void> {
  await side(page)
    .getByRole('button', { name: `Answer ${name}` })
    .click()
  await side(page)
    .getByRole('textbox', { name: `Answer ${name}` })
    .fill(text)
  const choice = side(page).getByRole('radio', { name: whom })
  await choice.click()
  await expect(choice).toBeChecked()
  expect(await violations(page)).toEqual([])
  await side(page).getByRole('button', { name: 'Send answer' }).click()
  await expect(question(page, `Question from ${name}`).filter({ hasText: text })).toBeVisible()
}

test('a question that was asked offline is answered to the one who asked, another to all without the name', async ({
  room,
  teacher,
  meeting,
}) => {
  const mei = await meeting.newPerson('Mei', { relay: room, host: LAPTOP, cuttable: true })
  const ali = await meeting.newPerson('Ali', { relay: room, host: LAPTOP })
  await meetInClass(teacher, [mei, ali])

  await mei.losesConnection()
  await opensBox(mei, 'Questions')
  await expect(side(mei.page).getByText(/Nobody else is shown that you asked/)).toBeVisible()
  await asks(mei, 'May I hand it in on Monday?')
  await expect(question(mei.page, 'Your question')).toContainText('Kept here')
  expect(await violations(mei.page)).toEqual([])
  await room.isKilled()
  await room.startsAgain()
  mei.getsLineBack()

  await opensBox(teacher, 'Questions, 1 open')
  await expect(question(teacher.page, 'Question from Mei')).toContainText('on Monday?')
  await answers(teacher, 'Mei', 'Yes, before the lesson', /^Only Mei/)
  await expect(question(mei.page, 'Your question')).toContainText('Yes, before the lesson')
  await side(teacher.page).getByRole('button', { name: 'Done with Mei’s question' }).click()
  await expect(side(mei.page).getByRole('heading', { name: 'Done' })).toBeVisible()

  await asks(mei, 'Which pages?')
  await expect(question(teacher.page, 'Question from Mei').first()).toContainText('Which pages?')
  await leavesSide(mei)
  await answers(teacher, 'Mei', 'Pages 12 to 20', /^The whole class, without the name/)
  const told = ali.log.getByRole('article').filter({ hasText: 'Pages 12 to 20' })
  await expect(told).toContainText('Which pages?')
  await expect(told).not.toContainText('Mei')
  await opensBox(mei, 'Questions, 1 answered')
  await expect(side(mei.page).getByText('Pages 12 to 20')).toBeVisible()
  await leavesSide(mei)
  await expect(
    lesson(mei.page).getByRole('button', { name: 'Questions', exact: true }),
  ).toBeVisible()

  await opensBox(ali, 'Questions')
  await expect(side(ali.page).getByRole('article')).toHaveCount(0)
})
