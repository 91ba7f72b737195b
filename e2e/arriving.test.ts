/** How a group in the page of another site arrives: in steps, and nothing that is written waits for the next. */
import { violations } from './axe.ts'
import { comes, test } from './embedded.ts'
import { expect } from './people.ts'

test('who has been here writes before the conversation is there, and goes on in it', async ({
  alice,
  bob,
  site,
}) => {
  const { page } = bob
  await comes(bob, `${site.origin}/plain.html`)
  await expect(bob.message('Ask us anything')).toBeVisible()
  let letGo = (): void => undefined
  const held = new Promise<void>((resolve) => (letGo = resolve))
  await page.route('**/assets/widget/talk-*.js', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(`${site.origin}/plain.html`)
  await expect(page.getByRole('heading', { name: 'Garden', exact: true })).toBeVisible()
  // A page may be about something else: nothing in it takes focus by itself.
  await expect(page.locator('body')).toBeFocused()
  await bob.composer.fill('early')
  await bob.composer.press('Enter')
  await expect(page.getByRole('listitem').filter({ hasText: 'early' })).toBeVisible()
  await bob.composer.pressSequentially('and la')
  letGo()
  await expect(bob.message('early')).toBeVisible()
  await expect(bob.composer).toBeFocused()
  await expect(bob.composer).toHaveValue('and la')
  await page.keyboard.type('te')
  await page.keyboard.press('Enter')
  await expect(alice.message('early')).toHaveCount(1)
  await expect(alice.message('and late')).toHaveCount(1)
})

test('of whoever only reads the page nothing more is fetched; who touches it writes at once, before the rest is there', async ({
  alice,
  bob,
  site,
}) => {
  const { page } = bob
  let asked = 0
  let letGo = (): void => undefined
  const held = new Promise<void>((resolve) => (letGo = resolve))
  await page.route('**/assets/widget/talk-*.js', async (route) => {
    asked++
    await held
    await route.continue()
  })
  await page.goto(`${site.origin}/plain.html`, { waitUntil: 'networkidle' })
  const anonymous = page.getByRole('button', { name: 'Stay anonymous' })
  await expect(anonymous).toBeVisible()
  expect(asked).toBe(0)
  await anonymous.click()
  await expect(bob.composer).toBeFocused()
  expect(asked).toBe(1)
  await page.keyboard.type('Anybody here?')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listitem').filter({ hasText: 'Anybody here?' })).toBeVisible()
  letGo()
  await expect(bob.message('Anybody here?')).toBeVisible()
  await expect(bob.message('Ask us anything')).toBeVisible()
  await expect(alice.message('Anybody here?')).toHaveCount(1)
})

test('what acts on a message comes when somebody gets near one; where it cannot be had that is said, and asked for again', async ({
  bob,
  site,
}) => {
  const { page } = bob
  let isAway = true
  let asked = 0
  await page.route('**/assets/widget/embedded-contents-*.js', (route) => {
    asked++
    return isAway ? route.abort('internetdisconnected') : route.continue()
  })
  await comes(bob, `${site.origin}/plain.html`)
  await expect(bob.message('Ask us anything')).toBeVisible()
  expect(asked).toBe(0)
  const message = bob.message('Ask us anything')
  const more = message.getByRole('button', { name: 'More' })
  await message.hover()
  await more.click()
  const missing = page.getByRole('dialog', { name: 'One moment' })
  await expect(missing.getByRole('alert')).toBeVisible()
  expect(await violations(page)).toEqual([])
  isAway = false
  await missing.getByRole('button', { name: 'Try again' }).click()
  await expect(missing).toBeHidden()
  await message.hover()
  await more.click()
  await expect(page.getByText('Copy text')).toBeVisible()
})

test('who has been here touches nothing, and the page is told what is unread', async ({
  alice,
  bob,
  site,
}) => {
  const { page } = bob
  await page.goto(`${site.origin}/bubble.html`)
  await page.getByRole('button', { name: 'Frag uns' }).click()
  await page.getByRole('textbox', { name: 'Dein Name' }).fill('Bob')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('log').getByText('Ask us anything')).toBeVisible()
  await bob.reloads()
  await expect(page.getByRole('button', { name: 'Chat öffnen' })).toBeVisible()
  await alice.writes('We have moved')
  await expect(page.getByRole('status').filter({ hasText: /^1$/ })).toBeVisible()
})
