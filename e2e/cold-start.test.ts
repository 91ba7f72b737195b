/** The app opens without a network, with everything in it, and sends later what it could not. */
import { rm, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext } from '@playwright/test'
import { Person } from './person.ts'
import { expect, meet, sameScreen, test } from './people.ts'

test('reloaded in a tunnel, everything is there, and goes out later, once, in order', async ({
  alice,
  bob,
}) => {
  await meet('Mine', alice, bob)
  await bob.writes('Going down')
  await bob.hasTheAppKept()
  await bob.entersTunnel()
  await bob.writes('first from below')
  await bob.reloads()
  await expect(bob.message('first from below')).toContainText('Kept here')
  await bob.writes('second from below')
  await bob.edits('first from below', 'first, corrected')
  await bob.closesTab()

  const again = await bob.opensTabAgain()
  await again.opensGroup('Mine')
  await expect(again.connection).toContainText('Offline')
  await again.writes('third from below')
  const below = await again.screen()
  expect(below).toEqual([
    'Bob: Going down',
    'Bob: first, corrected | edited',
    'Bob: second from below',
    'Bob: third from below',
  ])
  await expect(alice.message('second from below')).toHaveCount(0)

  await again.leavesTunnel()
  await expect(again.message('third from below')).toContainText('Read')
  expect(await sameScreen(alice, again)).toEqual(below)
})

test('what was typed before a tab was closed goes out when the app is opened again', async ({
  alice,
  bob,
}) => {
  await meet('Door', alice, bob)
  await bob.hasTheAppKept()
  await bob.entersTunnel()
  await bob.writes('one')
  await bob.writes('two')
  await bob.closesTab()
  await bob.leavesTunnel()
  await bob.opensTabAgain()
  await expect(alice.message('two')).toBeVisible()
  expect(await alice.screen()).toEqual(['Bob: one', 'Bob: two'])
})

test('a browser killed with unsent messages sends them once after it is started again, relay or not', async ({
  ownRelay,
  meeting,
  playwright,
}) => {
  const profile = await mkdtemp(join(tmpdir(), 'parley-profile-'))
  const start = async () => {
    const context = await playwright.chromium.launchPersistentContext(profile)
    return Person.with({ name: 'Bob', appUrl: ownRelay.url(), context })
  }
  const alice = await meeting.newPerson('Alice', { relay: ownRelay })
  const bob = await start()
  await meet('Storm', alice, bob)
  await bob.writes('Wind is up')
  await expect(alice.message('Wind is up')).toBeVisible()
  await bob.hasTheAppKept()
  await bob.entersTunnel()
  for (let at = 1; at <= 5; at++) await bob.writes(`gust ${at}`)
  await isKilled(bob.context)

  await ownRelay.isKilled()
  const again = await start()
  await again.opensTheApp()
  await again.opensGroup('Storm')
  await expect(again.message('gust 5')).toContainText('Kept here')
  await again.writes('and calm')
  await ownRelay.startsAgain()

  await expect(again.message('and calm')).toContainText('Read', { timeout: 40_000 })
  expect(await sameScreen(alice, again)).toEqual([
    'Bob: Wind is up',
    ...[1, 2, 3, 4, 5].map((at) => `Bob: gust ${at}`),
    'Bob: and calm',
  ])
  expect([...bob.troubles, ...again.troubles]).toEqual([])
  await again.context.close()
  await rm(profile, { recursive: true, force: true })
})

/** The whole browser ends at once, as when the battery is pulled. */
async function isKilled(context: BrowserContext): Promise<void> {
  const session = await context.browser()!.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const browser = processInfo.find(({ type }) => type === 'browser')
  const closed = new Promise((resolve) => context.once('close', resolve))
  process.kill(browser!.id, 'SIGKILL')
  await closed
}
