/**
 * The Chromium that browser tests drive: find one, or get one.
 *
 * An installed browser is preferred, then the system's packages, then Playwright's own download.
 * Node built-ins only. Knows nothing about tests.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { installerOf, onPath } from './system-packages.mjs'

/**
 * What tests have no use for. The first two make a page of their own for the address bar of every
 * window, which costs a second of computing each; the others keep the browser off the network, and
 * plain http as it was typed. Playwright's own such list is replaced by this one.
 */
const WITHOUT = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
  'Translate',
]

/** Flags for a quiet, local-only Chromium; `--no-sandbox` because CI runs as root. */
export const CHROMIUM_FLAGS = /** @type {const} */ ([
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${WITHOUT.join(',')}`,
])

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The path of a browser that is already here, or undefined. `PARLEY_BROWSER` names one outright.
 * @returns {string | undefined}
 */
export function findBrowser() {
  const named = process.env['PARLEY_BROWSER']
  if (named !== undefined && existsSync(named)) return named
  return NAMES.map(onPath).find(Boolean) ?? MAC_PATHS.find(existsSync) ?? playwrightsOwn()
}

/**
 * A browser's path, installing one when there is none and that is possible without asking anyone.
 * @param {(line: string) => void} say
 * @returns {string | undefined}
 */
export function ensureBrowser(say) {
  const found = findBrowser()
  if (found !== undefined) return found
  for (const [words, command, args] of installers()) {
    say(`no Chromium here; ${words}`)
    spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 })
    const installed = findBrowser()
    if (installed !== undefined) return installed
  }
  return undefined
}

/** @returns {[words: string, command: string, args: string[]][]} */
function installers() {
  const steps = /** @type {[string, string, string[]][]} */ ([])
  const installer = installerOf('chromium')
  if (installer !== undefined) steps.push(['installing the system package', ...installer])
  const download = ['playwright', 'install', 'chromium']
  steps.push(["downloading Playwright's own", 'npx', ['--no-install', ...download]])
  return steps
}

/** @returns {string | undefined} */
function playwrightsOwn() {
  const ask = "process.stdout.write(require('playwright-core').chromium.executablePath())"
  try {
    const path = execFileSync(process.execPath, ['-e', ask], {
      stdio: ['ignore', 'pipe', 'ignore'],
      encoding: 'utf8',
    })
    return existsSync(path) ? path : undefined
  } catch {
    return undefined // Playwright is not installed yet, so it brought no browser either
  }
}
