/**
 * `npm run sim -- [--kind network|society] [--seeds 2000] [--seed S] [--path P]`: that many worlds from one seed, or the one a
 * failure named. Exit code 1 when an invariant breaks; then the shrunk script is printed.
 * `--kind peers --row N` plays that row of docs/peers.md instead, a scene for each seed from S on.
 */
// First, because libraries take hold of the clock when they are loaded.
import { realNow } from './library-clock.ts'
import { parseArgs } from 'node:util'
import { runRow } from './peers/run.ts'
import { playSocieties } from './society/play.ts'
import { anySocietyScript } from './society/script.ts'
import { describeFailure, runWorlds } from './world/run-worlds.ts'

const SHOW_EVERY_MS = 5_000

const USAGE =
  'npm run sim -- [--kind network|society|peers] [--row N] [--seeds 2000] [--seed S] [--path P]'

const values = readOptions()
const startedAt = realNow()
const seed = values.seed === undefined ? startedAt % 2 ** 31 : wholeNumber('--seed', values.seed)
let played = 0
let shownAt = startedAt
let isShrinking = false
process.stdout.write(`${values.seeds} worlds from seed ${seed}\n`)

if (values.kind === 'peers') await playRow()
const isSociety = values.kind === 'society'
const wanted = {
  worldsCount: wholeNumber('--seeds', values.seeds),
  seed,
  ...(values.path === undefined ? {} : { path: values.path }),
  onWorld({ faults }: { readonly faults: readonly string[] }) {
    played++
    const [fault] = faults
    if (fault !== undefined && !isShrinking)
      process.stderr.write(`world ${played}: ${fault}; shrinking\n`)
    isShrinking ||= fault !== undefined
    tellProgress()
  },
}
const { tally, worldsCount, failure } = isSociety
  ? await playSocieties({ ...wanted, scripts: anySocietyScript })
  : await runWorlds(wanted)

process.stdout.write(`${worldsCount} worlds: ${JSON.stringify(tally)}\n`)
if (failure !== undefined)
  process.stdout.write(`${typeof failure === 'string' ? failure : describeFailure(failure)}\n`)
process.exit(failure === undefined ? 0 : 1)

async function playRow(): Promise<never> {
  const { playedCount, figures, failures } = await runRow({
    row: wholeNumber('--row', values.row ?? ''),
    seedsCount: wholeNumber('--seeds', values.seeds),
    seed,
    onOutcome({ faults }) {
      played++
      for (const fault of faults) process.stderr.write(`${fault}\n`)
      tellProgress()
    },
  })
  process.stdout.write(`${playedCount} worlds: ${JSON.stringify(figures)}\n`)
  for (const failure of failures) process.stdout.write(`${failure}\n`)
  process.exit(failures.length === 0 ? 0 : 1)
}

function tellProgress(): void {
  if (realNow() - shownAt < SHOW_EVERY_MS) return
  shownAt = realNow()
  process.stderr.write(
    `${played} worlds played, ${Math.round((realNow() - startedAt) / 1_000)} s\n`,
  )
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        kind: { type: 'string', default: 'network' },
        seeds: { type: 'string', default: '2000' },
        seed: { type: 'string' },
        path: { type: 'string' },
        row: { type: 'string' },
      },
    }).values
  } catch (error) {
    return refuse(error instanceof Error ? error.message : 'These options are not known.')
  }
}

function wholeNumber(name: string, text: string): number {
  return /^\d{1,10}$/.test(text) ? Number(text) : refuse(`${name} must be a whole number.`)
}

function refuse(why: string): never {
  process.stderr.write(`${why}\n${USAGE}\n`)
  process.exit(2)
}
