/**
 * `npm run fuzz:signatures -- --cases 100000 --seed 1`: asks every verifier any number of questions.
 * Exit code 1 when they ever disagree, 2 for options it does not understand.
 */
import { compareVerifiers } from './agreement.ts'
import { readOptions, USAGE } from './fuzz-options.ts'

const options = readOptions(process.argv.slice(2))
if (options.type === 'run') await run(options.cases, options.seed)
else if (options.type === 'help') console.log(USAGE)
else {
  console.error(`${options.why}\n${USAGE}`)
  process.exitCode = 2
}

async function run(cases: number, seed: number): Promise<void> {
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
}
