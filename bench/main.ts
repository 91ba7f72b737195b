/**
 * `npm run bench`: what things cost, measured and printed as tables. docs/bench.md says how to read them.
 */
import { parseArgs } from 'node:util'
import { removalBench } from './members/removal.ts'
import { rosterBench } from './members/roster.ts'
import { markdownOf, type Report } from './report.ts'

const BENCHES: Readonly<Record<string, (options: { isQuick: boolean }) => Promise<Report>>> = {
  removal: removalBench,
  roster: rosterBench,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false } },
})
const names = positionals.length === 0 ? Object.keys(BENCHES) : positionals
for (const name of names) {
  const bench = BENCHES[name]
  if (bench === undefined) throw new Error(`There is no bench called ${name}.`)
  process.stdout.write(`${markdownOf(await bench({ isQuick: values.quick }))}\n`)
}
process.exit(0)
