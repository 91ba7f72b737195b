/**
 * `npm run peers -- [--row N] [--seeds 20] [--first 1] [--acts 500] [--small]`: rows of docs/peers.md with real
 * pages and real relays, one after the other, and a table of what was measured beside the marks.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBrowser } from './browser.mjs'
import { buildIfNeeded } from './setup.mjs'
import { run, say } from './steps.mjs'

/** Marks that are a number of milliseconds: which of a row's figures, and the most that its p95 may be. */
const MARKS = /** @type {const} */ ({
  1: { sameAfterMs: 2_000 },
  2: { shownP95Ms: 50, keptP95Ms: 50 },
  5: { firstMessageMs: 1_000, composerMs: 1_200, pendingFirstMs: 1_000, pendingComposerMs: 1_200 },
  7: { listedMs: 1_000 },
})

const { values } = parseArgs({
  options: {
    row: { type: 'string' },
    seeds: { type: 'string', default: '20' },
    first: { type: 'string', default: '1' },
    acts: { type: 'string', default: '500' },
    small: { type: 'boolean', default: false },
  },
})

const folder = mkdtempSync(join(tmpdir(), 'parley-peers-'))
const out = join(folder, 'figures')
writeFileSync(out, '')
const browser = ensureBrowser((line) => say(line))
await buildIfNeeded()
const { code } = await run(
  'playwright',
  [
    ...['test', '-c', 'e2e/peers.config.ts'],
    ...(values.row === undefined ? [] : ['-g', `row ${values.row},`]),
  ],
  {
    show: true,
    limitMs: 24 * 3_600_000,
    env: {
      ...(browser === undefined ? {} : { PARLEY_BROWSER: browser }),
      ...(values.small ? { PEERS_SIZE: 'small' } : {}),
      PEERS_SEEDS: values.seeds,
      PEERS_FIRST: values.first,
      PEERS_ACTS: values.acts,
      PEERS_OUT: out,
    },
  },
)
const lines = readFileSync(out, 'utf8').split('\n').filter(Boolean)
rmSync(folder, { recursive: true, force: true })
/** @type {Map<number, Record<string, number[]>>} */
const rows = new Map()
for (const line of lines) {
  /** @type {{ row: number, figures: Record<string, number> }} */
  const { row, figures } = JSON.parse(line)
  const all = rows.get(row) ?? {}
  rows.set(row, all)
  for (const [name, value] of Object.entries(figures)) (all[name] ??= []).push(value)
}
for (const [row, figures] of [...rows].toSorted(([a], [b]) => a - b)) {
  say(`row ${row}`)
  for (const [name, all] of Object.entries(figures)) say(`  ${name}: ${figureOf(row, name, all)}`)
}
process.exitCode = code

/**
 * @param {number} row
 * @param {string} name
 * @param {number[]} all
 */
function figureOf(row, name, all) {
  if (!name.endsWith('Ms'))
    return `${all.reduce((sum, one) => sum + one, 0)} in ${all.length} scenes`
  const sorted = all.toSorted((a, b) => a - b)
  const p95 = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? 0
  const mark = /** @type {Record<string, Record<string, number>>} */ (MARKS)[row]?.[name]
  const beside = mark === undefined ? '' : `, mark ${mark}: ${p95 <= mark ? 'passed' : 'missed'}`
  return `p50 ${sorted[Math.floor(sorted.length / 2)]}, p95 ${p95}, worst ${sorted.at(-1)} of ${sorted.length}${beside}`
}
