/**
 * What every vite and vitest run of this repository shares, and the three kinds of vitest tests.
 *
 * `fast` runs in node within seconds, `simulation` plays whole worlds in node, `web` runs inside a
 * real browser (Chromium, found by `scripts/browser.mjs`). The e2e tests are Playwright's, not ours.
 */
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { CHROMIUM_FLAGS, findBrowser } from './scripts/browser.mjs'

const anywhere = (suffix: string) => [
  `packages/**/*${suffix}`,
  `apps/**/*${suffix}`,
  `scripts/**/*${suffix}`,
  `bench/**/*${suffix}`,
]
const never = ['**/node_modules/**', '**/dist/**']
const browserPath = findBrowser()

/** Of all property tests; `scripts/property-seed.ts` says why it is fixed, and how not. */
const wantedSeed = process.env['PARLEY_SEED'] ?? '20261121'
const properties = {
  setupFiles: ['scripts/property-seed.ts'],
  provide: { propertySeed: wantedSeed === 'random' ? undefined : Number(wantedSeed) },
}
if (wantedSeed !== 'random' && !Number.isSafeInteger(Number(wantedSeed)))
  throw new Error(`PARLEY_SEED is a whole number or "random", not "${wantedSeed}".`)

/** What pages of the web tests load; found one by one, it would reload a page in the middle of a test. */
const LOADED_BY_PAGES = [
  '@noble/ciphers/chacha.js',
  '@noble/curves/ed25519.js',
  '@noble/hashes/hkdf.js',
  '@noble/hashes/hmac.js',
  '@noble/hashes/sha2.js',
  '@scure/bip39',
  '@scure/bip39/wordlists/english.js',
  'fast-check',
  'idb',
  'lucide-react',
  'react',
  'react-dom',
  'react-dom/client',
  'react/jsx-dev-runtime',
  'react/jsx-runtime',
  'sugar-high/core',
  'sugar-high/lang',
  'uqr',
  'virtua',
  'y-indexeddb',
  'y-websocket',
  'yjs',
]

export default defineConfig({
  test: {
    // All cores: the files compute, and whoever starts them only waits.
    maxWorkers: '100%',
    // On a busy machine a browser takes long to be there; vitest looks for this here, not in the project.
    browser: { connectTimeout: 240_000 },
    projects: [
      {
        test: {
          ...properties,
          name: 'fast',
          environment: 'node',
          include: anywhere('.test.{ts,tsx}'),
          exclude: [...never, ...anywhere('.web.test.{ts,tsx}'), ...anywhere('.sim.test.ts')],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          ...properties,
          name: 'simulation',
          environment: 'node',
          include: anywhere('.sim.test.ts'),
          exclude: never,
          testTimeout: 600_000,
        },
      },
      {
        optimizeDeps: { include: LOADED_BY_PAGES },
        test: {
          ...properties,
          name: 'web',
          include: anywhere('.web.test.{ts,tsx}'),
          exclude: never,
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                args: [...CHROMIUM_FLAGS],
                ...(browserPath === undefined ? {} : { executablePath: browserPath }),
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
