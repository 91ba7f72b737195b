/**
 * `npm test`: everything, cheap before dear. The last line is `N passed, N failed`, summed over all
 * runners, with `, N skipped` when something was. With CI=true a skip is a failure.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { runChecks } from './checks.mjs'
import { sum, tallyPlaywright, tallyVitest } from './reports.mjs'
import { buildIfNeeded, checkNode, installIfNeeded, SetupError } from './setup.mjs'
import { ROOT, run, say, step } from './steps.mjs'
import { ensureServer } from './system-packages.mjs'

/** @typedef {import('./reports.mjs').Tally} Tally */

const REPORTS = join(ROOT, 'node_modules', '.cache', 'parley')
const LIMIT_MS = 30 * 60_000
/** A quarter of an hour on a machine with nothing else to do; hundreds of people on one that is busy take longer. */
const PEOPLE_LIMIT_MS = 45 * 60_000
const SKIPPED = { passed: 0, failed: 0, skipped: 1 }
const FAILED = { passed: 0, failed: 1, skipped: 0 }
const PASSED = { passed: 1, failed: 0, skipped: 0 }
const inCi = process.env['CI'] === 'true'
/** Programs that tests start, and Debian's packages of them. */
const SERVERS = /** @type {const} */ ([
  ['nginx', 'nginx-light'],
  ['nats-server', 'nats-server'],
  ['haproxy', 'haproxy'],
])

leaveNothingBehind()
process.exitCode = conclude(await main())

async function main() {
  const ready = await step('Set up', setUp)
  if (ready.failed > 0) return ready
  const tallies = [
    await step('Check the source', runChecks),
    await step('Unit, property and contract tests', () => vitest('fast')),
    await step('Simulation', () => vitest('simulation')),
  ]
  const browser = await step('Find a browser', async () => findOrSkip())
  if (browser === undefined) tallies.push(SKIPPED)
  else tallies.push(await step('Tests inside a browser', () => vitest('web', browser)))
  const built = await step('Build the web app', () => attempt(buildIfNeeded))
  tallies.push(built)
  if (built.failed === 0) tallies.push(await step('Weigh the first load', weigh))
  if (browser === undefined) tallies.push(SKIPPED)
  else if (built.failed === 0)
    tallies.push(await step('People in real browsers', () => e2e(browser)))
  return sum(tallies)
}

/** Everything temporary, the browsers' profiles too, goes into one folder that ends with this run. */
function leaveNothingBehind() {
  const folder = mkdtempSync(join(tmpdir(), 'parley-test-'))
  chmodSync(folder, 0o711) // what a test opens to another user is reached through it
  process.env['TMPDIR'] = folder
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1))
}

async function setUp() {
  return attempt(async () => {
    checkNode(process.versions.node)
    await installIfNeeded()
    // Who runs the tests by hand is told what was skipped for want of it, and keeps their system as it is.
    if (inCi)
      for (const [server, name] of SERVERS) ensureServer(server, name, (line) => say(`  ${line}`))
    mkdirSync(REPORTS, { recursive: true })
  })
}

/**
 * @param {() => Promise<void>} work
 * @returns {Promise<Tally>}
 */
async function attempt(work) {
  try {
    await work()
    return PASSED
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    say(error.message)
    return FAILED
  }
}

function findOrSkip() {
  const path = ensureBrowser((line) => say(`  ${line}`))
  if (path === undefined)
    say('  No Chromium could be found or installed: browser tests are skipped.')
  else say(`  ${path}`)
  return path
}

/**
 * @param {'fast' | 'simulation' | 'web'} project
 * @param {string} [browser] path of the browser
 */
async function vitest(project, browser) {
  const report = join(REPORTS, `${project}.json`)
  rmSync(report, { force: true })
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  const args = ['run', '--project', project, '--passWithNoTests', ...reporters]
  const env = browser === undefined ? {} : { PARLEY_BROWSER: browser }
  const { code } = await run('vitest', args, { show: true, env, limitMs: LIMIT_MS })
  return tallyVitest(report, code)
}

async function weigh() {
  let isLight = true
  for (const check of ['scripts/check-first-load.ts', 'scripts/check-widget-load.ts']) {
    const { code, output } = await run('tsx', [check])
    say(output.trimEnd())
    isLight &&= code === 0
  }
  return isLight ? PASSED : FAILED
}

/** @param {string} browser path of the browser */
async function e2e(browser) {
  const report = join(REPORTS, 'e2e.json')
  rmSync(report, { force: true })
  const env = { PARLEY_BROWSER: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: report }
  const args = ['test', '--reporter=list,json']
  const { code } = await run('playwright', args, { show: true, env, limitMs: PEOPLE_LIMIT_MS })
  return tallyPlaywright(report, code)
}

/**
 * Say what failed and the result; the exit code.
 * @param {Tally} total
 */
function conclude({ passed, failed, skipped, failures = [] }) {
  // Again, so that who sees only the end of a long log knows what to look for.
  for (const one of failures) say(`\nFAILED ${one}`)
  if (inCi && skipped > 0) say(`\nCI skips nothing: ${skipped} skipped count as failed.`)
  const failedCount = inCi ? failed + skipped : failed
  const also = skipped > 0 ? `, ${skipped} skipped` : ''
  say(`\n${passed} passed, ${failedCount} failed${also}`)
  return failedCount === 0 ? 0 : 1
}
