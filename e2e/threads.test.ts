/** Threads, mentions, pins, forwarding and links to messages: two people, and a network that fails. */
import type { Locator } from '@playwright/test'
import { violations } from './axe.ts'
import { expect, meet, test } from './people.ts'
import type { Person } from './person.ts'

const HOSTILE = '<img src=x onerror=alert(1)><script>alert(2)</script>'

const thread = (person: Person) => person.page.getByRole('region', { name: 'Thread', exact: true })
const inThread = (person: Person) => person.page.getByRole('textbox', { name: 'Reply in thread' })
const said = (person: Person, text: string): Locator =>
  thread(person).getByRole('article').filter({ hasText: text })

async function opensThread(person: Person, at: string): Promise<void> {
  await person.starts('Reply in thread', at)
  await expect(inThread(person)).toBeVisible()
}

async function writesInThread(person: Person, text: string): Promise<void> {
  await inThread(person).fill(text)
  await inThread(person).press('Enter')
  await expect(said(person, text)).toBeVisible()
}

/** On a phone back to the conversation, else the pane is closed. */
async function leavesSide({ page }: Person): Promise<void> {
  await page
    .locator('[data-pane="side"]')
    .getByRole('button', { name: /^(?:Close|Back)$/ })
    .click()
  await expect(page.locator('[data-pane="side"]')).toHaveCount(0)
}

test('what both write in a thread without a network meets there, and nowhere else', async ({
  alice,
  bob,
}) => {
  await meet('Tents', alice, bob)
  await alice.writes('Which tent?')
  await expect(bob.message('Which tent?')).toBeVisible()
  await opensThread(alice, 'Which tent?')
  await writesInThread(alice, 'The green one?')
  await expect(bob.message('Which tent?')).toContainText('1 reply')
  await opensThread(bob, 'Which tent?')
  await expect(said(bob, 'The green one?')).toBeVisible()

  await alice.entersTunnel()
  await bob.entersTunnel()
  await writesInThread(alice, 'Its pole is broken')
  await writesInThread(bob, 'I mend the pole')
  await writesInThread(bob, HOSTILE)
  await alice.leavesTunnel()
  await bob.leavesTunnel()
  await expect(said(alice, 'I mend the pole')).toBeVisible()
  await expect(said(alice, HOSTILE)).toBeVisible()
  await expect(said(bob, 'Its pole is broken')).toBeVisible()
  const lines = (person: Person) =>
    thread(person).locator('article div[dir="auto"]').allInnerTexts()
  await expect.poll(() => lines(alice)).toEqual(await lines(bob))
  expect(await violations(alice.page)).toEqual([])

  await leavesSide(alice)
  await expect(alice.message('Which tent?')).toContainText('4 replies')
  await expect(alice.log.getByRole('article')).toHaveCount(1)
})

test('what was pinned offline is pinned for the other, and leads to its message', async ({
  alice,
  bob,
}) => {
  await meet('Ferry', alice, bob)
  await bob.writes('The ferry leaves at nine')
  await expect(alice.message('The ferry leaves at nine')).toBeVisible()
  await alice.entersTunnel()
  await alice.starts('Pin', 'The ferry leaves at nine')
  const line = (person: Person) =>
    person.page.getByRole('button', { name: /^Go to what is pinned/ })
  await expect(line(alice)).toBeVisible()
  await alice.leavesTunnel()
  await expect(line(bob)).toBeVisible()
  await bob.page.getByRole('button', { name: 'Show what is pinned' }).click()
  const pins = bob.page.getByRole('region', { name: 'Pinned', exact: true })
  await expect(pins.getByRole('listitem')).toContainText('The ferry leaves at nine')
  expect(await violations(bob.page)).toEqual([])
  await pins.getByRole('listitem').getByRole('button', { name: /ferry/ }).click()
  await expect(bob.message('The ferry leaves at nine')).toBeFocused()
  await alice.starts('Unpin', 'The ferry leaves at nine')
  await expect(line(bob)).toHaveCount(0)
})

test('a message goes on to another group without a network, marked as forwarded', async ({
  alice,
  bob,
}) => {
  await meet('Market', alice, bob)
  await alice.createsGroup('Kitchen')
  await alice.opensGroup('Market')
  await bob.writes('Leeks are cheap')
  await expect(alice.message('Leeks are cheap')).toBeVisible()
  await alice.entersTunnel()
  await alice.starts('Forward', 'Leeks are cheap')
  const dialog = alice.page.getByRole('dialog', { name: 'Forward' })
  expect(await violations(alice.page)).toEqual([])
  await dialog.getByRole('checkbox', { name: /Kitchen/ }).check()
  await dialog.getByRole('button', { name: 'Forward' }).click()
  await expect(alice.page.getByText('Forwarded to Kitchen')).toBeVisible()
  await alice.opensGroup('Kitchen')
  await expect(alice.message('Leeks are cheap')).toContainText('Forwarded')
})

test('a link to a message opens at it after a cold start, and says when it is nowhere', async ({
  alice,
  bob,
}) => {
  await meet('Links', alice, bob)
  await alice.writes('The one to find')
  const key = await alice.message('The one to find').getAttribute('data-key')
  for (let at = 1; at <= 40; at++) await alice.writes(`Filler ${at}`)
  const [group = ''] = /#\/g\/[\w-]+/.exec(alice.page.url()) ?? []
  await expect(bob.message('Filler 40')).toBeVisible()
  await bob.page.goto('about:blank')
  await bob.opensTheApp(`${group}/m/0/${key}`)
  await expect(bob.message('The one to find')).toBeFocused()
  const nowhere = `${'A'.repeat(22)}/${'A'.repeat(22)}`
  await bob.page.goto('about:blank')
  await bob.opensTheApp(`${group}/m/0/${nowhere}`)
  await expect(bob.page.getByText(/The message of this link is not/)).toBeVisible()
})

test('by keyboard alone: to a group, to a thread, to the keys, and back', async ({ alice }) => {
  const { page } = alice
  const { keyboard } = page
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Boats')
  await alice.writes('Which boat?')
  await alice.createsGroup('Trains')
  await keyboard.press('ControlOrMeta+K')
  await expect(page.getByRole('combobox')).toBeFocused()
  expect(await violations(page)).toEqual([])
  await keyboard.type('boa')
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Boats', exact: true })).toBeVisible()
  await alice.tabsTo(alice.message('Which boat?'), 'Shift+Tab')
  await keyboard.press('t')
  await expect(inThread(alice)).toBeVisible()
  await alice.tabsTo(inThread(alice))
  await keyboard.type('The red one')
  await keyboard.press('Enter')
  await expect(said(alice, 'The red one')).toBeVisible()
  await keyboard.press('Escape')
  await expect(thread(alice)).toHaveCount(0)
  await expect(alice.message('Which boat?')).toBeFocused()
  await keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  expect(await violations(page)).toEqual([])
  await keyboard.press('Escape')
  await expect(alice.message('Which boat?')).toBeFocused()
})
