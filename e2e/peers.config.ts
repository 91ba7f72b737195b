/** The rows of docs/peers.md, which `npm run peers` plays one after the other; what is measured has the machine for itself. */
import { defineConfig } from '@playwright/test'
import settings from '../playwright.config.ts'

export default defineConfig({
  ...settings,
  testDir: import.meta.dirname,
  testMatch: 'peers.ts',
  workers: 1,
  // What cannot be pressed is told; the scenes themselves may take an hour.
  use: { ...settings.use, actionTimeout: 120_000 },
  projects: [{ name: 'desktop', use: { viewport: { width: 1440, height: 900 } } }],
  outputDir: '../test-results/peers',
})
