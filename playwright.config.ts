/**
 * Real browsers, real relays: the settings shared by every e2e test.
 *
 * Each test starts what it needs through fixtures and stops it again, so nothing global is set up
 * here, nothing is retried and nothing is shared between tests but the built web app.
 */
import { defineConfig } from '@playwright/test'
import { CHROMIUM_FLAGS, findBrowser } from './scripts/browser.mjs'

const browserPath = findBrowser()

/** A name in a LAN, on plain http: browsers treat it as insecure, as in a classroom. */
const CLASSROOM = '--host-resolver-rules=MAP classroom.lan 127.0.0.1'

/** What a narrow screen and a finger can change. The rest is the same on both, so it runs once. */
const ON_PHONES =
  /(threads|chat|apart|hostile|writing|accessibility|membership|devices|catching-up)\.test\.ts$/

export default defineConfig({
  testDir: 'e2e',
  workers: 2,
  retries: 0,
  fullyParallel: true,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  outputDir: 'test-results',
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: {
      args: [...CHROMIUM_FLAGS, CLASSROOM],
      ...(browserPath === undefined ? {} : { executablePath: browserPath }),
    },
    screenshot: 'only-on-failure',
    // A trace of every step costs more time than the steps; `--trace on` asks for one.
    trace: 'off',
  },
  projects: [
    {
      name: 'phone',
      testMatch: ON_PHONES,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true },
    },
    { name: 'desktop', use: { viewport: { width: 1440, height: 900 } } },
  ],
})
