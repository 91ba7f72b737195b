/** Takes the pictures. The people in them are invented; nobody's real words are shown. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { Person } from './person.ts'
import { expect, test } from './people.ts'
import type { RelayProcess } from './relay-process.ts'
import { talk, tour } from './tour.ts'

const IMAGES = join(import.meta.dirname, '..', 'docs', 'images')
const SHOP_WINDOW = join(import.meta.dirname, '..', 'apps/web/public/screenshots')
const SHOTS = process.env['PARLEY_SHOTS']
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, deviceScaleFactor: 2 }
const WIDE = { viewport: { width: 1280, height: 800 }, hasTouch: false, deviceScaleFactor: 1 }
const DESKTOP = { viewport: { width: 1040, height: 760 }, hasTouch: false, deviceScaleFactor: 2 }

test('two people, one on a laptop and one on a phone', async ({ browser, relay }, { project }) => {
  if (project.name !== 'desktop') return
  const mira = await arrive(browser, relay, 'Mira', DESKTOP)
  const tomas = await arrive(browser, relay, 'Tomas', PHONE)
  await mira.opensTheApp()
  await mira.saysName()
  await mira.createsGroup('Choir')
  await mira.writes('The new scores are on the piano.')
  await mira.createsGroup('Allotment 12')
  await mira.writes('Somebody left the gate open again')
  await mira.createsGroup('Harbour festival')
  await tomas.joins(await mira.invites())
  await talk(mira, tomas)
  await tomas.entersTunnel()
  await tomas.writes('On the ferry now. I drew the cable plan, sending it when we land.')
  await mira.writes('Generator is ordered')
  await mira.reacts('Plan and map: https://harbour.example/plan', '👍')
  for (const { page } of [mira, tomas]) await page.mouse.move(0, 0)
  await mkdir(IMAGES, { recursive: true })
  const [laptop, phone] = [await mira.page.screenshot(), await tomas.page.screenshot()]
  await compose(await browser.newPage({ viewport: { width: 1470, height: 840 } }), laptop, phone)
  for (const { context } of [mira, tomas]) await context.close()
})

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

async function arrive(browser: Browser, relay: RelayProcess, name: string, device: typeof PHONE) {
  const context = await browser.newContext({ ...device, colorScheme: 'light' })
  return Person.with({ name, appUrl: relay.url(), context })
}

/** Both screens in one picture, the phone before the laptop. */
async function compose(page: Page, laptop: Buffer, phone: Buffer): Promise<void> {
  const source = (image: Buffer) => `data:image/png;base64,${image.toString('base64')}`
  await page.setContent(`
    <style>
      body { margin: 0; block-size: 100vh; position: relative; background: #dfe7e3; }
      img { position: absolute; box-shadow: 0 24px 60px #0f2a2440, 0 2px 8px #0f2a2430; }
      .laptop { inset: 40px auto auto 40px; inline-size: 1040px; border-radius: 14px; }
      .phone { inset: auto 40px 40px auto; inline-size: 330px; border-radius: 34px; border: 9px solid #14211d; }
    </style>
    <img class="laptop" src="${source(laptop)}"><img class="phone" src="${source(phone)}">`)
  await page.screenshot({ path: join(IMAGES, 'two-people.png') })
  await page.close()
}
