/** Every screen in every language, right to left too; and a language that changes while one talks. */
import type { Page } from '@playwright/test'
import { cutTexts } from './cut-texts.ts'
import { expect, meet, test } from './people.ts'
import { tour } from './tour.ts'

const OTHERS = ['de', 'es', 'ar', 'ja'] as const
/** The narrowest window there is, for the longest words. */
const NARROW = { width: 320, height: 640 }

test('on every screen nothing is cut and nothing leaves the window, in any language', async ({
  alice,
  bob,
}) => {
  test.slow()
  const found = new Set<string>()
  let looks = 0
  await tour(alice, bob, async (page, screen) => {
    const usual = page.viewportSize() ?? NARROW
    for (const language of OTHERS) {
      await speaks(page, language)
      for (const size of [usual, NARROW]) {
        await page.setViewportSize(size)
        for (const cut of await cutTexts(page))
          found.add(`${screen}, ${language}, ${size.width}: ${cut}`)
        looks++
      }
    }
    await page.setViewportSize(usual)
    await speaks(page, 'en')
  })
  expect([...found]).toEqual([])
  expect(looks).toBeGreaterThan(200) // the tour really went everywhere
})

test('a language is chosen in the settings, at once, and kept; Arabic runs from right to left', async ({
  alice,
  bob,
}) => {
  await meet('Harbour', alice, bob)
  const { page } = alice
  await alice.writes('Before')
  await alice.settings.opens()
  const field = page.getByRole('combobox', { name: 'Language of Parley' })
  await field.focus()
  await field.selectOption('العربية')
  await expect(page.getByRole('heading', { name: 'الإعدادات' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar')
  await expect(page.getByRole('combobox', { name: 'لغة Parley' })).toBeFocused()

  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar')
  await page.getByRole('link', { name: 'Harbour' }).click()
  const composer = page.getByRole('textbox', { name: 'رسالة' })
  await composer.fill('مرحبا Bob، الرابط https://example.org/a?b=1 والرقم 5.')
  await composer.press('Enter')
  const written = 'مرحبا Bob، الرابط https://example.org/a?b=1 والرقم 5.'
  await expect(bob.message(written)).toBeVisible()
  await bob.writes('Hello (שלום)!')
  const log = page.getByRole('log', { name: 'الرسائل' })
  await expect(log.getByText('Hello (שלום)!')).toBeVisible()
  await expect(log.getByRole('article').filter({ hasText: 'Bob، الرابط' })).toContainText('قُرئت')

  await page.context().setOffline(true)
  await page.reload()
  await expect(page.getByRole('log', { name: 'الرسائل' }).getByText('Before')).toBeVisible()
  await expect(page.getByText('غير متصل').first()).toBeVisible()
  expect(await cutTexts(page)).toEqual([])
})

test('whoever cannot read the first screen finds their language on it by its own name', async ({
  alice,
}) => {
  await alice.opensTheApp()
  const { page } = alice
  await page.getByRole('textbox', { name: 'Your name' }).fill('Alice')
  const arabic = page.getByRole('button', { name: 'العربية' })
  await arabic.click()
  await expect(page.getByRole('textbox', { name: 'اسمك' })).toHaveValue('Alice')
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(arabic).toHaveAttribute('aria-pressed', 'true')
  await expect(arabic).toBeFocused()
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'اسمك' })).toBeVisible()
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr')
})

test('a draft and an open dialog stay as they are when another window changes the language', async ({
  alice,
}) => {
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Choir')
  const { page } = alice
  await alice.composer.fill('half a thou')
  await alice.composer.focus()
  await speaks(page, 'ja')
  const composer = page.getByRole('textbox', { name: 'メッセージ' })
  await expect(composer).toBeFocused()
  await expect(composer).toHaveValue('half a thou')
})

/** As when another window of this browser chose it. */
async function speaks(page: Page, language: string): Promise<void> {
  await page.evaluate((chosen) => {
    localStorage.setItem('parley-language', chosen)
    dispatchEvent(new StorageEvent('storage', { key: 'parley-language' }))
  }, language)
  await expect(page.locator('html')).toHaveAttribute('lang', language)
}
