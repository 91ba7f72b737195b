/** Every screen, light and dark, against axe's rules; and the app by keyboard alone. */
import { violations } from './axe.ts'
import { expect, meet, test } from './people.ts'
import { tour } from './tour.ts'

const SCHEMES = ['light', 'dark'] as const

test('axe finds nothing serious on any screen, light or dark', async ({ alice, bob }) => {
  test.slow()
  const found: string[] = []
  let screens = 0
  await tour(alice, bob, async (page, screen) => {
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const ofScheme = await violations(page, colorScheme)
      found.push(...ofScheme.map((text) => `${screen}, ${colorScheme}: ${text}`))
      screens++
    }
  })
  expect(found).toEqual([])
  expect(screens).toBeGreaterThan(60) // the tour really went everywhere
})

test('from the first page to a deleted message by keyboard alone', async ({ alice }) => {
  const { page } = alice
  const { keyboard } = page
  await alice.opensTheApp()
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeFocused()
  await keyboard.type('Alice')
  await keyboard.press('Enter')
  await alice.tabsTo(page.getByRole('button', { name: 'New group' }))
  await keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Group name' })).toBeFocused()
  await keyboard.type('Keyboards')
  await keyboard.press('Enter')

  await expect(alice.log).toBeVisible()
  await alice.tabsTo(alice.composer)
  await keyboard.type('First words')
  await keyboard.press('Enter')
  await keyboard.type('Second words')
  await keyboard.press('Enter')
  await expect(alice.message('Second words')).toBeVisible()

  await alice.tabsTo(alice.message('Second words'), 'Shift+Tab')
  await keyboard.press('ArrowUp')
  await expect(alice.message('First words')).toBeFocused()
  await keyboard.press('e')
  await expect(alice.composer).toBeFocused()
  await expect(alice.composer).toHaveValue('First words')
  await keyboard.press('ControlOrMeta+A')
  await keyboard.type('Better words')
  await keyboard.press('Enter')
  await expect(alice.message('Better words')).toContainText('edited')

  await alice.tabsTo(alice.message('Better words'), 'Shift+Tab')
  await keyboard.press('+')
  await expect(page.getByRole('button', { name: '👍' })).toBeFocused()
  await keyboard.press('Enter')
  await expect(alice.reaction('Better words', '👍')).toBeVisible()
  await alice.tabsTo(alice.message('Better words'), 'Shift+Tab')
  await keyboard.press('Delete')
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Delete' })).toBeFocused()
  await keyboard.press('Enter')
  await expect(alice.message('Better words')).toHaveCount(0)
  expect(await alice.screen()).toEqual(['Alice: Deleted', 'Alice: Second words'])
})

test('a screen reader finds the log, the messages and who wrote them, and hears what comes in', async ({
  alice,
  bob,
}) => {
  await meet('Names', alice, bob)
  await bob.writes('Listen')
  await expect(alice.page.getByRole('article', { name: /^Bob, / })).toContainText('Listen')
  await expect(bob.page.getByRole('article', { name: /^You, / })).toContainText('Listen')
  await expect(
    alice.page.locator('[aria-live="polite"]').filter({ hasText: 'Bob: Listen' }),
  ).toBeAttached()
  const names = await alice.page
    .getByRole('textbox')
    .evaluateAll((all) =>
      all
        .map((box) => box.getAttribute('aria-label') ?? '')
        .filter((name) => name.includes('Message')),
    )
  expect(names).toEqual(['Message'])
  await expect(alice.message('Listen').getByRole('button')).not.toHaveCount(0)
  await expect(bob.message('Listen').getByRole('button', { name: 'More' })).toBeAttached()
  await expect(bob.connection).toContainText('Connected')
})
