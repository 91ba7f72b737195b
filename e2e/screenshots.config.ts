/**
 * Pictures, not tests: `npx playwright test -c e2e/screenshots.config.ts` makes the ones of the README,
 * and with PARLEY_SHOTS=<folder> one of every screen for whoever works on the design.
 */
import { defineConfig } from '@playwright/test'
import settings from '../playwright.config.ts'

export default defineConfig({
  ...settings,
  testDir: import.meta.dirname,
  testMatch: 'screenshots.ts',
  // No list of tests of their own: every screen is taken in both.
  projects: (settings.projects ?? [])
    .filter(({ name }) => name !== 'looks')
    .map((project) => ({ ...project, testMatch: 'screenshots.ts' })),
  outputDir: '../test-results/screenshots',
})
