/**
 * Where the relay spends its time: node's own CPU profile of it under a load, the dearest functions first.
 * The profiles themselves stay in bench/.cache/profiles, for a viewer.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fanOut } from '../loads/fan-out.ts'
import { manyGroups } from '../loads/many-groups.ts'
import { reconnect } from '../loads/reconnect.ts'
import { saturation } from '../loads/saturation.ts'
import type { Report } from '../report.ts'
import { PARLEY, PARLEY_SOURCES, parleyCommand, SCRATCH } from './contenders.ts'
import { profileIn, timesIn, type Window } from './cpu-profile.ts'
import { Stage, type Watch } from './stage.ts'

const SHOWN = 25

/** Who comes back at once. */
const FEW = { people: 10, messages: 100, missed: 5 }
const MANY = { people: 500, messages: 2_000, missed: 50 }

export async function* profileBench({
  isQuick,
  say,
}: {
  readonly isQuick: boolean
  say(line: string): void
}): AsyncGenerator<Report> {
  const loads = {
    'fan-out-50': (watch: Watch) =>
      fanOut(PARLEY, { people: isQuick ? 10 : 50, seconds: isQuick ? 1 : 15 }, watch),
    'fan-out-1000': (watch: Watch) =>
      fanOut(PARLEY, { people: isQuick ? 20 : 1_000, seconds: isQuick ? 1 : 15 }, watch),
    groups: (watch: Watch) =>
      manyGroups(PARLEY, { groups: isQuick ? 10 : 500, seconds: isQuick ? 2 : 15 }, watch),
    saturation: (watch: Watch) => saturation(PARLEY, { messages: isQuick ? 400 : 5_000 }, watch),
    storm: (watch: Watch) => reconnect(PARLEY, { ...(isQuick ? FEW : MANY), atOnce: true }, watch),
  }
  for (const [name, load] of Object.entries(loads)) {
    say(`Profile: ${name}`)
    const folder = join(SCRATCH, 'profiles', `${name}-${Date.now()}`)
    await mkdir(folder, { recursive: true })
    const args = ['--cpu-prof', `--cpu-prof-dir=${folder}`, ...PARLEY_SOURCES]
    const window: Window = { fromUs: 0, toUs: 0 }
    await load({
      open: (contender) => Stage.open(contender, (at) => parleyCommand(at, args)),
      onStart: () => (window.fromUs = nowUs()),
      onEnd: () => (window.toUs = nowUs()),
    })
    const profile = await profileIn(folder)
    const { itself, withCalls } = timesIn(profile, window)
    const says =
      'Share of the time in which the relay was not idle, from the first message measured to the last one delivered.'
    const ours = new Map([...withCalls].filter(([what]) => what.includes(' packages/')))
    const busy = [...itself.values()].reduce((sum, us) => sum + us, 0)
    const title = `Profile: ${name}`
    yield { title: `${title}, our functions with what they call`, says, ...table(ours, busy) }
    yield { title: `${title}, every function by itself`, says, ...table(itself, busy) }
  }
}

function table(times: ReadonlyMap<string, number>, busyUs: number): Pick<Report, 'rows' | 'goals'> {
  const rows = [...times]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, SHOWN)
    .map(([what, us]) => ({
      what,
      ms: Math.round(us / 1e3),
      '%': Math.round((us / busyUs) * 1e3) / 10,
    }))
  return { rows, goals: [] }
}

function nowUs(): number {
  return Number(process.hrtime.bigint() / 1_000n)
}
