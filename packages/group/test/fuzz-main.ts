/**
 * `npm run fuzz:group -- --worlds 100000 --seed 1`: generated worlds of members, each against every
 * invariant and the slow twin in turn. Ends with `N worlds, F faults`; exit code 1 when F is not 0.
 */
import { parseArgs } from 'node:util'
import { INVARIANTS, runWorlds } from './fuzz-worlds.ts'

const USAGE = `npm run fuzz:group -- [--worlds N] [--seed S] [--path P] [--only TEXT]
  --worlds N   how many worlds in all, shared out among the invariants (default 100000)
  --seed S     a whole number; the same seed makes the same worlds (default: by the clock)
  --path P     with --seed and --only: the failure that a run named
  --only TEXT  only invariants whose name holds TEXT
Invariants:
${INVARIANTS.map(({ name }) => `  ${name}`).join('\n')}
`

/** At most so many worlds of one invariant at a time, so that progress shows. */
const PORTION = 500

const options = readOptions()
if (options === undefined) process.exitCode = 2
else if (options.help) process.stdout.write(USAGE)
else fuzz(options)

interface Options {
  readonly help: boolean
  readonly worlds: number
  readonly seed: number
  readonly path: string | undefined
  readonly only: string
}

function fuzz({ worlds, seed, path, only }: Options): void {
  const chosen = INVARIANTS.filter(({ name }) => name.includes(only))
  if (chosen.length === 0) {
    process.stderr.write(`no invariant has "${only}" in its name\n${USAGE}`)
    process.exitCode = 2
    return
  }
  const startedAt = performance.now()
  const portion = Math.min(PORTION, Math.ceil(worlds / chosen.length))
  let played = 0
  let faults = 0
  process.stdout.write(`${worlds} worlds from seed ${seed}\n`)
  for (let round = 0; played < worlds; round++)
    for (const invariant of chosen) {
      const count = Math.min(portion, worlds - played)
      if (count <= 0) break
      const { failure } = runWorlds(invariant, {
        worlds: count,
        seed: seed + round,
        ...(path !== undefined && { path }),
      })
      played += count
      if (failure !== undefined) {
        faults++
        process.stdout.write(`${failure}\n`)
      }
      const seconds = Math.round((performance.now() - startedAt) / 1_000)
      process.stderr.write(`${played} worlds, ${faults} faults, ${seconds} s\n`)
    }
  process.stdout.write(`${played} worlds, ${faults} faults\n`)
  process.exitCode = faults === 0 ? 0 : 1
}

function readOptions(): Options | undefined {
  try {
    const { values } = parseArgs({
      options: {
        help: { type: 'boolean', default: false },
        worlds: { type: 'string', default: '100000' },
        seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
        path: { type: 'string' },
        only: { type: 'string', default: '' },
      },
    })
    return {
      help: values.help,
      worlds: wholeNumber('--worlds', values.worlds),
      seed: wholeNumber('--seed', values.seed),
      path: values.path,
      only: values.only,
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
    return undefined
  }
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text)
  if (!/^[0-9]+$/.test(text) || !Number.isSafeInteger(number))
    throw new Error(`${name} takes a whole number, not "${text}"`)
  return number
}
