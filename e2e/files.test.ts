/** A group travels by file between browsers that no relay connects. */
import type { Locator } from '@playwright/test'
import { expect, test } from './people.ts'
import type { Person } from './person.ts'
import { RelayProcess } from './relay-process.ts'

/** The browser is told in playwright.config.ts that this is the machine itself. */
const CLASSROOM = 'classroom.lan'

/** Where the file lies that this browser saved. */
async function savesToFile(person: Person): Promise<string> {
  await person.people.opens('Settings')
  const downloading = person.page.waitForEvent('download')
  await person.page.getByRole('button', { name: 'Save to a file…' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/^group-\d{4}-\d\d-\d\d\.parley$/)
  await expect(person.page.getByText('The file is ready.')).toBeVisible()
  await person.people.closes()
  return download.path()
}

/** Leaves the dialog open, which says what became of it. */
async function opensFile(person: Person, path: string): Promise<Locator> {
  await person.goesBack()
  await person.page.getByRole('button', { name: 'Join', exact: true }).click()
  await person.page.getByRole('button', { name: 'Open a group file…' }).click()
  const dialog = person.page.getByRole('dialog', { name: 'Open a group file' })
  await dialog.getByLabel('Open a group file…').setInputFiles(path)
  return dialog
}

async function followsLinkInTheApp(person: Person, link: string): Promise<void> {
  await person.page.getByRole('button', { name: 'Join', exact: true }).click()
  const dialog = person.page.getByRole('dialog', { name: 'Join a group' })
  await dialog.getByRole('textbox', { name: 'Link to the group' }).fill(link)
  await dialog.getByRole('button', { name: 'Join', exact: true }).click()
  await expect(dialog).toBeHidden()
}

/** What comes after the first screen is there, before there is nobody to fetch it from. */
async function looksAtJoining(person: Person): Promise<void> {
  await person.page.getByRole('button', { name: 'Join', exact: true }).click()
  const dialog = person.page.getByRole('dialog', { name: 'Join a group' })
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toBeHidden()
}

test('without any relay a newcomer on plain http comes in by link and file, and what both write merges by files', async ({
  meeting,
}) => {
  test.slow()
  const relay = await RelayProcess.start(['localhost', CLASSROOM])
  const teacher = await meeting.newPerson('Teacher', { relay })
  const student = await meeting.newPerson('Student', { relay, host: CLASSROOM })
  for (const person of [teacher, student]) {
    await person.opensTheApp()
    await person.saysName()
    await looksAtJoining(person)
  }
  await relay.stop()

  await teacher.createsGroup('Botany')
  await teacher.writes('Leaves until Monday')
  const link = await teacher.invites()
  const handed = await savesToFile(teacher)

  const early = await opensFile(student, handed)
  await expect(early).toContainText('you are not in on this device')
  await student.page.keyboard.press('Escape')
  await followsLinkInTheApp(student, link)
  const opened = await opensFile(student, handed)
  await expect(opened).toContainText('One new message in')
  await opened.getByRole('button', { name: 'Show the group' }).click()
  await expect(student.message('Leaves until Monday')).toBeVisible()
  await student.writes('Found an oak')
  const back = await savesToFile(student)

  await teacher.edits('Leaves until Monday', 'Leaves until Tuesday')
  const merged = await opensFile(teacher, back)
  await expect(merged).toContainText('One new message in')
  await merged.getByRole('button', { name: 'Show the group' }).click()
  await expect(teacher.message('Found an oak')).toBeVisible()
  await teacher.people.opens()
  await expect(teacher.people.row('Student')).toBeVisible()
  await teacher.people.closes()

  const again = await opensFile(teacher, back)
  await expect(again).toContainText('You already had everything of')
  await again.getByRole('button', { name: 'Show the group' }).click()
  const last = await savesToFile(teacher)
  const edited = await opensFile(student, last)
  await edited.getByRole('button', { name: 'Show the group' }).click()
  await expect(student.message('Leaves until Tuesday')).toBeVisible()
  expect(await student.screen()).toEqual([
    'Teacher: Leaves until Tuesday | edited',
    'Student: Found an oak',
  ])
})
