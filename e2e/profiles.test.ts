/** Pictures, statuses and what groups are about: two people, one who comes later, and a network that fails. */
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { violations } from './axe.ts'
import { expect, meet, test } from './people.ts'
import type { Person } from './person.ts'

const ICON = join(import.meta.dirname, '..', 'apps', 'web', 'public', 'icons', 'icon-512.png')
const SVG = {
  name: 'drawing.svg',
  mimeType: 'image/svg+xml',
  buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
}
const NOT_A_PICTURE = { name: 'cat.png', mimeType: 'image/png', buffer: Buffer.from('no cat') }

const STATUS = '<img src=x onerror=alert(1)> קצת 🏔️ \u202Eevil'
const SHOWN_STATUS = '<img src=x onerror=alert(1)> קצת 🏔️ evil'
const ABOUT = 'Thursdays at *seven*.\n<script>alert(2)</script>\n\u2067عند الجدار'

/** The picture in this place has been drawn, from what came sealed. */
async function showsPicture(place: Locator): Promise<void> {
  const picture = place.locator('img[src^="blob:"]').first()
  await expect(picture).toBeVisible()
  await expect
    .poll(() => picture.evaluate((one: HTMLImageElement) => one.naturalWidth))
    .toBeGreaterThan(64)
}

function field({ page }: Person, name: 'Your picture' | 'Group picture'): Locator {
  return page.getByRole('group', { name })
}

/** Where faces stand that lead to cards: in the list of people, and in the talk. */
async function looksAt(person: Person, name: string, place: Locator): Promise<Locator> {
  await place.getByRole('button', { name: `About ${name}` }).click()
  const card = person.page.getByRole('dialog', { name })
  await expect(card).toBeVisible()
  return card
}

async function leaves(card: Locator): Promise<void> {
  await card.getByRole('button', { name: 'Close' }).click()
  await expect(card).toHaveCount(0)
}

test('a picture and a status go from a file to everybody’s screens, and say nothing but what they are', async ({
  alice,
  bob,
}) => {
  await meet('Climbers', alice, bob)
  await alice.writes('Who has the rope?')
  await expect(bob.message('Who has the rope?')).toBeVisible()

  await alice.settings.opens()
  const mine = field(alice, 'Your picture')
  const file = mine.locator('input[type="file"]')
  await file.setInputFiles(SVG)
  await expect(mine.getByRole('alert')).toHaveText(/cannot be used/)
  await file.setInputFiles(NOT_A_PICTURE)
  await expect(mine.getByRole('alert')).toHaveText(/cannot be read/)
  await file.setInputFiles(ICON)
  await showsPicture(mine)
  await expect(mine.getByRole('alert')).toHaveCount(0)
  const status = alice.page.getByRole('textbox', { name: 'Status' })
  const save = alice.page.getByRole('button', { name: 'Save status' })
  await status.fill('🏔️'.repeat(81))
  await save.click()
  await expect(alice.page.getByRole('alert')).toHaveText(/up to 80 characters/)
  await status.fill(STATUS)
  await save.click()
  await expect(status).toHaveValue(SHOWN_STATUS)
  expect(await violations(alice.page)).toEqual([])

  // In the talk, in the list, and on the card that either opens.
  await showsPicture(bob.log)
  const card = await looksAt(bob, 'Alice', bob.log)
  await showsPicture(card)
  await expect(card).toContainText(SHOWN_STATUS)
  await expect(card).toContainText('You have not compared codes yet.')
  expect(await violations(bob.page)).toEqual([])
  await card.getByRole('button', { name: 'Compare code' }).click()
  await bob.page.getByRole('dialog').getByRole('button', { name: 'They are the same' }).click()
  await expect(card).toContainText('You have compared codes')
  await leaves(card)
  await bob.people.opens()
  await showsPicture(bob.people.row('Alice'))
  await expect(bob.people.row('Alice')).toContainText(SHOWN_STATUS)
  await leaves(await looksAt(bob, 'Alice', bob.people.row('Alice')))

  await mine.getByRole('button', { name: 'Remove picture' }).click()
  await expect(mine.locator('img')).toHaveCount(0)
  await expect(bob.people.row('Alice').locator('img')).toHaveCount(0)
})

test('what a group is about is said without a network, reaches everybody, and who comes later', async ({
  alice,
  bob,
  meeting,
}) => {
  const link = await meet('Climbers', alice, bob)
  await alice.entersTunnel()
  await alice.people.opens('Settings')
  const group = field(alice, 'Group picture')
  await group.locator('input[type="file"]').setInputFiles(ICON)
  await showsPicture(group)
  await alice.page.getByRole('textbox', { name: 'Description' }).fill(ABOUT)
  await alice.page.getByRole('button', { name: 'Save description' }).click()
  await alice.people.opens('People')
  const about = ({ page }: Person) => page.getByRole('tabpanel')
  await expect(about(alice)).toContainText('<script>alert(2)</script>')
  await alice.leavesTunnel()

  await showsPicture(bob.page.locator('[data-pane="main"] header'))
  await bob.people.opens('People')
  await expect(about(bob)).toContainText('<script>alert(2)</script>')
  await expect(about(bob).locator('em', { hasText: 'seven' })).toBeVisible()
  await bob.people.opens('Settings')
  await expect(field(bob, 'Group picture')).toHaveCount(0)
  const plum = bob.page.getByRole('radio', { name: 'Plum' })
  await plum.click()
  await expect(plum).toBeChecked() // once it is kept
  const main = bob.page.locator('[data-pane="main"]')
  await expect(main).toHaveAttribute('data-accent', '2')
  expect(await violations(bob.page)).toEqual([])
  await bob.people.closes()
  await bob.reloads()
  await expect(main).toHaveAttribute('data-accent', '2')

  const carol = await meeting.newPerson('Carol')
  await carol.joins(link)
  await showsPicture(carol.page.locator('[data-pane="main"] header'))
  await carol.goesBack()
  await showsPicture(carol.groupRow('Climbers'))
  await expect(alice.page.locator('[data-pane="main"]')).not.toHaveAttribute('data-accent')
})
