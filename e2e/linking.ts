/** One person's old device and new one, linked by a short code and six digits. */
import { expect } from './people.ts'
import type { Person } from './person.ts'

/** Until both show the digits, which are the same. */
export async function beginsLinking(old: Person, young: Person): Promise<void> {
  await young.settings.takesLink(await old.settings.offersLink())
  await expect(old.settings.digits).toBeVisible()
  await expect(young.settings.digits).toBeVisible()
  const shown = await old.settings.digits.getAttribute('aria-label')
  expect(await young.settings.digits.getAttribute('aria-label')).toBe(shown)
}

export async function finishesLinking(old: Person, young: Person): Promise<void> {
  await old.settings.saysSame()
  await young.settings.saysSame()
  await expect(old.page.getByText('Linked.')).toBeVisible()
  await old.page.getByRole('button', { name: 'Done' }).click()
}
