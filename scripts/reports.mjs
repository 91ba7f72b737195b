/**
 * What test runners report, as three numbers. A runner that ended badly without naming a failed
 * test (a file that cannot be loaded, a crash, a time limit) counts as one failure: never as none.
 */
import { existsSync, readFileSync } from 'node:fs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/**
 * @param {string} path of vitest's JSON report
 * @param {number} code vitest's exit code
 * @returns {Tally}
 */
export function tallyVitest(path, code) {
  const report = readReport(path)
  const passed = report?.numPassedTests ?? 0
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0)
  return orOneFailure({ passed, failed: report?.numFailedTests ?? 0, skipped }, code)
}

/**
 * @param {string} path of Playwright's JSON report
 * @param {number} code Playwright's exit code
 * @returns {Tally}
 */
export function tallyPlaywright(path, code) {
  const stats = readReport(path)?.stats
  const failed = (stats?.unexpected ?? 0) + (stats?.flaky ?? 0)
  return orOneFailure({ passed: stats?.expected ?? 0, failed, skipped: stats?.skipped ?? 0 }, code)
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
  return total
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
