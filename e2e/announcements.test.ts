/** What is announced in a class: by whoever teaches, offline too; where students find it again, and answer it. */
import type { Page } from '@playwright/test'
import { violations } from './axe.ts'
import { expect, LAPTOP, leavesSide, meetInClass, test } from './class-people.ts'

const lesson = (page: Page) => page.getByRole('region', { name: 'Lesson' })
const opener = (page: Page, name: RegExp) => lesson(page).getByRole('button', { name })
const announced = (page: Page) =>
  page.getByRole('list', { name: 'Announcements' }).getByRole('listitem')

test('what a teacher announces is found again by everybody, unread until it is read, and answered in its thread', async ({
  room,
  teacher,
  meeting,
}) => {
  const mei = await meeting.newPerson('Mei', { relay: room, host: LAPTOP, cuttable: true })
  await meetInClass(teacher, [mei])
  await mei.writes('Good morning')
  await expect(teacher.message('Good morning')).toBeVisible()
  await expect(mei.page.getByRole('button', { name: 'As announcement' })).toHaveCount(0)
  await opener(mei.page, /^Announcements/).click()
  await expect(mei.page.getByText('Nothing is announced yet')).toBeVisible()
  expect(await violations(mei.page)).toEqual([])
  await leavesSide(mei)
  await mei.losesConnection()

  const toggle = teacher.page.getByRole('button', { name: 'As announcement' })
  await toggle.click()
  await expect(toggle).toHaveAttribute('aria-pressed', 'true')
  expect(await violations(teacher.page)).toEqual([])
  await teacher.writes('Trip on Friday')
  await expect(toggle).toHaveAttribute('aria-pressed', 'false')
  await teacher.writes('Books out, please')
  await expect(teacher.message('Trip on Friday')).toContainText('Announcement')
  await expect(teacher.message('Books out, please')).not.toContainText('Announcement')

  await room.isKilled()
  await room.startsAgain()
  await mei.regainsConnection()
  await expect(mei.message('Books out, please')).toBeVisible()
  await opener(mei.page, /^Announcements/).click()
  await expect(announced(mei.page)).toHaveCount(1)
  await expect(announced(mei.page)).toContainText('Trip on Friday')
  expect(await violations(mei.page)).toEqual([])
  await announced(mei.page).getByRole('button').click()
  await expect(mei.message('Trip on Friday')).toBeVisible()
  await expect(mei.message('Trip on Friday')).toContainText('Announcement')
  await expect(opener(mei.page, /^Announcements$/)).toBeVisible()

  await mei.starts('Reply in thread', 'Trip on Friday')
  const answer = mei.page.getByRole('textbox', { name: 'Reply in thread' })
  await answer.fill('When do we meet?')
  await answer.press('Enter')
  await opener(teacher.page, /^Announcements/).click()
  await expect(announced(teacher.page)).toContainText('1 reply')
})
