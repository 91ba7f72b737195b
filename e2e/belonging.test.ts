/** How people come into groups and stand to each other there, by other ways than the usual link. */
import { violations } from './axe.ts'
import { expect, meet, test } from './people.ts'
import type { Person } from './person.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

test('an open group says so to all, and its people can be added to another without a link', async ({
  alice,
  bob,
}) => {
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Village square', { encrypted: false })
  await alice.writes('Everybody may read this')
  await bob.joins(await alice.invites())
  await expect(bob.message('Everybody may read this')).toBeVisible()
  for (const { page, people } of [alice, bob]) {
    await expect(page.getByText('Not encrypted', { exact: true })).toBeVisible()
    await people.opens('Settings')
    await expect(page.getByText(/^Not encrypted\. The relay, and whoever runs it/)).toBeVisible()
  }
  expect(await violations(bob.page)).toEqual([])
  for (const { people } of [alice, bob]) await people.closes()
  await bob.writes('So be kind')
  await expect(alice.message('So be kind')).toBeVisible()

  await alice.createsGroup('Fair committee')
  await expect(alice.page.getByText('Not encrypted')).toHaveCount(0)
  await alice.writes('Who brings the tent?')
  await addsByKeyboard(alice, 'Bob')
  await bob.goesBack()
  await bob.opensGroup('Fair committee')
  await expect(bob.message('Who brings the tent?')).toBeVisible()
  await bob.writes('I do')
  await expect(alice.message('I do')).toBeVisible()
  expect(await bob.people.log()).toEqual(['Alice added Bob', 'Alice made the group'])
})

/** From the list of people, with focus back where it began. */
async function addsByKeyboard(who: Person, name: string): Promise<void> {
  const { page, people } = who
  await people.opens()
  const open = page.getByRole('button', { name: 'Add people' })
  await who.tabsTo(open)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Add people' })
  await who.tabsTo(dialog.getByRole('button', { name: `Add ${name}` }))
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('button', { name: 'Added' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(people.row(name)).toBeVisible()
  await people.closes()
}

test('who blocks a person reads them only by choice; a quiet group is not counted', async ({
  alice,
  bob,
}) => {
  await meet('Market', alice, bob)
  await bob.writes('Buy my cheap watches')
  await alice.writes('No')
  await bob.replies('Buy my cheap watches', 'Only today')
  await expect(alice.message('Only today')).toBeVisible()
  await alice.people.blocks('Bob')
  await alice.people.closes()
  await expect(alice.log.getByText('Bob is blocked by you')).toHaveCount(3) // two, and a quote
  await expect(alice.log).not.toContainText('cheap watches')
  expect(await violations(alice.page)).toEqual([])
  await alice.log.getByRole('button', { name: 'Show anyway' }).first().click()
  await expect(alice.message('Buy my cheap watches')).toBeVisible()

  await alice.goesBack()
  await bob.writes('Or tomorrow')
  await expect(bob.message('Or tomorrow')).toContainText('Received')
  await expect(alice.groupRow('Market')).toContainText('Bob is blocked by you')
  await expect(alice.groupRow('Market')).not.toContainText('Or tomorrow')
  await expect(alice.page).toHaveTitle('Parley')
  await alice.settings.opens()
  await alice.page.getByRole('button', { name: 'Unblock Bob' }).click()
  await alice.goesBack()
  await expect(alice.groupRow('Market')).toContainText('Bob: Or tomorrow')

  await bob.writes('Last chance')
  await expect(alice.page).toHaveTitle(/^\(2\) /)
  await alice.opensGroup('Market')
  await alice.people.switches('Keep this group quiet', true)
  await alice.people.closes()
  await alice.goesBack()
  await bob.writes('Still there?')
  await expect(alice.groupRow('Market')).toContainText('Still there?')
  await expect(alice.groupRow('Market').getByRole('img', { name: 'Quiet' })).toBeVisible()
  await expect(alice.page).not.toHaveTitle(/^\(/)
})

test('a group of five is asked for a second owner, who is then one', async ({ alice, meeting }) => {
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Choir')
  const link = await alice.invites()
  const [bob, carol, ...others] = await Promise.all(
    ['Bob', 'Carol', 'Dora', 'Emil'].map((name) => meeting.newPerson(name)),
  )
  if (bob === undefined || carol === undefined) throw new Error('Nobody came.')
  await Promise.all([bob.joins(link), carol.joins(link)])
  await alice.people.opens()
  for (const name of ['Bob', 'Carol']) await expect(alice.people.row(name)).toBeVisible()
  const asked = alice.page.getByRole('region', { name: 'Add a second owner' })
  await expect(asked).toHaveCount(0)
  await Promise.all(others.map((other) => other.joins(link)))
  await expect(asked).toBeVisible()
  const { page } = alice
  await alice.tabsTo(asked.getByRole('button', { name: 'Choose' }))
  await page.keyboard.press('Enter')
  await alice.tabsTo(page.getByRole('button', { name: 'Make owner: Bob' }))
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await expect(alice.people.row('Bob')).toContainText('Owner')
  await expect(asked).toHaveCount(0)

  await bob.people.switches('Announcements only', true)
  await expect(carol.page.getByText('Announcements only')).toBeVisible()
})
