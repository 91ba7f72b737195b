/** A newer version of the app comes while people are writing: two real builds, one after the other. */
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import type { Page } from '@playwright/test'
import { RelayProcess } from './relay-process.ts'
import { expect, meet, test } from './people.ts'

const APP = join(import.meta.dirname, '..', 'apps/web')

test('a new version waits to be wanted, takes every window along, and loses no draft', async ({
  meeting,
}) => {
  test.slow()
  const folder = await mkdtemp(join(tmpdir(), 'parley-app-'))
  await cp(join(APP, 'dist'), folder, { recursive: true })
  const relay = await RelayProcess.start([], { PARLEY_WEB: folder })
  const alice = await meeting.newPerson('Alice', { relay })
  const bob = await meeting.newPerson('Bob', { relay })
  await meet('Versions', alice, bob)
  await alice.writes('Written with the old one')
  await alice.hasTheAppKept()
  await alice.reloads() // from now on the worker serves it
  const beside = await alice.opensSecondTab()
  await beside.createsGroup('Beside')

  await buildTheNext(folder)
  await relay.isKilled()
  await relay.startsAgain()
  await alice.page.evaluate(async () => {
    await (await navigator.serviceWorker.ready).update()
  })
  const windows = [alice, beside]
  await alice.composer.fill('Half a sentence, which')
  await beside.composer.fill('Another half')
  for (const { page } of windows) await expect(said(page)).toBeAttached()
  expect(await versions(windows.map(({ page }) => page))).toEqual(['one', 'one'])

  await alice.goesBack()
  await alice.page.getByRole('button', { name: 'Reload' }).click()
  await expect
    .poll(() => versions(windows.map(({ page }) => page)).catch(() => []))
    .toEqual(['two', 'two'])
  await alice.opensGroup('Versions')
  await expect(alice.composer).toHaveValue('Half a sentence, which')
  await expect(alice.message('Written with the old one')).toBeVisible()
  await expect(beside.composer).toHaveValue('Another half')
  for (const { page } of windows) await expect(said(page)).toHaveCount(0)
  await relay.stop()
  await rm(folder, { recursive: true, force: true })
})

function said(page: Page) {
  return page.getByText('A new version is ready.')
}

/** The same app, told apart by a mark in its page. */
async function buildTheNext(outDir: string): Promise<void> {
  await build({
    configFile: join(APP, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
    plugins: [
      {
        name: 'the-next',
        transformIndexHtml: (html) =>
          html.replace('<html lang="en">', '<html lang="en" data-build="two">'),
      },
    ],
  })
}

function versions(pages: readonly Page[]): Promise<readonly string[]> {
  return Promise.all(
    pages.map((page) => page.evaluate(() => document.documentElement.dataset['build'] ?? 'one')),
  )
}
