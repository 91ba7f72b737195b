/**
 * `npm run bench`: what things cost, measured; a table to read on the screen, and the same as JSON and
 * markdown in files. docs/bench.md says how to read them.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { appBench } from './app/app.ts'
import { removalBench } from './members/removal.ts'
import { rosterBench } from './members/roster.ts'
import { openingBench } from './opening/opening.ts'
import { profileBench } from './relay/profile.ts'
import { RELAY_BENCHES, relayBench } from './relay/relay-bench.ts'
import { SCRATCH } from './relay/contenders.ts'
import { CORES } from './relay/server-process.ts'
import { markdownOf, type Report } from './report.ts'
import { scaleBench } from './scale/scale.ts'
import { widgetBench } from './widget/widget.ts'

const MEMBERS = { removal: removalBench, roster: rosterBench, opening: openingBench } as const
const NAMES = [...Object.keys(MEMBERS), 'app', 'widget', 'scale', ...Object.keys(RELAY_BENCHES)]

const HELP = `npm run bench [-- names and flags]

  names             of ${NAMES.join(', ')}, and profile; without any: all but profile
  --quick           tiny sizes, to see that it works
  --only <server>   of what is compared, this one; may be said several times
  --trials <n>      how often a relay is killed
  --out <path>      where the tables go, as <path>.json and <path>.md
`

const { values, positionals } = asked()
const names = positionals.length === 0 ? NAMES : positionals
const unknown = names.find((name) => name !== 'profile' && !NAMES.includes(name))

if (values.help) say(HELP)
else if (unknown !== undefined)
  fail(`There is no bench called "${unknown}". There are: ${NAMES.join(', ')}, and profile.`)
else if (values.trials !== undefined && !(Number(values.trials) >= 1))
  fail(`--trials takes a number from 1 on, not "${values.trials}".`)
else await measureAll()
// Whatever a measured client left behind in this process must not keep it.
process.exit()

function asked() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        quick: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true, default: [] },
        trials: { type: 'string' },
        out: { type: 'string', default: join(SCRATCH, 'results') },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${HELP}`)
    process.exit(2)
  }
}

async function measureAll(): Promise<void> {
  const about = machine()
  const reports: Report[] = []
  for (const name of names) {
    for await (const report of reportsOf(name)) {
      reports.push(report)
      say(`\n${markdownOf(report)}`)
      // After each: a run that is cut short keeps what it found.
      await keep(about, reports)
    }
  }
  say(`Kept in ${values.out}.json and .md.`)
  if (reports.some(({ goals }) => goals.some(({ met }) => !met))) process.exitCode = 1
}

async function* reportsOf(name: string): AsyncGenerator<Report> {
  const { quick: isQuick, only } = values
  const trials = values.trials === undefined ? undefined : Number(values.trials)
  if (name === 'removal' || name === 'roster' || name === 'opening')
    yield await MEMBERS[name]({ isQuick })
  else if (name === 'app') yield* appBench({ isQuick })
  else if (name === 'widget') yield* await widgetBench({ isQuick })
  else if (name === 'scale') yield* scaleBench({ isQuick, say })
  else if (name === 'profile') yield* profileBench({ isQuick, say })
  else yield* relayBench(name, { isQuick, only, trials, say })
}

async function keep(about: string, reports: readonly Report[]): Promise<void> {
  await mkdir(join(values.out, '..'), { recursive: true })
  const all = { about, isQuick: values.quick, reports }
  await writeFile(`${values.out}.json`, `${JSON.stringify(all, undefined, 2)}\n`)
  const note = values.quick
    ? '\n\nTiny sizes, to see that it works: these figures say nothing.'
    : ''
  const text = [`# Measured\n\n${about}${note}\n`, ...reports.map(markdownOf)].join('\n')
  await writeFile(`${values.out}.md`, text)
}

function machine(): string {
  const [cpu] = cpus()
  const cores = CORES.arePinned ? 'server and clients on a core each' : 'processes not pinned'
  return [
    `${new Date().toISOString().slice(0, 16)}Z, ${platform()} ${release()} ${arch()}, node ${process.version}`,
    `${cpus().length} × ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 1e9)} GB; ${cores}; load before: ${loadavg()[0]?.toFixed(1)}`,
  ].join('; ')
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function fail(problem: string): void {
  process.stderr.write(`${problem}\n`)
  process.exitCode = 1
}
