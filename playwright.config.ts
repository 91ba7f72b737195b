/**
 * Real browsers, real relays: the settings shared by every e2e test.
 *
 * Each test starts what it needs through fixtures and stops it again, so nothing global is set up
 * here, nothing is retried and nothing is shared between tests but the built web app.
 */
import { defineConfig } from '@playwright/test'
import { CHROMIUM_FLAGS, findBrowser } from './scripts/browser.mjs'

const browserPath = findBrowser()

export default defineConfig({
  testDir: 'e2e',
  workers: 2,
  retries: 0,
  fullyParallel: true,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  outputDir: 'test-results',
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: {
      args: [...CHROMIUM_FLAGS],
      ...(browserPath === undefined ? {} : { executablePath: browserPath }),
    },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'phone', use: { viewport: { width: 390, height: 844 }, hasTouch: true } },
    { name: 'desktop', use: { viewport: { width: 1440, height: 900 } } },
  ],
})
