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

test('axe finds nothing serious in the views beside a conversation, light or dark', async ({
  alice,
  bob,
}) => {
  test.slow()
  await meet('Views', alice, bob)
  await alice.composer.fill('@Bo')
  await expect(alice.page.getByRole('option', { name: 'Bob' })).toBeVisible() // his name has come
  await alice.writes('Ready, @Bob ?')
  await expect(bob.log.locator('bdi[data-mine]', { hasText: '@Bob' })).toBeVisible()
  const { page } = bob
  const group = new URL(page.url()).hash
  const found: string[] = []
  const look = async (view: string) => {
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const ofScheme = await violations(page, colorScheme)
      found.push(...ofScheme.map((text) => `${view}, ${colorScheme}: ${text}`))
    }
  }
  const goes = (hash: string) => page.evaluate((to) => location.assign(to), hash)

  const more = bob.message('Ready, @Bob ?').getByRole('button', { name: 'More' })
  const hasTouch = await page.evaluate(() => navigator.maxTouchPoints > 0)
  if (hasTouch) {
    await more.tap() // shows it
    await more.tap()
  } else {
    await bob.message('Ready, @Bob ?').hover()
    await more.click()
  }
  await expect(page.getByRole(hasTouch ? 'dialog' : 'menu')).toBeVisible()
  await look('what to do with a message')
  await page.keyboard.press('Escape')
  await bob.starts('Pin', 'Ready, @Bob ?')
  await bob.starts('Reply in thread', 'Ready, @Bob ?')
  await page.getByRole('textbox', { name: 'Reply in thread' }).fill('In a minute')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('article').filter({ hasText: 'In a minute' })).toBeVisible()
  await look('a thread')
  for (const [hash, view] of [
    [`${group}/threads`, 'Threads'],
    [`${group}/pins`, 'Pinned'],
    [`${group}/mentions`, 'Mentions'],
    ['#/mentions', 'Mentions'],
  ] as const) {
    await goes(hash)
    await expect(page.getByRole('heading', { name: view, exact: true })).toBeVisible()
    await expect(page.getByRole('listitem').filter({ hasText: 'Ready, @Bob' }).last()).toBeVisible()
    await look(view)
  }
  expect(found).toEqual([])
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
