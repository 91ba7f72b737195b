/** The people of a class: a room with its relay, a teacher before their board, students who come by the code. */
import { ClassroomProcess } from './classroom-process.ts'
import { expect, test as base } from './people.ts'
import type { Person } from './person.ts'

/** The browser is told in playwright.config.ts that this is the machine itself. */
export const LAPTOP = 'classroom.lan'

export const test = base.extend<{ room: ClassroomProcess; teacher: Person }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern here, even an empty one
  room: async ({}, use) => {
    const room = await ClassroomProcess.start({ name: 'Class 7b', host: LAPTOP })
    await use(room)
    await room.stop()
  },
  teacher: async ({ meeting, room }, use) => {
    const teacher = await meeting.newPerson('Ms Rivera', { relay: room })
    await teacher.page.goto(room.teacherLink)
    await teacher.page.getByRole('textbox', { name: 'Your name' }).fill(teacher.name)
    await teacher.page.getByRole('button', { name: 'Go on' }).click()
    await expect(teacher.page.getByRole('textbox', { name: 'Name of the class' })).toHaveValue(
      'Class 7b',
    )
    await use(teacher)
  },
})

export async function begins({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: 'Start the class' }).click()
  await expect(page.getByRole('heading', { name: 'Class 7b', exact: true })).toBeVisible()
}

/** What whoever has no camera types. */
export async function codeOnBoard({ page }: Person): Promise<string> {
  const code = page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  await expect(code).toBeVisible()
  return code.innerText()
}

/** Opens the bare address, says a name, and types the code as it comes. */
export async function comesByCode(student: Person, code: string): Promise<void> {
  const { page } = student
  await student.opensTheApp()
  await student.saysName()
  await expect(page.getByText(/^Scan the square on the board/)).toBeVisible()
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  const field = page.getByRole('textbox', { name: 'Link to the group' })
  await field.fill(code.toLowerCase().replace('-', ' '))
  await field.press('Enter')
  await expect(student.log).toBeVisible()
}

/** The class is begun, each of these comes by the code on the board, and the teacher goes to it. */
export async function meetInClass(teacher: Person, students: readonly Person[]): Promise<void> {
  await begins(teacher)
  const code = await codeOnBoard(teacher)
  for (const student of students) await comesByCode(student, code)
  await teacher.page.getByRole('link', { name: 'To the class' }).click()
}

/** On a phone back to the conversation, else the pane is closed. */
export async function leavesSide({ page }: Person): Promise<void> {
  const side = page.locator('[data-pane="side"]')
  await side.getByRole('button', { name: /^(?:Close|Back)$/ }).click()
  await expect(side).toHaveCount(0)
}

export { expect }
