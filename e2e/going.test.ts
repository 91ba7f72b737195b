/** Ways to be rid of what is over: a request, a group one has left, all that a device keeps. */
import { violations } from './axe.ts'
import { expect, meet, test } from './people.ts'
import type { Person } from './person.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

/** Names of the databases of groups; the person's own document is none. */
function groupDatabases({ page }: Person): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const all = await indexedDB.databases()
    const names = all.map(({ name = '' }) => name)
    return names.filter((name) => /^parley-doc\/(?!p\/)/.test(name))
  })
}

test('[GS50] who has asked to come in takes it back, nobody is asked any more, and they may ask again', async ({
  alice,
  bob,
}) => {
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Night watch')
  const link = await alice.invitesWithApproval()
  await bob.asksToJoin(link)
  await expect(alice.page.getByText('Bob would like to come in.')).toBeVisible()

  const { page } = bob
  await bob.tabsTo(page.getByRole('button', { name: 'Withdraw the request' }))
  await page.keyboard.press('Enter')
  const asked = page.getByRole('dialog', { name: 'Withdraw your request?' })
  await bob.tabsTo(asked.getByRole('button', { name: 'Withdraw' }))
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await expect(page.getByText('No groups yet')).toBeVisible()
  await expect(alice.page.getByText('would like to come in')).toHaveCount(0)
  expect((await alice.people.log())[0]).toMatch(/ took back their request$/)
  await alice.people.closes()
  await bob.reloads()
  await expect(page.getByText('No groups yet')).toBeVisible()

  await bob.asksToJoin(link)
  await alice.people.letsIn('Bob')
  await alice.people.closes()
  await bob.writes('Now I have time')
  await expect(alice.message('Now I have time')).toBeVisible()
})

test('[GS51] who left removes the group from this device: nothing of it stays there, all of it with the others', async ({
  alice,
  bob,
}) => {
  const link = await meet('Choir', alice, bob)
  await bob.writes('I sing bass')
  await expect(alice.message('I sing bass')).toBeVisible()
  expect(await groupDatabases(bob)).not.toEqual([])
  const tab = await bob.opensSecondTab()
  await expect(tab.message('I sing bass')).toBeVisible()

  const { page } = bob
  await bob.people.opens()
  await page.getByRole('button', { name: 'Leave group' }).click()
  await page.getByRole('button', { name: 'Leave', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(bob.groupRow('Choir')).toContainText('You left')
  const isAtList = () => page.evaluate(() => document.activeElement?.closest('nav') !== null)
  await expect.poll(isAtList).toBe(true)
  await bob.opensGroup('Choir')
  await page.getByRole('button', { name: 'Remove from this device' }).click()
  const asked = page.getByRole('dialog', { name: 'Remove this group from this device?' })
  await expect(asked).toContainText('everything that was said in it is deleted here')
  await page.bringToFront() // behind another tab a dialog never finishes appearing
  await bob.tabsTo(asked.getByRole('button', { name: 'Remove', exact: true }))
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await expect(page.getByText('No groups yet')).toBeVisible()
  await expect(tab.page.getByText('This group is not on this device')).toBeVisible()
  await expect.poll(() => groupDatabases(bob)).toEqual([])
  await bob.reloads()
  await expect(page.getByText('No groups yet')).toBeVisible()
  expect(await groupDatabases(bob)).toEqual([])

  await expect(alice.message('I sing bass')).toBeVisible()
  expect((await alice.people.log())[0]).toBe('Bob left')
  await alice.people.closes()
  await bob.joins(link)
  await expect(bob.message('I sing bass')).toBeVisible()
})

test('[GS52] after somebody was removed the next link has the options of the last one', async ({
  alice,
  bob,
}) => {
  await meet('Allotment', alice, bob)
  const before = await alice.invitesWithApproval()
  await alice.people.removes('Bob')
  await alice.people.closes()
  const after = await alice.invites()
  expect(after).not.toBe(before)
  await bob.asksToJoin(after)
  await expect(alice.page.getByText('Bob would like to come in.')).toBeVisible()
})

test('who came back by the wrong words deletes what is here, in all tabs, and begins anew', async ({
  bob,
}) => {
  const { page } = bob
  await bob.opensTheApp()
  await bob.settings.recovers(`${'abandon '.repeat(11)}about`)
  const name = page.getByRole('textbox', { name: 'Your name' })
  const isUnknown = page.getByText('No groups were found for this phrase')
  await expect(isUnknown.or(name).first()).toBeVisible()
  if (await name.isVisible()) await bob.saysName()
  await expect(isUnknown).toBeVisible()
  const tab = await bob.opensSecondTab()
  await expect(tab.page.getByText('No groups were found for this phrase')).toBeVisible()

  const theme = () => page.evaluate(() => localStorage.getItem('parley-theme'))
  await page.evaluate(() => localStorage.setItem('parley-theme', 'dark'))
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')

  await page.getByRole('button', { name: 'Delete this device’s data' }).click()
  const asked = page.getByRole('dialog', { name: /^Delete all that Parley keeps/ })
  await expect(asked).toContainText('come back with the right words')
  await page.bringToFront()
  await bob.tabsTo(asked.getByRole('button', { name: 'Delete', exact: true }))
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  for (const one of [page, tab.page])
    await expect(one.getByRole('link', { name: 'I have a recovery phrase' })).toBeVisible()
  expect(await theme()).toBeNull()
  await expect(page.locator('html')).not.toHaveAttribute('data-theme')
  await bob.saysName()
  await bob.createsGroup('Begun anew')
  await bob.writes('Hello')
})

test('[GS122] who founded a group that nobody came to takes it off the device, and is told what that means', async ({
  alice,
}) => {
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Only a try')
  await alice.writes('Is this thing on?')
  await alice.people.opens()
  const { page } = alice
  await page.getByRole('button', { name: 'Remove from this device' }).click()
  const asked = page.getByRole('dialog', { name: 'Remove this group from this device?' })
  await expect(asked).toContainText('Nobody else is in it.')
  expect(await violations(page)).toEqual([])
  await asked.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(page.getByText('No groups yet')).toBeVisible()
  await alice.reloads()
  await expect(page.getByText('No groups yet')).toBeVisible()
  await expect(alice.groupRow('Only a try')).toHaveCount(0)
})
