/**
 * `npm run fuzz:gate -- --updates 100000 --seed 1`: hostile updates against the gate. Ends with
 * `N updates, F faults`; exit code 1 when F is not 0, 2 for options it does not understand.
 */
import { readOptions, USAGE } from './fuzz-options.ts'
import { runFuzz } from './fuzz-run.ts'

const options = readOptions(process.argv.slice(2))
if (options.type === 'run') run(options.updates, options.seed)
else if (options.type === 'help') console.log(USAGE)
else {
  console.error(`${options.why}\n${USAGE}`)
  process.exitCode = 2
}

function run(updates: number, seed: number): void {
  const startedAt = performance.now()
  const counts = runFuzz(updates, seed, (so) => {
    if (so.updates % 10_000 !== 0) return
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0)
    const megabytes = (process.memoryUsage().heapUsed / 1_048_576).toFixed(0)
    console.log(
      `${so.updates} updates, ${so.faults.length} faults (${so.fatal} fatal, ${so.refused} refused, ` +
        `${so.accepted} records accepted, ${so.holes} holes, ${so.purged} purged), ${seconds} s, ${megabytes} MB`,
    )
  })
  for (const fault of counts.faults.slice(0, 20)) console.error(fault)
  console.log(`${counts.updates} updates, ${counts.faults.length} faults`)
  process.exitCode = counts.faults.length === 0 ? 0 : 1
}
