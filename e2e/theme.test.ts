/** Light or dark: before anything is drawn, over reloads, in every window, on the first screen too. */
import type { Page } from '@playwright/test'
import { violations } from './axe.ts'
import { expect, meet, test } from './people.ts'
import { RelayProcess } from './relay-process.ts'

/** On plain http nothing is kept: whatever a test holds back does not come. */
const CLASSROOM = 'classroom.lan'
const PAPER = { light: 'rgb(245, 244, 240)', dark: 'rgb(20, 22, 19)' }

async function looks(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await expect(page.locator('html')).toHaveCSS('color-scheme', theme)
  await expect(page.locator('body')).toHaveCSS('background-color', PAPER[theme])
}

/** What the browser is asked to paint its own frame with. */
const frame = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')]
      .filter(({ media }) => matchMedia(media).matches)
      .map(({ content }) => content),
  )

test('a theme that was chosen stays over reloads, offline too, and holds in every window', async ({
  alice,
  bob,
}) => {
  await meet('Night watch', alice, bob)
  await bob.writes('Lights out')
  const { page } = alice
  await page.emulateMedia({ colorScheme: 'light' })
  await alice.settings.opens()
  const dark = page.getByRole('radio', { name: 'Dark', exact: true })
  await dark.click()
  await expect(dark).toBeChecked()
  await looks(page, 'dark')
  expect(await frame(page)).toEqual(['#1b1e1a'])
  expect(await violations(page)).toEqual([])

  const tab = await alice.opensSecondTab()
  await looks(tab.page, 'dark')
  await tab.page.getByRole('radio', { name: 'Light', exact: true }).click()
  await looks(page, 'light')
  await expect(page.getByRole('radio', { name: 'Light', exact: true })).toBeChecked()
  await dark.click()
  await looks(tab.page, 'dark')
  await tab.closesTab()

  await alice.hasTheAppKept()
  await alice.entersTunnel()
  await alice.reloads()
  await looks(page, 'dark')
  await expect(page.getByRole('radio', { name: 'Dark', exact: true })).toBeChecked()
  await page.emulateMedia({ contrast: 'more' })
  await expect(page.locator('body')).toHaveCSS('color', 'rgb(255, 255, 255)')
  await expect(bob.page.locator('html')).not.toHaveAttribute('data-theme')
})

test('the page is dark before any module of the app is there, and the first screen is the first one still', async ({
  meeting,
}) => {
  const relay = await RelayProcess.start([CLASSROOM])
  const alice = await meeting.newPerson('Alice', { relay, host: CLASSROOM })
  const { page } = alice
  await page.emulateMedia({ colorScheme: 'light' })
  await page.addInitScript(() => localStorage.setItem('parley-theme', 'dark'))
  let letGo = (): void => undefined
  const isWanted = new Promise<void>((resolve) => (letGo = resolve))
  await page.route(/\/assets\/(?!boot-).*\.js$/, async (route) => {
    await isWanted
    await route.continue()
  })
  const opening = alice.opensTheApp()
  await looks(page, 'dark')
  await expect(page.locator('#app')).toBeEmpty()
  letGo()
  await opening
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeFocused()
  await looks(page, 'dark')
  expect(await frame(page)).toEqual(['#1b1e1a'])
  expect(await violations(page)).toEqual([])
  await relay.stop()
})
