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
  /(threads|chat|apart|hostile|writing|accessibility|membership|devices|catching-up|profiles|support|targets|lesson|announcements|questions|files|classroom|embedding|arriving|folding)\.test\.ts$/

/** Screens compared with their pictures: a project of its own, with sizes of its own. */
const LOOKS = /looks\.test\.ts$/
/** The same letters on every machine. */
const STEADY_TEXT = ['--font-render-hinting=none', '--disable-lcd-text']
/**
 * What a picture may differ by: the smooth edges of letters, as other systems draw them (measured: a few
 * pixels), and not a sign moved by two pixels or a bubble a shade darker; `looks.test.ts` proves both.
 */
const TOLERANCE = { threshold: 0.03, maxDiffPixels: 60 }

const launchOptions = (more: readonly string[] = []) => ({
  args: [...CHROMIUM_FLAGS, CLASSROOM, ...more],
  ...(browserPath === undefined ? {} : { executablePath: browserPath }),
})

export default defineConfig({
  testDir: 'e2e',
  workers: 2,
  retries: 0,
  fullyParallel: true,
  forbidOnly: true,
  timeout: 180_000,
  expect: {
    timeout: 30_000,
    toHaveScreenshot: { animations: 'disabled', caret: 'hide', scale: 'css', ...TOLERANCE },
  },
  snapshotPathTemplate: '{testDir}/looks/{arg}{ext}',
  // A picture that is missing is a failure, not a new picture.
  updateSnapshots: 'none',
  outputDir: 'test-results',
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: launchOptions(),
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
    { name: 'desktop', testIgnore: LOOKS, use: { viewport: { width: 1440, height: 900 } } },
    { name: 'looks', testMatch: LOOKS, use: { launchOptions: launchOptions(STEADY_TEXT) } },
  ],
})
