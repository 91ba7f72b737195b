/** A browser with a profile on the disk, and the page in it. A new one each time is a cold start. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { build } from 'vite'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking']

/** Puts the page into a folder that a relay serves. */
export async function buildPage(folder: string): Promise<void> {
  const root = import.meta.dirname
  await build({
    ...{ root, configFile: false, logLevel: 'warn' },
    build: { outDir: folder, emptyOutDir: true, target: 'es2022' },
  })
}

/** Runs `use` in a page of a browser that was not running before, and ends the browser. */
export async function inBrowser<T>(
  profile: string,
  url: string,
  use: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await startBrowser(profile)
  try {
    const page = await context.newPage()
    await page.goto(url)
    return await use(page)
  } finally {
    await context.close()
  }
}

/** A browser that was not running before; whoever starts it closes it. */
export function startBrowser(
  profile: string,
  window: { readonly width: number; readonly height: number } = { width: 1280, height: 720 },
): Promise<BrowserContext> {
  const executablePath = findBrowser()
  return chromium.launchPersistentContext(profile, {
    args: FLAGS,
    viewport: window,
    ...(executablePath === undefined ? {} : { executablePath }),
  })
}

/** `PARLEY_BROWSER`, or one of the system's; otherwise Playwright's own. */
export function findBrowser(): string | undefined {
  const named = process.env['PARLEY_BROWSER']
  if (named !== undefined) return named
  for (const folder of (process.env['PATH'] ?? '').split(':')) {
    const name = NAMES.find((one) => holds(folder, one))
    if (name !== undefined) return join(folder, name)
  }
  return undefined
}

function holds(folder: string, name: string): boolean {
  try {
    return readdirSync(folder).includes(name)
  } catch {
    return false // no such folder
  }
}
