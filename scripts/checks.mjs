/**
 * The checks of `npm run check`, cheap ones first. Every one runs, so that one go shows all errors.
 */
import { run, say, seconds } from './steps.mjs'

/** @type {readonly [title: string, command: string, args: readonly string[]][]} */
const CHECKS = [
  ['sizes and folder names', 'tsx', ['scripts/check-sizes.ts']],
  ['the ladder of imports', 'tsx', ['scripts/check-ladder.ts']],
  ['rules and the tests that name them', 'tsx', ['scripts/check-rules.ts']],
  ['texts outside the catalogues', 'tsx', ['scripts/check-texts.ts']],
  ['what documents name', 'tsx', ['scripts/check-docs.ts']],
  ['format', 'oxfmt', ['--check']],
  ['lint', 'oxlint', ['--type-aware', '--deny-warnings']],
  ['types', 'tsc', ['--noEmit']],
  ['unused files, exports and dependencies', 'knip', ['--no-progress']],
]

/**
 * Run every check; what a failing one says is shown.
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
export async function runChecks() {
  let failed = 0
  for (const [title, command, args] of CHECKS) {
    const startedAt = performance.now()
    const { code, output } = await run(command, args)
    if (code !== 0) failed++
    say(`  ${code === 0 ? 'ok  ' : 'FAIL'} ${title} (${seconds(startedAt)})`)
    if (code !== 0) say(output.trimEnd())
  }
  return { passed: CHECKS.length - failed, failed, skipped: 0 }
}
