/** A device of one's own that is lost or sold: removed from another one, and told so. */
import { violations } from './axe.ts'
import { beginsLinking, finishesLinking } from './linking.ts'
import { expect, meet, test } from './people.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

test('who removes a device sees it go; it says so once and stays readable, and nothing new opens there', async ({
  alice,
  bob,
  meeting,
}) => {
  test.slow()
  await meet('Workshop', alice, bob)
  await bob.writes('The saw is sharp')
  await expect(alice.message('The saw is sharp')).toBeVisible()
  const other = await meeting.newPerson('Alice')
  await other.opensTheApp()
  await beginsLinking(alice, other)
  await finishesLinking(alice, other)
  await other.opensGroup('Workshop')
  await expect(other.message('The saw is sharp')).toBeVisible()

  await alice.settings.opens()
  const { page } = alice
  await alice.tabsTo(alice.settings.devices.getByRole('button', { name: /^Remove / }))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await alice.tabsTo(dialog.getByRole('button', { name: 'Remove', exact: true }))
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await expect(alice.settings.devices).toHaveCount(1)

  const notice = other.page.getByRole('alert').filter({ hasText: 'This device was removed' })
  await expect(notice).toBeVisible()
  await expect(other.page.getByRole('status').getByText('This device was removed')).toBeVisible()
  await expect(other.composer).toHaveCount(0)
  expect(await violations(other.page)).toEqual([])
  await alice.opensGroup('Workshop')
  await bob.writes('The glue is dry')
  await alice.writes('Then we can sand')
  await expect(bob.message('Then we can sand')).toBeVisible()
  await expect(alice.message('The glue is dry')).toBeVisible()

  await other.reloads()
  await other.page.getByRole('link', { name: 'Back to groups' }).click()
  await expect(other.connection).toContainText('Connected')
  await other.groupRow('Workshop').click()
  await expect(other.page.getByRole('status').getByText('This device was removed')).toBeVisible()
  await expect(notice).toHaveCount(0)
  await expect(other.message('The saw is sharp')).toBeVisible()
  await expect(other.log).not.toContainText('The glue is dry')
  await other.page.getByRole('link', { name: 'Back to groups' }).click()
  await expect(notice).toContainText('delete its data and link it anew')
  await expect(other.groupRow('Workshop')).toContainText('The saw is sharp')
  await expect(other.page.getByRole('button', { name: 'New group' })).toHaveCount(0)
  expect(await bob.people.log()).toEqual([
    'Alice removed one of their devices',
    'Alice took a new device into use',
    'Bob came by a link',
    'Alice made an invite link',
    'Alice made the group',
  ])
})
