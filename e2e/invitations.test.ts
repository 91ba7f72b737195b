/** Links that let nobody in any more: said in words, with a way on. */
import { violations } from './axe.ts'
import { expect, test } from './people.ts'
import type { Person } from './person.ts'

async function withdrawLinks({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: 'Invite' }).click()
  const withdraw = page
    .getByRole('region', { name: 'Links in use' })
    .getByRole('button', { name: 'Withdraw' })
  await withdraw.first().click()
  const asked = page.getByRole('dialog', { name: 'Withdraw this link?' })
  await asked.getByRole('button', { name: 'Withdraw' }).click()
  await expect(withdraw).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

test('who opens a withdrawn link is told so, and comes in by a new one with what they wrote', async ({
  alice,
  bob,
}) => {
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Allotment')
  const withdrawn = await alice.invites()
  await withdrawLinks(alice)
  const link = await alice.invites()
  expect(link).not.toBe(withdrawn)

  await bob.opensTheApp(withdrawn.slice(withdrawn.indexOf('#')))
  const told = bob.page.getByRole('heading', { name: 'This invitation has ended' })
  await expect(told).toBeVisible()
  await expect(
    bob.page.getByText('Someone in the group withdrew the link. Ask for a new link.'),
  ).toBeVisible()
  await expect(bob.page.getByRole('textbox')).toHaveCount(0)
  expect(await violations(bob.page)).toEqual([])

  await bob.page.getByRole('button', { name: 'To your groups' }).click()
  await bob.saysName()
  await expect(bob.page.getByText('No groups yet')).toBeVisible()
  await bob.page.goto(withdrawn)
  await expect(told).toBeVisible()
  await bob.page.getByRole('button', { name: 'I have a new link' }).click()
  const field = bob.page.getByRole('textbox', { name: 'Link to the group' })
  await field.fill(withdrawn)
  await bob.page.keyboard.press('Enter')
  await expect(bob.page.getByRole('dialog')).toContainText(
    'Someone in the group withdrew the link.',
  )
  await field.fill(link)
  await bob.page.keyboard.press('Enter')
  await expect(bob.page.getByRole('heading', { name: 'Allotment', exact: true })).toBeVisible()
  await expect(told).toHaveCount(0)
  await bob.writes('Thank you for the new link')
  await expect(alice.message('Thank you for the new link')).toBeVisible()

  // To whoever is in, any link to the group is the way there.
  await bob.joins(withdrawn)
  await expect(bob.message('Thank you for the new link')).toBeVisible()
  await expect(told).toHaveCount(0)
})

test('[AT255] whoever is led to an invite from elsewhere is in the group when they said so, and not before', async ({
  alice,
  bob,
}) => {
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Not mine')
  const link = await alice.invites()
  await bob.opensTheApp()
  await bob.saysName()
  await expect(bob.page.getByText('No groups yet')).toBeVisible()
  await bob.page.goto(new URL('/healthz', link).href)
  await bob.page.evaluate((href) => location.assign(href), link)
  const asked = bob.page.getByText('You join as Bob.')
  const join = bob.page.getByRole('button', { name: 'Join', exact: true })
  await expect(asked).toBeVisible()
  await expect(join).toBeFocused()
  expect(await violations(bob.page)).toEqual([])
  await bob.reloads()
  await expect(asked).toBeVisible()
  await bob.page.getByRole('button', { name: 'Not now' }).click()
  await expect(bob.page.getByText('No groups yet')).toBeVisible()

  await bob.opensTheApp(`?open=${encodeURIComponent(link)}`)
  await expect(join).toBeFocused()
  await alice.writes('Is anybody here?')
  await alice.people.opens()
  await expect(alice.people.row('Alice')).toBeVisible()
  await expect(alice.people.row('Bob')).toHaveCount(0)
  await alice.people.closes()
  await bob.page.keyboard.press('Enter')
  await expect(bob.message('Is anybody here?')).toBeVisible()
  await bob.reloads()
  await expect(bob.message('Is anybody here?')).toBeVisible()
  await bob.page.goto('about:blank')
  await bob.page.goto(link)
  await expect(bob.message('Is anybody here?')).toBeVisible()
  await expect(bob.page).toHaveURL(/#\/g\//)
  await bob.writes('I am')
  await expect(alice.message('I am')).toBeVisible()
})

test('what was written before a link turned out to have ended stays, and the group can be given up', async ({
  alice,
  meeting,
}) => {
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Bees')
  const link = await alice.invites()
  await withdrawLinks(alice)

  const carol = await meeting.newPerson('Carol', { cuttable: true })
  await carol.opensTheApp()
  await carol.saysName()
  await carol.losesConnection()
  await carol.joins(link)
  await expect(carol.page.getByText('You can write already')).toBeVisible()
  await carol.writes('I can help on Sunday')
  await carol.regainsConnection()
  await expect(carol.page.getByText('This invitation has ended')).toBeVisible()
  await expect(carol.message('I can help on Sunday')).toBeVisible()
  expect(await violations(carol.page)).toEqual([])

  await carol.page.getByRole('button', { name: 'Remove from list' }).click()
  const asked = carol.page.getByRole('dialog')
  await expect(asked).toContainText('was never sent')
  await asked.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(carol.page.getByText('No groups yet')).toBeVisible()
  await carol.reloads()
  await expect(carol.page.getByText('No groups yet')).toBeVisible()
})
