/** Takes the pictures. The people in them are invented; nobody's real words are shown. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { phoneBeforeLaptop, phonesInARow } from './framed.ts'
import { lettersStyle } from './lab-pages.ts'
import { Person } from './person.ts'
import { expect, test } from './people.ts'
import type { RelayProcess } from './relay-process.ts'
import { talk, tour } from './tour.ts'

const IMAGES = join(import.meta.dirname, '..', 'docs', 'images')
const SHOP_WINDOW = join(import.meta.dirname, '..', 'apps/web/public/screenshots')
const SHOTS = process.env['PARLEY_SHOTS']
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, deviceScaleFactor: 2 }
const WIDE = { viewport: { width: 1280, height: 800 }, hasTouch: false, deviceScaleFactor: 1 }
const DESKTOP = { viewport: { width: 1240, height: 790 }, hasTouch: false, deviceScaleFactor: 2 }
const GROUPS = {
  Choir: 'The new scores are on the piano.',
  'Allotment 12': 'Who has the key to the gate?',
  'Book circle': 'Chapter seven until Tuesday, I could not stop reading',
}

test('people on a laptop and on phones, by day and by night', async ({ browser, relay }, {
  project,
}) => {
  test.slow()
  if (project.name !== 'desktop') return
  const mira = await arrive(browser, relay, 'Mira', DESKTOP)
  const tomas = await arrive(browser, relay, 'Tomas', { ...PHONE, colorScheme: 'dark' })
  const layla = await arrive(browser, relay, 'ليلى', PHONE)
  const everybody = [mira, tomas, layla]
  await mira.opensTheApp()
  await mira.saysName()
  for (const [group, text] of Object.entries(GROUPS)) {
    await mira.createsGroup(group)
    await mira.writes(text)
    await layla.joins(await mira.invites())
    await expect(layla.message(text)).toBeVisible()
  }
  await mira.createsGroup('Harbour festival')
  const link = await mira.invites()
  for (const guest of [tomas, layla]) await guest.joins(link)
  await talk(mira, tomas)
  await layla.writes('أنا أحضر الحساء للجميع 🍲')
  await mira.reacts('أنا أحضر الحساء للجميع 🍲', '❤️')
  await answers(mira, 'Two ladders are in the shed, the key is with Jonas')
  await answers(layla, 'I take them along in the van')
  await layla.page.getByRole('button', { name: 'Back', exact: true }).click()
  await mira.starts('Pin', 'Plan and map: https://harbour.example/plan')
  await tomas.entersTunnel()
  await tomas.writes('On the ferry now. I drew the cable plan, sending it when we land.')
  for (const { page } of everybody) await page.mouse.move(0, 0)

  await mkdir(IMAGES, { recursive: true })
  const [laptop, offline] = [await mira.page.screenshot(), await tomas.page.screenshot()]
  await phoneBeforeLaptop(browser, { laptop, phone: offline }, join(IMAGES, 'two-people.png'))
  await tomas.people.opens()
  const people = await tomas.page.screenshot()
  await speaksArabic(layla.page)
  const arabic = await layla.page.screenshot()
  await layla.page.evaluate(() => location.assign('#/'))
  await expect(layla.groupRow('Choir')).toBeVisible()
  const groups = await layla.page.screenshot()
  await phonesInARow(browser, [groups, offline, arabic, people], join(IMAGES, 'phones.png'))
  for (const { context } of everybody) await context.close()
})

async function answers(person: Person, text: string): Promise<void> {
  await person.starts('Reply in thread', 'Morning! Who can help with the stage on Saturday?')
  const box = person.page.getByRole('textbox', { name: 'Reply in thread' })
  await box.fill(text)
  await box.press('Enter')
  await expect(person.page.getByRole('article').filter({ hasText: text })).toBeVisible()
}

async function speaksArabic(page: Page): Promise<void> {
  await page.evaluate(() => {
    localStorage.setItem('parley-language', 'ar')
    dispatchEvent(new StorageEvent('storage', { key: 'parley-language' }))
  })
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
}

test('what a system shows before the app is installed', async ({ browser, relay }, { project }) => {
  if (project.name !== 'desktop') return
  const mira = await arrive(browser, relay, 'Mira', WIDE)
  const tomas = await arrive(browser, relay, 'Tomas', PHONE)
  await mira.opensTheApp()
  await mira.saysName()
  const groups = { Choir: 'The new scores are on the piano.', 'Allotment 12': 'Who has the key?' }
  for (const [group, text] of Object.entries(groups)) {
    await mira.createsGroup(group)
    await mira.writes(text)
    await tomas.joins(await mira.invites())
    await expect(tomas.message(text)).toBeVisible()
  }
  await mira.createsGroup('Harbour festival')
  await tomas.joins(await mira.invites())
  await talk(mira, tomas)
  await mkdir(SHOP_WINDOW, { recursive: true })
  await mira.page.mouse.move(0, 0)
  await mira.page.screenshot({ path: join(SHOP_WINDOW, 'wide.png') })
  await tomas.entersTunnel()
  await tomas.writes('On the ferry now. I send the cable plan when we land.')
  await tomas.page.screenshot({ path: join(SHOP_WINDOW, 'narrow.png') })
  await tomas.goesBack()
  await tomas.page.screenshot({ path: join(SHOP_WINDOW, 'narrow-groups.png') })
  for (const { context } of [mira, tomas]) await context.close()
})

test('every screen, light and dark', async ({ meeting }, { project }) => {
  test.slow()
  if (SHOTS === undefined) return
  await tour(
    await meeting.newPerson('Mira'),
    await meeting.newPerson('Tomas'),
    async (page, screen) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await page.screenshot({ path: join(SHOTS, `${project.name}-${screen}-${colorScheme}.png`) })
      }
    },
  )
})

/** With the letters of the tests, so that the pictures do not depend on what a machine has. */
async function arrive(
  browser: Browser,
  relay: RelayProcess,
  name: string,
  device: BrowserContextOptions,
) {
  const context = await browser.newContext({ colorScheme: 'light', bypassCSP: true, ...device })
  await context.addInitScript(
    (style) => {
      addEventListener('DOMContentLoaded', () => {
        const letters = document.createElement('style')
        letters.textContent = style
        document.head.append(letters)
      })
    },
    await lettersStyle(),
  )
  return Person.with({ name, appUrl: relay.url(), context })
}
