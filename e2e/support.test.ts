/** Support: a visitor of another site writes, a team answers in the app, and people of it come and go. */
import { openSite, type Site } from '../scripts/embedding-site.ts'
import { violations } from './axe.ts'
import { expect, meet, test as base } from './people.ts'
import type { Person } from './person.ts'

interface Supporting {
  /** Alice leads the team; its lines stand in the site's page. */
  readonly site: Site
}

const test = base.extend<Supporting>({
  site: async ({ alice, relay }, use) => {
    await meet('Bean shop', alice)
    const support = await makesLines(alice)
    const site = await openSite({ relay: relay.url().slice(0, -1), group: '', support })
    await use(site)
    await site.close()
  },
})

async function makesLines({ page }: Person): Promise<string> {
  await page.getByRole('button', { name: /^People/ }).click()
  await page.getByRole('tab', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Make the lines' }).click()
  const lines = await page.getByRole('textbox', { name: 'Lines for the page' }).inputValue()
  expect(lines.split('\n')).toHaveLength(2)
  return /support="([^"]*)"/.exec(lines)?.[1] ?? ''
}

async function showsGroups({ page }: Person): Promise<void> {
  await page.goto(page.url().replace(/#.*/, '#/'))
}

async function opensInbox(person: Person): Promise<void> {
  const { page } = person
  await showsGroups(person)
  await page.getByRole('link', { name: /^Support/ }).click()
  await expect(page.getByRole('heading', { name: 'Support', exact: true })).toBeVisible()
}

test('a visitor writes without a network, a team answers, and it is there when they come back', async ({
  alice,
  meeting,
  site,
}) => {
  const bob = await meeting.newPerson('Bob', { cuttable: true })
  await bob.page.goto(`${site.origin}/support.html?order=77`)
  await expect(bob.page.getByText('How can we help?')).toBeVisible()
  await bob.dropsLine()
  await bob.composer.fill('Do you ship to Chad?')
  await bob.composer.press('Enter')
  await expect(bob.page.getByText('Do you ship to Chad?')).toBeVisible()
  await bob.reloads()
  await expect(bob.page.getByText('Do you ship to Chad?')).toBeVisible()
  await bob.regainsConnection()

  await opensInbox(alice)
  const waiting = alice.page.getByRole('region', { name: 'Waiting' })
  await expect(waiting.getByRole('listitem')).toContainText('Do you ship to Chad?')
  await expect(waiting.getByRole('listitem')).toContainText('/support.html')
  await expect(waiting.getByRole('listitem')).not.toContainText('order')
  expect(await violations(alice.page)).toEqual([])
  await waiting.getByRole('link').click()
  await expect(alice.page.getByRole('link', { name: /support\.html/ })).toBeVisible()
  await alice.writes('We do.')
  await expect(bob.message('We do.')).toBeVisible()
  expect(await violations(alice.page)).toEqual([])
  await bob.reloads()
  await expect(bob.message('We do.')).toBeVisible()
  expect(await violations(bob.page)).toEqual([])

  await alice.page.getByRole('button', { name: 'Close conversation' }).click()
  await expect(alice.page.getByText('This conversation is closed')).toBeVisible()
  // Nothing tells the visitor of it: what came after it does. What they write is later then, whatever their clock says.
  await alice.reacts('We do.', '🎉')
  await expect(bob.reaction('We do.', '🎉')).toBeVisible()
  await bob.writes('Thanks')
  await expect(alice.page.getByText('This conversation is closed')).toBeHidden()
  await bob.deletes('Thanks')
  await expect(alice.message('Thanks')).toHaveCount(0)
})

test('who comes to the team later reads what was said; who is removed reads nothing that comes after', async ({
  alice,
  bob,
  meeting,
  site,
}) => {
  const visitor = bob
  await visitor.page.goto(`${site.origin}/support.html`)
  await visitor.composer.fill('Hello?')
  await visitor.composer.press('Enter')
  await expect(visitor.message('Hello?')).toBeVisible()
  await opensInbox(alice)
  await expect(alice.page.getByText('Hello?')).toBeVisible()

  const carol = await meeting.newPerson('Carol')
  await showsGroups(alice)
  await alice.page.getByRole('link', { name: /^Bean shop/ }).click()
  await expect(alice.log).toBeVisible()
  await carol.joins(await alice.invites())
  await opensInbox(carol)
  await carol.page.getByRole('listitem').filter({ hasText: 'Hello?' }).getByRole('link').click()
  await carol.writes('Carol here')
  await expect(visitor.message('Carol here')).toBeVisible()

  await alice.people.removes('Carol')
  await expect(carol.page.getByText(/removed you from this group/)).toBeVisible()
  await opensInbox(alice)
  await alice.page.getByRole('listitem').filter({ hasText: 'Carol here' }).getByRole('link').click()
  await alice.writes('Carol has left us')
  await expect(visitor.message('Carol has left us')).toBeVisible()
  await visitor.writes('I see')
  await expect(alice.message('I see')).toBeVisible()
  await expect(carol.page.getByText('I see')).toHaveCount(0)
  await expect(carol.page.getByText('Carol has left us')).toHaveCount(0)
})

test('in Arabic a visitor writes from right to left, and the page hears of the answer', async ({
  alice,
  bob,
  site,
}) => {
  const { page } = bob
  await page.goto(`${site.origin}/support.html`)
  const chat = page.locator('parley-chat')
  await chat.evaluate((one) => {
    one.setAttribute('lang', 'ar')
    one.addEventListener('message', (event) => {
      if (event instanceof CustomEvent) document.title = event.detail.text
    })
  })
  await expect(page.getByText('كيف نساعدك؟ اكتب إلينا هنا.')).toBeVisible()
  expect(await violations(page)).toEqual([])
  const box = page.getByRole('textbox', { name: 'رسالة' })
  await box.fill('هل تشحنون إلى القاهرة؟')
  await box.press('Enter')
  await expect(page.getByRole('log')).toHaveCSS('direction', 'rtl')

  await opensInbox(alice)
  await alice.page.getByRole('listitem').filter({ hasText: 'القاهرة' }).getByRole('link').click()
  await alice.writes('We do')
  await expect(page).toHaveTitle('We do')
  expect(await violations(page)).toEqual([])
})
