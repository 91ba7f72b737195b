/**
 * `npx tsx packages/gate/test/fuzz-main.ts --updates 100000 --seed 1`: hostile updates against the
 * gate. Ends with `N updates, F faults`; exit code 1 when F is not 0.
 */
import { parseArgs } from 'node:util'
import { runFuzz } from './fuzz-run.ts'

const { values } = parseArgs({
  options: {
    updates: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
  },
})
const startedAt = performance.now()
const counts = runFuzz(Number(values.updates), Number(values.seed), (so) => {
  if (so.updates % 10_000 !== 0) return
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0)
  const megabytes = (process.memoryUsage().heapUsed / 1_048_576).toFixed(0)
  console.log(
    `${so.updates} updates, ${so.faults.length} faults (${so.fatal} fatal, ${so.refused} refused, ` +
      `${so.accepted} records accepted), ${seconds} s, ${megabytes} MB`,
  )
})
for (const fault of counts.faults.slice(0, 20)) console.error(fault)
console.log(`${counts.updates} updates, ${counts.faults.length} faults`)
process.exitCode = counts.faults.length === 0 ? 0 : 1
