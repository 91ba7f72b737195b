/** Into a group by its link, as whoever got it sent: they press the one button there is, under a name they may have. */
import { expect, type Page } from '@playwright/test'

/** Whoever is in that group is not asked. */
export async function followsInvite(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link)
  const asked = page.getByRole('heading', { name: 'You are invited to a group' })
  await expect(async () => {
    expect((await asked.isVisible()) || !page.url().includes('#/join/')).toBe(true)
  }).toPass()
  if (!(await asked.isVisible())) return
  const field = page.getByRole('textbox', { name: 'Your name' })
  if (await field.isVisible()) await field.fill(name)
  await page.getByRole('button', { name: 'Join', exact: true }).click()
}
