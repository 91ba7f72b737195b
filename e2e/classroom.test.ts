/** A class on a teacher's laptop: one command, one link for the teacher, a board for everybody else. */
import type { Page } from '@playwright/test'
import { violations } from './axe.ts'
import {
  begins,
  codeOnBoard,
  comesByCode,
  expect,
  LAPTOP,
  meetInClass,
  test,
} from './class-people.ts'

test('a teacher begins a class by one link; students come by the square and by the code, and talk', async ({
  room,
  teacher,
  meeting,
}) => {
  await begins(teacher)
  const board = teacher.page
  await expect(board.getByText(`${LAPTOP}:`, { exact: false })).toBeVisible()
  await expect(board.getByRole('img', { name: 'QR code of the class' })).toBeVisible()
  const code = await codeOnBoard(teacher)
  expect(await violations(board)).toEqual([])

  const mei = await meeting.newPerson('Mei', { relay: room, host: LAPTOP })
  await comesByCode(mei, code)
  await mei.goesBack()
  const said = mei.page.getByRole('note').filter({ hasText: 'could replace the page' })
  await expect(said).toBeVisible()
  await said.getByRole('button', { name: 'Dismiss' }).click()
  await expect(said).toHaveCount(0)
  await mei.opensGroup('Class 7b')
  await expect(board.getByText('1 student is in')).toBeVisible()

  await board.getByRole('link', { name: 'To the class' }).click()
  const link = await teacher.invites()
  const ali = await meeting.newPerson('Ali', { relay: room, host: LAPTOP })
  await ali.joins(link.replace('localhost', LAPTOP))
  await ali.writes('Here I am')
  await expect(mei.message('Here I am')).toBeVisible()
  await teacher.writes('Good morning')
  await expect(ali.message('Good morning')).toBeVisible()

  // Another day: the same link leads to the same class, and no second one is founded.
  await board.goto(room.teacherLink)
  await expect(board.getByText('2 students are in')).toBeVisible()
  expect(await codeOnBoard(teacher)).toBe(code)
})

test('the laptop goes dark and comes back: nobody does anything, nothing is lost, the code leads in again', async ({
  room,
  teacher,
  meeting,
}) => {
  await begins(teacher)
  const code = await codeOnBoard(teacher)
  const mei = await meeting.newPerson('Mei', { relay: room, host: LAPTOP })
  await comesByCode(mei, code)
  await room.isKilled()
  await mei.writes('Written while the laptop slept')
  await room.startsAgain()
  await teacher.page.getByRole('link', { name: 'To the class' }).click()
  await expect(teacher.message('Written while the laptop slept')).toBeVisible()

  await teacher.opensInvite()
  await teacher.page.getByRole('button', { name: 'Show on the board' }).click()
  expect(await codeOnBoard(teacher)).toBe(code)
  const ali = await meeting.newPerson('Ali', { relay: room, host: LAPTOP })
  await comesByCode(ali, code)
  await expect(ali.message('Written while the laptop slept')).toBeVisible()
})

test('a class that asks lets each one in by hand, and the board says how many wait', async ({
  room,
  teacher,
  meeting,
}) => {
  const approve = teacher.page.getByRole('switch', { name: 'Approve each person' })
  await approve.click()
  await expect(approve).toBeChecked()
  await begins(teacher)
  const code = await codeOnBoard(teacher)
  const mei = await meeting.newPerson('Mei', { relay: room, host: LAPTOP })
  await mei.opensTheApp()
  await mei.saysName()
  await mei.page.getByRole('button', { name: 'Join', exact: true }).click()
  const field = mei.page.getByRole('textbox', { name: 'Link to the group' })
  await field.fill('0000 0000')
  await field.press('Enter')
  await expect(mei.page.getByText('There is no class with this code here.')).toBeVisible()
  await field.fill(code)
  await field.press('Enter')
  await expect(mei.page.getByRole('heading', { name: 'You have asked to come in' })).toBeVisible()
  await expect(teacher.page.getByText('1 waits to be let in')).toBeVisible()
  await teacher.page.getByRole('link', { name: 'To the class' }).click()
  await teacher.page.getByRole('button', { name: 'Look' }).click()
  await teacher.page.getByRole('button', { name: 'Let in Mei' }).click()
  await expect(mei.log).toBeVisible()
})

test('the page to project shows the address and needs no app', async ({ room, meeting }) => {
  const mei = await meeting.newPerson('Mei', { relay: room, host: LAPTOP })
  await mei.page.goto(`${room.url()}board`)
  await expect(mei.page.getByRole('heading', { name: 'Class 7b' })).toBeVisible()
  await expect(mei.page.getByText(new RegExp(`^${LAPTOP}:\\d+$`))).toBeVisible()
  await expect(mei.page.getByText('Here now: 0')).toBeVisible()
  expect(await violations(mei.page)).toEqual([])
})

test('students are not offered to found groups at the laptop; their teacher is', async ({
  room,
  teacher,
  meeting,
}) => {
  const mei = await meeting.newPerson('Mei', { relay: room, host: LAPTOP })
  await meetInClass(teacher, [mei])
  const founding = (page: Page) => page.getByRole('button', { name: 'New group' })
  await mei.goesBack()
  await expect(founding(mei.page)).toBeHidden()
  const palette = mei.page.getByRole('combobox')
  await expect(async () => {
    await mei.page.keyboard.press('Control+k')
    await expect(palette).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await palette.fill('New group')
  await expect(mei.page.getByText('Nothing is called that.').first()).toBeVisible()
  await teacher.goesBack()
  await expect(founding(teacher.page)).toBeVisible()
})
