/** Who is in a group and what they may do there: asked for, given, taken away, seen by everybody. */
import { violations } from './axe.ts'
import { expect, meet, test } from './people.ts'

test('who opens a link with approval waits until a moderator lets them in', async ({
  alice,
  bob,
}) => {
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Night watch')
  await alice.writes('Torches are in the shed')
  const link = await alice.invitesWithApproval()

  await bob.asksToJoin(link)
  await expect(bob.page.getByText('You have asked to come in')).toBeVisible()
  await expect(bob.log).toHaveCount(0)
  expect(await violations(bob.page)).toEqual([])

  await expect(alice.page.getByText('Bob would like to come in.')).toBeVisible()
  await expect(alice.page.getByRole('button', { name: 'People, 1 waiting' })).toBeVisible()
  await alice.people.opens()
  expect(await violations(alice.page)).toEqual([])
  await alice.people.letsIn('Bob')
  await alice.people.closes()

  await expect(bob.message('Torches are in the shed')).toBeVisible()
  await bob.writes('On my way')
  await expect(alice.message('On my way')).toBeVisible()
})

test('who is made a moderator may invite and delete, and everybody can read who did it', async ({
  alice,
  bob,
}) => {
  await meet('Orchard', alice, bob)
  await bob.writes('Hello')
  await expect(alice.message('Hello')).toBeVisible()
  await expect(bob.page.getByRole('button', { name: 'Invite' })).toHaveCount(0)
  await alice.people.makes('Bob', 'Moderator')
  await alice.people.closes()
  await alice.writes('Ladders are mine alone')

  await expect(bob.page.getByRole('button', { name: 'Invite' })).toBeVisible()
  expect(await bob.people.log()).toContain('Alice made Bob a moderator')
  await bob.people.closes()
})

test('in announcements only, members react and the others write', async ({ alice, bob }) => {
  await meet('Notices', alice, bob)
  await alice.people.switches('Announcements only', true)
  await alice.people.closes()
  await alice.writes('School is closed tomorrow')

  await expect(bob.page.getByText('Announcements only')).toBeVisible()
  await expect(bob.composer).toHaveCount(0)
  await bob.reacts('School is closed tomorrow', '👍')
  await expect(alice.reaction('School is closed tomorrow', '👍')).toBeVisible()

  await alice.people.switches('Announcements only', false)
  await alice.people.closes()
  await bob.writes('Thank you')
  await expect(alice.message('Thank you')).toBeVisible()
})

test('who is muted is told until when, and writes again once unmuted', async ({ alice, bob }) => {
  await meet('Debate', alice, bob)
  await bob.composer.fill('And another thing')
  await alice.people.mutes('Bob', '1 hour')
  await expect(bob.page.getByText(/You are muted until (tomorrow, )?\d\d:\d\d/)).toBeVisible()
  await expect(bob.composer).toHaveCount(0)
  await expect(bob.page.getByText('And another thing')).toBeVisible()
  expect(await violations(bob.page)).toEqual([])
  expect(await violations(alice.page)).toEqual([])

  await alice.people.unmutes('Bob')
  await expect(bob.composer).toHaveValue('And another thing')
  await bob.composer.press('Enter')
  await expect(bob.message('And another thing')).toBeVisible()
  await alice.people.closes()
  await expect(alice.message('And another thing')).toBeVisible()
})

test('who is removed while writing offline is told so, keeps the text, and nobody sees it', async ({
  alice,
  bob,
}) => {
  await meet('Allotment', alice, bob)
  await bob.writes('Before the tunnel')
  await expect(alice.message('Before the tunnel')).toBeVisible()
  await bob.entersTunnel()
  await bob.writes('In the tunnel')

  await alice.people.removes('Bob')
  await alice.people.closes()
  await alice.writes('Only for those who stayed')
  await bob.leavesTunnel()

  await expect(bob.page.getByText('Alice removed you from this group')).toBeVisible()
  await expect(bob.composer).toHaveCount(0)
  const told = bob.page.getByRole('alert').filter({ hasText: 'Alice removed you before' })
  await expect(told).toContainText('this message reached anybody. Nobody sees it.')
  await expect(bob.page.getByRole('blockquote').getByText('In the tunnel')).toBeVisible()
  expect(await violations(bob.page)).toEqual([])
  await expect(bob.message('Before the tunnel')).toBeVisible()
  await expect(bob.log).not.toContainText('Only for those who stayed')
  await expect(alice.log).not.toContainText('In the tunnel')
  await expect(alice.message('Before the tunnel')).toBeVisible()
})

test('a moderator deletes what another wrote, and everybody sees by whom', async ({
  alice,
  bob,
}) => {
  await meet('Market', alice, bob)
  await bob.writes('Buy my cheap watches')
  await expect(alice.message('Buy my cheap watches')).toBeVisible()
  await alice.deletes('Buy my cheap watches')
  await expect(bob.log).toContainText('Removed by Alice')
  await expect(bob.log).not.toContainText('cheap watches')
})

test('by keyboard alone: to the people of a group, a role given, and back', async ({
  alice,
  bob,
}) => {
  await meet('Keys', alice, bob)
  const { page } = alice
  await alice.tabsTo(page.getByRole('button', { name: /^People/ }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tablist')).toBeVisible()
  await alice.tabsTo(page.getByRole('button', { name: 'What to do with Bob' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Change role' })).toBeFocused()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Role of Bob' })
  await expect(dialog).toBeVisible()
  await expect(page.getByRole('radio', { name: /^Member/ })).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('radio', { name: /^Moderator/ })).toBeChecked()
  await alice.tabsTo(dialog.getByRole('button', { name: 'Change role' }))
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(alice.people.row('Bob')).toContainText('Moderator')
  await expect(page.getByRole('button', { name: 'What to do with Bob' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('tablist')).toBeHidden()
  await expect(page.getByRole('button', { name: /^People/ })).toBeFocused()
})
