/**
 * `npm run sim -- [--seeds 2000] [--seed S] [--path P]`: that many worlds from one seed, or the one a
 * failure named. Exit code 1 when an invariant breaks; then the shrunk script is printed.
 */
// First, because libraries take hold of the clock when they are loaded.
import { realNow } from './library-clock.ts'
import { parseArgs } from 'node:util'
import { describeFailure, runWorlds } from './world/run-worlds.ts'

const SHOW_EVERY_MS = 5_000

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2000' },
    seed: { type: 'string' },
    path: { type: 'string' },
  },
})
const startedAt = realNow()
const seed = values.seed === undefined ? startedAt % 2 ** 31 : Number(values.seed)
let played = 0
let shownAt = startedAt
process.stdout.write(`${values.seeds} worlds from seed ${seed}\n`)

const { tally, worldsCount, failure } = await runWorlds({
  worldsCount: Number(values.seeds),
  seed,
  ...(values.path === undefined ? {} : { path: values.path }),
  onWorld() {
    played++
    if (realNow() - shownAt < SHOW_EVERY_MS) return
    shownAt = realNow()
    process.stderr.write(
      `${played} worlds played, ${Math.round((realNow() - startedAt) / 1_000)} s\n`,
    )
  },
})

process.stdout.write(`${worldsCount} worlds: ${JSON.stringify(tally)}\n`)
if (failure !== undefined) process.stdout.write(`${describeFailure(failure)}\n`)
process.exit(failure === undefined ? 0 : 1)
