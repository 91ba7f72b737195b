/** The last screen stands there before the app does, is true, and nobody sees the one become the other. */
import type { Locator, Page } from '@playwright/test'
import { expect, meet, test } from './people.ts'
import type { Person } from './person.ts'
import { RelayProcess } from './relay-process.ts'

const KEY = 'parley/last-screen'
const CLASSROOM = 'classroom.lan'

test('opened in a tunnel, the newest messages are there before the app is, and stay where they are', async ({
  alice,
  bob,
}) => {
  await meet('Lighthouse', alice, bob)
  await bob.writes('The lamp is lit')
  await alice.writes('I see it from here')
  await expect(bob.message('I see it from here')).toBeVisible()
  await bob.hasTheAppKept()
  await hasKept(bob, 'I see it from here')
  await bob.entersTunnel()

  const again = await opensHeld(bob)
  const { page } = again
  const early = page.locator('[data-boot]')
  await expect(early.locator('article')).toHaveText([/The lamp is lit/, /I see it from here/])
  await expect(early.locator('header h1', { hasText: 'Lighthouse' })).toBeVisible()
  // It is to be seen, and but for the box nothing that a screen reader or a key finds.
  await expect(page.getByRole('article')).toHaveCount(0)
  await expect(page.getByRole('main')).toHaveCount(0)
  await expect(page.getByRole('textbox')).toHaveCount(1)
  const before = await placesIn(page, '[data-boot]')
  await letsGo(page)

  await expect(again.message('I see it from here')).toBeVisible()
  await expect(early).toHaveCount(0)
  await expect(again.connection).toContainText('Offline')
  await expect(page.getByTitle(/^Last heard from the relay: /).first()).toContainText(/since \d/)
  expect(await placesIn(page, '#app')).toEqual(before)
  await again.writes('Still here')
  await expect(again.message('Still here')).toBeVisible()
})

test('who followed a link without a network finds at once what they wrote there', async ({
  alice,
  bob,
}) => {
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Far harbour')
  const link = await alice.invites()
  await bob.opensTheApp()
  await bob.hasTheAppKept()
  await bob.context.setOffline(true)
  await bob.joins(link)
  await bob.writes('Written before I was in')
  await hasKept(bob, 'Written before I was in')

  const again = await opensHeld(bob)
  const { page } = again
  const early = page.locator('[data-boot]')
  await expect(early.locator('article')).toHaveText([/Written before I was in/])
  const before = await placesIn(page, '[data-boot]')
  await letsGo(page)
  await expect(again.message('Written before I was in')).toBeVisible()
  await expect(early).toHaveCount(0)
  expect(await placesIn(page, '#app')).toEqual(before)
  await again.leavesTunnel()
  await expect(alice.message('Written before I was in')).toBeVisible()
})

test('what is written before the app is there is sent, or stands in its box', async ({
  alice,
  bob,
}) => {
  await meet('Early birds', alice, bob)
  await alice.writes('Who is up?')
  await expect(bob.message('Who is up?')).toBeVisible()
  await bob.hasTheAppKept()
  await hasKept(bob, 'Who is up?')
  await bob.entersTunnel()

  const again = await opensHeld(bob)
  const { page } = again
  await expect(page.locator('[data-boot] article')).toHaveCount(1)
  await again.composer.fill('I am')
  await again.composer.press('Enter')
  await expect(again.composer).toHaveValue('')
  await expect(page.locator('[data-boot] [data-below]')).toContainText('I amKept here')
  await page.keyboard.type('Since five')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.keyboard.type('and you')
  await letsGo(page)

  await expect(again.message('I am')).toBeVisible()
  await expect(again.message('Since five')).toBeVisible()
  await expect(page.locator('[data-boot]')).toHaveCount(0)
  await expect(again.composer).toBeFocused()
  await expect(again.composer).toHaveValue('and you')
  await page.keyboard.type(', Alice?')
  await page.keyboard.press('Enter')
  await again.leavesTunnel()
  for (const text of ['I am', 'Since five', 'and you, Alice?'])
    await expect(alice.message(text)).toBeVisible()
  await expect(alice.message('I am')).toHaveCount(1)
})

test('a page that ends before its app is there loses no word of it', async ({ alice }) => {
  await meet('Interrupted', alice)
  await alice.writes('Before')
  await hasKept(alice, 'Before')
  const held = await opensHeld(alice)
  await isHeld(held.page)
  await held.composer.fill('cut off in the mid')
  await held.closesTab()
  const later = await held.opensTabAgain()
  await later.page.clock.install({ time: Date.now() + 120_000 })
  await later.reloads()
  await letsGo(later.page)
  await expect(later.page.locator('[data-boot]')).toHaveCount(0)
  await expect(later.composer).toHaveValue('cut off in the mid')
})

for (const end of ['taken', 'kept'] as const)
  test(`[AT245] a text is sent once, though the page ends when its app has ${end} it`, async ({
    alice,
    bob,
  }) => {
    await meet('Cut short', alice, bob)
    await alice.writes('Who is up?')
    await expect(bob.message('Who is up?')).toBeVisible()
    await bob.hasTheAppKept()
    await hasKept(bob, 'Who is up?')
    const held = await opensHeld(bob)
    await held.composer.fill('I am')
    await held.composer.press('Enter')
    await expect(held.page.locator('[data-boot] [data-below]')).toContainText('I amKept here')
    await held.page.keyboard.type('and you')
    await endsWhen(held.page, end)
    await letsGo(held.page)
    if (end === 'taken') await hasLetter(bob.page, 'isTaken')
    else await expect(alice.message('I am')).toBeVisible()
    await held.closesTab()
    await hasLetter(bob.page, 'I am')
    await bob.closesTab()

    const later = await held.opensTabAgain()
    await letsGo(later.page)
    await expect(later.page.locator('[data-boot]')).toHaveCount(0)
    await expect(later.composer).toHaveValue('and you')
    await expect(later.message('I am')).toHaveCount(1)
    await expect(alice.message('I am')).toHaveCount(1)
    await expect.poll(() => earlyLetters(later.page)).toBe('')
    await later.writes('and you, Alice?')
    await expect(alice.message('and you, Alice?')).toBeVisible()
    await expect(alice.message('I am')).toHaveCount(1)
    await expect(later.message('I am')).toHaveCount(1)
  })

test('what is deleted or edited is not on the disk of who knows of it', async ({ alice, bob }) => {
  await meet('Slips', alice, bob)
  await alice.writes('The key is under the stone')
  await alice.writes('See you at five')
  await expect(bob.message('See you at five')).toBeVisible()
  for (const one of [alice, bob]) await hasKept(one, 'under the stone')
  await alice.deletes('The key is under the stone')
  await expect(bob.log).toContainText('Deleted')
  for (const one of [alice, bob]) expect(await keptText(one)).not.toContain('under the stone')
  for (const one of [alice, bob]) await hasKept(one, 'Deleted')
  await alice.edits('See you at five', 'See you at six')
  await expect(bob.message('See you at six')).toBeVisible()
  for (const one of [alice, bob]) expect(await keptText(one)).not.toContain('at five')
  for (const one of [alice, bob]) await hasKept(one, 'See you at six')
})

test('another window forgets it, though it looks at something else', async ({ alice, bob }) => {
  await meet('Two windows', alice, bob)
  await alice.writes('For a moment only')
  await expect(bob.message('For a moment only')).toBeVisible()
  await hasKept(bob, 'For a moment only')
  const beside = await bob.opensSecondTab()
  await beside.page.goto(`${beside.page.url().replace(/#.*/, '')}#/settings`)
  await expect(beside.page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  await hasKept(beside, 'For a moment only')
  await bob.closesTab()
  await alice.deletes('For a moment only')
  await expect.poll(() => keptText(beside)).toBe('')
})

test('who leaves a group, or goes to the list, takes it off the disk', async ({ alice, bob }) => {
  await meet('Passing through', alice, bob)
  await alice.writes('Stay a while')
  await expect(bob.message('Stay a while')).toBeVisible()
  await hasKept(bob, 'Stay a while')
  await hasKept(alice, 'Stay a while')
  await alice.page.goto(`${alice.page.url().replace(/#.*/, '')}#/`)
  await expect.poll(() => keptText(alice)).toBe('')
  await bob.people.opens()
  await bob.page.getByRole('button', { name: 'Leave group' }).click()
  await bob.page.getByRole('button', { name: 'Leave', exact: true }).click()
  await expect.poll(() => keptText(bob)).toBe('')
})

test('a damaged or hostile screen is not drawn, and harms nobody', async ({ alice }) => {
  await meet('Vandals', alice)
  await alice.writes('Quite ordinary')
  await hasKept(alice, 'Quite ordinary')
  const kept = await keptText(alice)
  const spoilt: readonly string[] = [
    kept.slice(0, -7),
    kept.replace('["article"', '["script"'),
    kept.replace('["article"', '["img"'),
    kept.replace('{"class":', '{"onclick":"alert(1)","class":'),
    kept.replace('{"class":', '{"style":"background:url(//evil.example)","class":'),
    kept.replace('"block-size":"', '"block-size":"calc(1px + '),
    kept.replace('"Quite ordinary"', '[["Quite ordinary"]]'),
    kept.replace('"Quite ordinary"', '999999'),
    kept.replace('"looks":[', '"looks":[7,'),
    kept.replace(/"styles":\["[^"]*"/, '"styles":["//evil.example/a.css"'),
    '[]',
    'null',
  ]
  // Where no app is open that would keep a better one.
  await alice.page.goto(new URL('/healthz', alice.page.url()).href)
  for (const text of spoilt) {
    expect(text).not.toBe(kept)
    await putsIn(alice, text)
    const again = await opensHeld(alice)
    await isHeld(again.page)
    await expect(again.page.locator('[data-boot]')).toHaveCount(0)
    await letsGo(again.page)
    await expect(again.message('Quite ordinary')).toBeVisible()
    await again.closesTab()
  }
  // The same text as words, and not as what they would be.
  const words = '<img src=x onerror=alert(1)>'
  await putsIn(alice, kept.replaceAll('Quite ordinary', words))
  const again = await opensHeld(alice)
  await expect(again.page.locator('[data-boot] article')).toContainText(words)
  await letsGo(again.page)
  await expect(again.page.locator('[data-boot]')).toHaveCount(0)
})

test('in a classroom, on plain http, and from right to left', async ({ meeting }) => {
  const relay = await RelayProcess.start([CLASSROOM])
  try {
    const alice = await meeting.newPerson('Alice', { relay, host: CLASSROOM })
    const bob = await meeting.newPerson('Bob', { relay, host: CLASSROOM })
    await meet('Biology', alice, bob)
    await alice.writes('A cell has a nucleus')
    await expect(bob.message('A cell has a nucleus')).toBeVisible()
    await bob.page.evaluate(() => localStorage.setItem('parley-language', 'ar'))
    await bob.reloads()
    await expect(bob.page.locator('html')).toHaveAttribute('dir', 'rtl')
    await expect
      .poll(() => bob.page.evaluate((key) => localStorage.getItem(key) ?? '', KEY))
      .toContain('"lang":"ar"')

    const { page } = await opensHeld(bob)
    await expect(page.locator('[data-boot] article')).toContainText(['A cell has a nucleus'])
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    const before = await placesIn(page, '[data-boot]')
    await letsGo(page)
    await expect(page.locator('[data-boot]')).toHaveCount(0)
    expect(await placesIn(page, '#app')).toEqual(before)
  } finally {
    await relay.stop()
  }
})

test('who is new reads the first words in their own language before the app is there', async ({
  alice,
}) => {
  await alice.context.addInitScript(holdTheApp)
  await alice.context.addInitScript(() => {
    Object.defineProperty(navigator, 'languages', { get: () => ['de-AT', 'en'] })
  })
  await alice.opensTheApp()
  const { page } = alice
  const early = page.locator('[data-boot]')
  await expect(early.locator('h1')).toHaveText('Parley')
  await expect(early).toContainText('Dein Name')
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  const before = await boxesOf(page.locator('[data-boot] :is(h1, p, input, button)'))
  await letsGo(page)
  await expect(page.getByRole('textbox', { name: 'Dein Name' })).toBeFocused()
  await expect(early).toHaveCount(0)
  expect(await boxesOf(page.locator('#app :is(h1, p, input, button)'))).toEqual(before)
})

/** The app's own script waits until `letsGo`, in every page that this browser opens from now on. */
function holdTheApp(): void {
  if ('isHeld' in window) return
  Object.assign(window, { isHeld: true })
  const { append } = Element.prototype
  Element.prototype.append = function (...nodes: (Node | string)[]): void {
    const goOn = () => append.apply(this, nodes)
    const isApp = nodes.some((one) => one instanceof HTMLScriptElement && one.type === 'module')
    if (isApp) Object.assign(window, { letGo: goOn })
    else goOn()
  }
}

/** The page stands still for good when its app has noted that it took the words over, or is about to let go of one. */
async function endsWhen(page: Page, end: 'taken' | 'kept'): Promise<void> {
  await page.evaluate((when) => {
    const { setItem, removeItem } = Storage.prototype
    const standStill = (): void => {
      for (;;);
    }
    Storage.prototype.setItem = function (name: string, value: string): void {
      const isWords = name.startsWith('parley/early-words/')
      if (isWords && when === 'kept' && !value.includes('I am')) standStill()
      setItem.call(this, name, value)
      if (isWords && when === 'taken') standStill()
    }
    Storage.prototype.removeItem = function (name: string): void {
      const isWords = name.startsWith('parley/early-words/')
      if (isWords && when === 'kept') standStill()
      removeItem.call(this, name)
      if (isWords) standStill()
    }
  }, end)
}

async function earlyLetters(page: Page): Promise<string> {
  return page.evaluate(() =>
    Object.entries<string>({ ...localStorage })
      .flatMap(([name, value]) => (name.startsWith('parley/early-words/') ? [value] : []))
      .join(),
  )
}

async function hasLetter(page: Page, part: string): Promise<void> {
  await expect.poll(() => earlyLetters(page)).toContain(part)
}

async function opensHeld(person: Person): Promise<Person> {
  await person.context.addInitScript(holdTheApp)
  return person.opensTabAgain()
}

async function isHeld(page: Page): Promise<void> {
  await page.waitForFunction(() => 'letGo' in window)
}

async function letsGo(page: Page): Promise<void> {
  await isHeld(page)
  await page.evaluate(() => {
    if ('letGo' in window && typeof window.letGo === 'function') window.letGo()
  })
}

async function keptText({ page }: Person): Promise<string> {
  return page.evaluate((key) => localStorage.getItem(key) ?? '', KEY)
}

async function putsIn({ page }: Person, text: string): Promise<void> {
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), [KEY, text] as const)
}

async function hasKept(person: Person, text: string): Promise<void> {
  await expect.poll(() => keptText(person)).toContain(text)
}

/** Where the name of the group, every message and the box to write in stand, in whole pixels. */
async function placesIn(page: Page, within: string): Promise<readonly string[]> {
  return boxesOf(
    page.locator(`${within} [data-pane=main] :is(header h1, article, article time, textarea)`),
  )
}

async function boxesOf(elements: Locator): Promise<readonly string[]> {
  return elements.evaluateAll((all) =>
    all
      .map((one) => [one.localName, one.getBoundingClientRect()] as const)
      .filter(([, { width }]) => width > 1)
      .map(([name, { x, y, width, height }]) =>
        [name, ...[x, y, width, height].map(Math.round)].join(' '),
      ),
  )
}
