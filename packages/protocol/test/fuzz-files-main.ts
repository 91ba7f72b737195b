/** `npm run fuzz:files -- 100000 1`: so many hostile files, from that seed on. Exit code 1 where one is a fault. */
import { fuzzFiles } from './fuzz-files.ts'

const [count = 100_000, seed = 1] = process.argv.slice(2).map(Number)
const { states, faults } = fuzzFiles(count, seed)
for (const fault of faults.slice(0, 20)) console.error(fault)
const told = Object.entries(states).map(([state, number]) => `${number} ${state}`)
console.log(`${count} files (${told.join(', ')}), ${faults.length} faults`)
process.exitCode = faults.length === 0 ? 0 : 1
