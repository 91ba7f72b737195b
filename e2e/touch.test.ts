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
  await rests(alice.message('who comes?').getByText('who comes?'))
  const sheet = page.getByRole('dialog', { name: 'Message', exact: true })
  await expect(sheet).toBeVisible()
  await expect(page.getByText('Hold a message')).toHaveCount(0)
  await sheet.getByRole('button', { name: 'Reply', exact: true }).tap()
  await alice.writes('we do')

  await alice.message('who comes?').getByText('who comes?').tap()
  await alice.message('who comes?').getByRole('button', { name: 'More' }).tap()
  await expect(sheet).toBeVisible()
})

async function selects(box: Locator, from: number, to: number): Promise<void> {
  await box.evaluate(
    (one, [begin, end]) => (one as HTMLTextAreaElement).setSelectionRange(begin, end),
    [from, to] as const,
  )
}

/** Until what it opens is there. */
async function rests(on: Locator): Promise<void> {
  const page = on.page()
  const box = await on.boundingBox()
  if (box === null) throw new Error('There is nothing to rest on.')
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const finger = await page.context().newCDPSession(page)
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] })
  await expect(page.getByRole('dialog')).toBeVisible()
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}
