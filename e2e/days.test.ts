/** Going to a day of a conversation, in a tunnel too. */
import { violations } from './axe.ts'
import { expect, test } from './people.ts'

test('the first message of a day is one press away, and a day on which nothing follows says so', async ({
  alice,
}) => {
  const { page } = alice
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Diary')
  await alice.writes('the very first words')
  for (const more of ['next', 'then', 'last']) await alice.writes(`${more}${'\n…'.repeat(14)}`)
  await alice.entersTunnel()

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('go to a day')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Go to a day' })
  const day = dialog.getByLabel('Day')
  await expect(day).toBeFocused()
  expect(await violations(page)).toEqual([])
  await day.fill('2020-02-02')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(alice.message('the very first words')).toBeInViewport()

  await alice.log.getByRole('button', { name: 'Today' }).click()
  await expect(day).not.toHaveValue('')
  await day.fill('2099-01-01')
  await dialog.getByRole('button', { name: 'Go', exact: true }).click()
  const said = page.getByRole('status').filter({ hasText: 'Nothing was written from that day on.' })
  await expect(said).toBeVisible()
  await said.getByRole('button', { name: 'Close' }).click()
  await expect(said).toHaveCount(0)
})
