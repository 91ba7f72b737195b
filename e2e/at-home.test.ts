/** The app at home on a device: installable, open where one was, in several windows, with a number on its icon. */
import type { Page } from '@playwright/test'
import { expect, meet, test } from './people.ts'

test('a browser finds nothing wrong with the app that would keep it from being installed', async ({
  alice,
}) => {
  await alice.opensTheApp()
  await alice.hasTheAppKept()
  const session = await alice.context.newCDPSession(alice.page)
  const { errors, data } = await session.send('Page.getAppManifest')
  expect(errors).toEqual([])
  const manifest = JSON.parse(data ?? '{}') as {
    icons: { src: string; sizes: string; purpose?: string }[]
    screenshots: { src: string; sizes: string }[]
    shortcuts: { name: string; url: string }[]
  }
  expect(manifest.icons.some(({ purpose }) => purpose === 'maskable')).toBe(true)
  for (const { src, sizes } of [...manifest.icons, ...manifest.screenshots].filter(isPicture))
    expect([src, await sizeOf(alice.page, src)]).toEqual([src, sizes])
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  // A test's browser is a private window, and says so.
  const faults = installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')
  expect(faults).toEqual([])
})

test('the shortcut on the icon leads to a new group, and leaves nothing open behind it', async ({
  alice,
}) => {
  await alice.opensTheApp()
  await alice.saysName()
  await alice.opensTheApp('#/new-group')
  const field = alice.page.getByRole('textbox', { name: 'Group name' })
  await expect(field).toBeVisible()
  await alice.page.keyboard.press('Escape')
  await expect(field).toHaveCount(0)
  await alice.opensTheApp('#/new-group')
  await field.fill('From the icon')
  await field.press('Enter')
  await expect(
    alice.page.getByRole('heading', { name: 'From the icon', exact: true }),
  ).toBeVisible()
  await expect(field).toHaveCount(0)
})

test('opened without network and relay, the app shows the conversation one left', async ({
  ownRelay,
  meeting,
}) => {
  const alice = await meeting.newPerson('Alice', { relay: ownRelay })
  const bob = await meeting.newPerson('Bob', { relay: ownRelay })
  await meet('Left here', alice, bob)
  await alice.writes('Before the lights went out')
  await alice.createsGroup('Another')
  await alice.opensGroup('Left here')
  await expect(alice.message('Before the lights went out')).toContainText('Read')
  await alice.hasTheAppKept()
  await alice.closesTab()
  await ownRelay.isKilled()
  await alice.context.setOffline(true)

  const again = await alice.opensTabAgain()
  await expect(again.message('Before the lights went out')).toBeVisible()
  await expect(again.page.getByRole('heading', { name: 'Left here', exact: true })).toBeVisible()
  await again.goesBack()
  await again.closesTab()
  const third = await again.opensTabAgain()
  await expect(third.page.getByRole('button', { name: 'New group' })).toBeVisible()
})

test('a link leads to its group in a window of its own, and a group that is gone to the list', async ({
  alice,
}) => {
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('One')
  await alice.writes('in one')
  const one = new URL(alice.page.url()).hash
  await alice.createsGroup('Two')
  const second = await alice.opensSecondTab()
  await second.opensTheApp(`?open=${encodeURIComponent(`web+parley:${one.slice(2)}`)}`)
  await expect(second.message('in one')).toBeVisible()
  expect(new URL(second.page.url()).hash).toBe(one)
  expect(new URL(second.page.url()).search).toBe('')
  await expect(alice.page.getByRole('heading', { name: 'Two', exact: true })).toBeVisible()

  await second.closesTab()
  await alice.page.evaluate(() => localStorage.setItem('parley/place', '/g/nowhere'))
  await alice.closesTab()
  const again = await alice.opensTabAgain()
  await expect(again.page.getByRole('button', { name: 'New group' })).toBeVisible()
  await expect(again.groupRow('One')).toBeVisible()
})

test('the icon carries how much is unread, and nothing once it is read', async ({ alice, bob }) => {
  await alice.page.addInitScript(() => {
    const said: (number | null)[] = []
    Object.assign(globalThis, { badges: said })
    navigator.setAppBadge = async (count) => void said.push(count ?? 0)
    navigator.clearAppBadge = async () => void said.push(null)
  })
  await meet('Badge', alice, bob)
  await alice.createsGroup('Elsewhere')
  await bob.writes('one')
  await bob.writes('two')
  await expect.poll(() => lastBadge(alice.page)).toBe(2)
  await alice.opensGroup('Badge')
  await expect.poll(() => lastBadge(alice.page)).toBe(null)
})

test('installing is offered once there is something to come back to, and a no is kept', async ({
  alice,
}) => {
  await alice.opensTheApp()
  await alice.saysName()
  await alice.page.evaluate(() => {
    const offer = Object.assign(new Event('beforeinstallprompt'), {
      prompt: async () => undefined,
      userChoice: Promise.resolve({ outcome: 'dismissed' }),
    })
    dispatchEvent(offer)
  })
  const offered = alice.page.getByRole('button', { name: 'Install' })
  await expect(offered).toHaveCount(0)
  await alice.createsGroup('Home')
  await alice.writes('First words')
  await alice.goesBack()
  await expect(offered).toBeVisible()
  await alice.page.getByRole('button', { name: 'Not now' }).click()
  await expect(offered).toHaveCount(0)
})

/** A drawing has no size of its own. */
function isPicture({ sizes }: { sizes: string }): boolean {
  return sizes !== 'any'
}

function lastBadge(page: Page): Promise<number | null | undefined> {
  return page.evaluate(() => (globalThis as unknown as { badges: (number | null)[] }).badges.at(-1))
}

function sizeOf(page: Page, src: string): Promise<string> {
  return page.evaluate(async (url) => {
    const image = new Image()
    image.src = url
    await image.decode()
    return `${image.naturalWidth}x${image.naturalHeight}`
  }, src)
}

test('on a phone with a notch and a home bar, header and composer keep clear of both', async ({
  alice,
}) => {
  await alice.page.setViewportSize({ width: 390, height: 844 })
  const session = await alice.context.newCDPSession(alice.page)
  const insets = { top: 47, topMax: 47, bottom: 34, bottomMax: 34 }
  await session.send('Emulation.setSafeAreaInsetsOverride', { insets })
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Notch')
  const header = await alice.page.getByRole('heading', { name: 'Notch' }).boundingBox()
  const composer = await alice.composer.boundingBox()
  expect(header?.y).toBeGreaterThanOrEqual(47)
  expect((composer?.y ?? 0) + (composer?.height ?? 0)).toBeLessThanOrEqual(844 - 34)
  await alice.goesBack()
  const button = await alice.page.getByRole('button', { name: 'New group' }).boundingBox()
  expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual(844 - 34)
})
