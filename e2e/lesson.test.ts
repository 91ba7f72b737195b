/** A lesson over plain http: the teacher at the laptop, two students on phones, and lines that drop. */
import type { Page } from '@playwright/test'
import { violations } from './axe.ts'
import { expect, LAPTOP, meetInClass, test } from './class-people.ts'
import type { Person } from './person.ts'

const PHONE = { width: 390, height: 844 }

const lesson = (page: Page) => page.getByRole('region', { name: 'Lesson' })
const press = ({ page }: Person, name: string) =>
  lesson(page).getByRole('button', { name, exact: true }).click()

async function handsAt({ page }: Person, names: readonly string[]): Promise<void> {
  const up = lesson(page).getByRole('list', { name: 'Hands up' }).getByRole('listitem')
  await expect(up).toHaveText([...names])
}

test('hands go up, outlive a line that drops and a laptop that sleeps, and the teacher calls on them in turn', async ({
  room,
  teacher,
  meeting,
}) => {
  const mei = await meeting.newPerson('Mei', { relay: room, host: LAPTOP, cuttable: true })
  const ali = await meeting.newPerson('Ali', { relay: room, host: LAPTOP })
  for (const student of [mei, ali]) await student.page.setViewportSize(PHONE)
  await meetInClass(teacher, [mei, ali])

  await mei.losesConnection()
  await press(mei, 'Raise hand')
  await handsAt(mei, ['You'])
  await press(ali, 'Raise hand')
  await handsAt(teacher, ['Ali'])
  await mei.regainsConnection()
  await expect(lesson(teacher.page).getByRole('button', { name: 'Call on Mei' })).toBeVisible()
  expect(await violations(teacher.page)).toEqual([])
  expect(await violations(mei.page)).toEqual([])

  await room.isKilled()
  await room.startsAgain()
  await press(teacher, 'Call on Mei')
  await expect(lesson(mei.page).getByText('You have the word')).toBeVisible()
  await expect(lesson(ali.page).getByText('Mei has the word')).toBeVisible()
  await handsAt(ali, ['You'])
  await press(ali, 'Lower hand')
  await expect(lesson(teacher.page).getByRole('listitem')).toHaveCount(0)
})

test('quiet now is one press: students see why they cannot write, and write again when it is over', async ({
  room,
  teacher,
  meeting,
}) => {
  const mei = await meeting.newPerson('Mei', { relay: room, host: LAPTOP })
  await mei.page.setViewportSize(PHONE)
  await meetInClass(teacher, [mei])
  await press(teacher, 'Quiet now')
  await expect(mei.page.getByText('Whoever teaches has asked for quiet.')).toBeVisible()
  await expect(mei.page.getByRole('textbox', { name: 'Message' })).toHaveCount(0)
  await press(mei, 'Raise hand')
  await handsAt(teacher, ['Mei'])
  await teacher.writes('Books out, please')
  await expect(mei.message('Books out, please')).toBeVisible()
  await press(teacher, 'End the quiet')
  await mei.writes('Done')
  await expect(teacher.message('Done')).toBeVisible()
})
