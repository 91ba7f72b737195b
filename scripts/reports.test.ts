import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sum, tallyPlaywright, tallyVitest } from './reports.mjs'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-reports-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function report(content: object): string {
  const path = join(folder, 'report.json')
  writeFileSync(path, JSON.stringify(content))
  return path
}

test("vitest's report becomes three numbers", () => {
  const path = report({ numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 })
  expect(tallyVitest(path, 1)).toMatchObject({ passed: 7, failed: 2, skipped: 2 })
})

test("a flaky test in Playwright's report is a failed one", () => {
  const path = report({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 3 } })
  expect(tallyPlaywright(path, 1)).toMatchObject({ passed: 5, failed: 2, skipped: 3 })
})

test('a runner that crashed counts as a failure, whatever its report says or if there is none', () => {
  const path = report({ numPassedTests: 7, numFailedTests: 0 })
  expect(tallyVitest(path, 1)).toMatchObject({ passed: 7, failed: 1 })
  expect(tallyPlaywright(join(folder, 'missing.json'), 1)).toMatchObject({ passed: 0, failed: 1 })
})

test('runners are summed', () => {
  const one = { passed: 1, failed: 2, skipped: 3 }
  expect(sum([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6, failures: [] })
  expect(sum([])).toEqual({ passed: 0, failed: 0, skipped: 0, failures: [] })
})

test('what failed is named with the beginning of what it said, so that the end of a log tells it', () => {
  const red = '\u001B[31mexpected 1 to be 2\u001B[39m'
  const failing = { status: 'failed', fullName: 'adds', failureMessages: [red] }
  const passing = { status: 'passed', fullName: 'subtracts', failureMessages: [] }
  const vitest = report({
    testResults: [
      { name: 'a.test.ts', status: 'failed', message: '', assertionResults: [passing, failing] },
      { name: 'b.test.ts', status: 'failed', message: 'No such module', assertionResults: [] },
      { name: 'c.test.ts', status: 'passed', message: '', assertionResults: [passing] },
    ],
  })
  const fromVitest = tallyVitest(vitest, 1)
  expect(fromVitest.failures).toEqual([
    'a.test.ts › adds\n  expected 1 to be 2',
    'b.test.ts\n  No such module',
  ])

  const result = { errors: [{ message: 'no such button' }] }
  const specs = ['unexpected', 'expected'].map((status) => ({
    file: 'chat.test.ts',
    title: `a test as ${status}`,
    tests: [{ status, projectName: 'phone', results: [result] }],
  }))
  const fromPlaywright = tallyPlaywright(report({ suites: [{ suites: [{ specs }] }] }), 1)
  expect(fromPlaywright.failures).toEqual([
    '[phone] chat.test.ts › a test as unexpected\n  no such button',
  ])
  expect(sum([fromVitest, fromPlaywright]).failures).toHaveLength(3)
})
