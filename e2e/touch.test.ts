/** A phone, and a finger on it: formatting without keys, and what one can do with a message. */
import type { Locator } from '@playwright/test'
import { violations } from './axe.ts'
import { expect, meet, test } from './people.ts'
import { targets } from './targets.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

test('Alice makes words bold, a list and a link with a finger, and Bob sees them so', async ({
  alice,
  bob,
}) => {
  const { page, composer } = alice
  await meet('Harbour', alice, bob)
  await composer.fill('Bring this\nrope\ntea\nmap')
  await page.getByRole('button', { name: 'Formatting' }).tap()
  const row = page.getByRole('toolbar', { name: 'Formatting' })
  await expect(row.getByRole('button')).toHaveCount(7)
  expect(await violations(page)).toEqual([])
  expect((await targets(page)).small).toEqual([])

  await selects(composer, 6, 10)
  await row.getByRole('button', { name: 'Bold' }).tap()
  await expect(composer).toHaveValue('Bring **this**\nrope\ntea\nmap')
  await expect(composer).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(composer).toHaveValue('Bring this\nrope\ntea\nmap')
  await page.keyboard.press('Control+Shift+z')
  await selects(composer, 17, 23)
  await row.getByRole('button', { name: 'List' }).tap()
  await expect(composer).toHaveValue('Bring **this**\n- rope\n- tea\nmap')
  await selects(composer, 28, 31)
  await row.getByRole('button', { name: 'Link' }).tap()
  await page.keyboard.insertText('map.example')
  await expect(composer).toHaveValue(/\n\[map\]\(https:\/\/map\.example\)$/)
  await page.getByRole('button', { name: 'Send' }).tap()

  await expect(bob.log.locator('strong', { hasText: 'this' })).toBeVisible()
  await expect(bob.log.getByRole('listitem').filter({ hasText: 'tea' })).toBeVisible()
  await expect(bob.log.getByRole('link', { name: /map/ })).toHaveAttribute(
    'href',
    /^https:\/\/map\.example/,
  )
})

test('a finger that rests on a message finds what one can do with it; one that cannot touches twice', async ({
  alice,
  bob,
}) => {
  const { page } = alice
  await meet('Harbour', alice, bob)
  await bob.writes('who comes?')
  await expect(alice.message('who comes?')).toBeVisible()
  await expect(page.getByText('Hold a message')).toBeVisible()
  expect(await violations(page)).toEqual([])
  const sheet = page.getByRole('dialog', { name: 'Message', exact: true })
  const lift = await rests(alice.message('who comes?').getByText('who comes?'), sheet)
  await lift()
  await expect(page.getByText('Hold a message')).toHaveCount(0)
  await sheet.getByRole('button', { name: 'Reply', exact: true }).tap()
  await alice.writes('we do')

  await alice.message('who comes?').getByText('who comes?').tap()
  await alice.message('who comes?').getByRole('button', { name: 'More' }).tap()
  await expect(sheet).toBeVisible()
})

test('a finger opens a group wherever it touches its row, and finds by holding it what one can do with it', async ({
  alice,
}) => {
  const { page } = alice
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Harbour')
  const row = alice.groupRow('Harbour')
  for (const at of [0.02, 0.5, 0.9, 0.98]) {
    await alice.goesBack()
    await page.touchscreen.tap(...(await pointIn(row, at)))
    await expect(alice.log, `touched at ${at} of its width`).toBeVisible()
    await expect(page.getByRole('menu')).toHaveCount(0)
  }

  await alice.goesBack()
  await expect(page.getByText('Hold a group')).toBeVisible()
  expect(await violations(page)).toEqual([])
  expect((await targets(page)).small).toEqual([])
  const menu = page.getByRole('menu', { name: 'More about Harbour' })
  const lift = await rests(row, menu)
  await lift()
  await expect(menu).toBeVisible()
  await expect(page.getByText('Hold a group')).toHaveCount(0)
  expect((await targets(page)).small).toEqual([])
  await menu.getByRole('menuitem', { name: 'Keep quiet' }).tap()
  await expect(menu).toHaveCount(0)
  await expect(row.getByRole('img', { name: 'Quiet' })).toBeVisible()
  // Focus is back at the button that no finger sees.
  await page.touchscreen.tap(...(await pointIn(row, 0.98)))
  await expect(alice.log).toBeVisible()
})

async function selects(box: Locator, from: number, to: number): Promise<void> {
  await box.evaluate(
    (one, [begin, end]) => (one as HTMLTextAreaElement).setSelectionRange(begin, end),
    [from, to] as const,
  )
}

/** Until what it opens is there; returns what lifts the finger. */
async function rests(on: Locator, opened: Locator): Promise<() => Promise<void>> {
  const [x, y] = await pointIn(on, 0.5)
  const finger = await on.page().context().newCDPSession(on.page())
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] })
  await expect(opened).toBeVisible()
  return async () => {
    await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  }
}

/** So far along it, halfway down. */
async function pointIn(on: Locator, along: number): Promise<[x: number, y: number]> {
  const box = await boxOf(on)
  return [box.x + box.width * along, box.y + box.height / 2]
}

async function boxOf(one: Locator) {
  const box = await one.boundingBox()
  if (box === null) throw new Error('There is nothing to touch.')
  return box
}
