/**
 * What test runners report, as three numbers. A runner that ended badly without naming a failed
 * test (a file that cannot be loaded, a crash, a time limit) counts as one failure: never as none.
 */
import { existsSync, readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

/**
 * `failures`: one text for each failed test, its title and then the first lines of what it says.
 * @typedef {{ passed: number, failed: number, skipped: number, failures?: readonly string[] }} Tally
 */

/** Enough of an error to know it again; the whole of it stands where the test ran. */
const LINES_COUNT = 40

/**
 * @param {string} path of vitest's JSON report
 * @param {number} code vitest's exit code
 * @returns {Tally}
 */
export function tallyVitest(path, code) {
  const report = readReport(path)
  const passed = report?.numPassedTests ?? 0
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0)
  const failures = (report?.testResults ?? []).flatMap(failuresOfFile)
  return orOneFailure({ passed, failed: report?.numFailedTests ?? 0, skipped, failures }, code)
}

/**
 * @param {string} path of Playwright's JSON report
 * @param {number} code Playwright's exit code
 * @returns {Tally}
 */
export function tallyPlaywright(path, code) {
  const report = readReport(path)
  const stats = report?.stats
  const failed = (stats?.unexpected ?? 0) + (stats?.flaky ?? 0)
  const [passed, skipped] = [stats?.expected ?? 0, stats?.skipped ?? 0]
  const failures = (report?.suites ?? []).flatMap(failuresOfSuite)
  return orOneFailure({ passed, failed, skipped, failures }, code)
}

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function sum(tallies) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const { passed, failed, skipped } of tallies) {
    total.passed += passed
    total.failed += failed
    total.skipped += skipped
  }
  return { ...total, failures: tallies.flatMap(({ failures = [] }) => failures) }
}

/**
 * @param {any} file one of vitest's `testResults`; a file that could not be loaded has no tests, but a message
 * @returns {readonly string[]}
 */
function failuresOfFile({ name, status, message, assertionResults = [] }) {
  const failed = assertionResults.filter((/** @type {any} */ one) => one.status === 'failed')
  if (failed.length === 0) return status === 'failed' ? [failure(name, [message])] : []
  return failed.map((/** @type {any} */ one) =>
    failure(`${name} › ${one.fullName}`, one.failureMessages),
  )
}

/**
 * @typedef {{ status: string, projectName: string, results: { errors: { message: string }[] }[] }} Outcome
 * @typedef {{ file: string, title: string, tests: Outcome[] }} Spec
 * @typedef {{ suites?: Suite[], specs?: Spec[] }} Suite a file of Playwright's report, or a group of tests in it
 */

/**
 * @param {Suite} suite
 * @returns {readonly string[]}
 */
function failuresOfSuite({ suites = [], specs = [] }) {
  return [...specs.flatMap(failuresOfSpec), ...suites.flatMap(failuresOfSuite)]
}

/**
 * @param {Spec} spec
 * @returns {readonly string[]}
 */
function failuresOfSpec({ file, title, tests }) {
  return tests
    .filter(({ status }) => status === 'unexpected' || status === 'flaky')
    .map(({ projectName, results }) => {
      const messages = results.flatMap(({ errors }) => errors.map(({ message }) => message))
      return failure(`[${projectName}] ${file} › ${title}`, messages)
    })
}

/**
 * @param {string} title
 * @param {readonly string[]} messages
 */
function failure(title, messages) {
  const lines = stripVTControlCharacters(messages.join('\n')).split('\n')
  return [title, ...lines.slice(0, LINES_COUNT)].join('\n  ')
}

/**
 * @param {Tally} tally
 * @param {number} code
 * @returns {Tally}
 */
function orOneFailure(tally, code) {
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}

/** @param {string} path */
function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}
