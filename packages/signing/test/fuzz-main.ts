/**
 * Asks every verifier any number of questions:
 * `npx tsx packages/signing/test/fuzz-main.ts --cases 100000 --seed 1`.
 * Exit code 1 when they ever disagree.
 */
import { parseArgs } from 'node:util'
import { compareVerifiers } from './agreement.ts'

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
})
const cases = Number(values.cases)
const seed = Number(values.seed)
if (!Number.isSafeInteger(cases) || cases < 1 || !Number.isSafeInteger(seed)) {
  console.error('--cases and --seed are whole numbers')
  process.exit(2)
}

const { accepted, acceptedByKind, disagreements } = await compareVerifiers({
  cases,
  seed,
  onProgress(done) {
    if (done % 5_000 === 0) console.log(`${done} of ${cases}`)
  },
})

for (const [kind, count] of acceptedByKind) console.log(`${kind}: ${count} accepted`)
for (const line of disagreements) console.error(line)
console.log(`${accepted} of ${cases} accepted by all`)
console.log(`${cases} cases, ${disagreements.length} disagreements`)
process.exitCode = disagreements.length === 0 ? 0 : 1
