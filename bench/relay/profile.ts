/**
 * Where the relay spends its time: node's own CPU profile of it under a load, the dearest functions first.
 * The profiles themselves stay in bench/.cache/profiles, for a viewer.
 */
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fanOut } from '../loads/fan-out.ts'
import { saturation } from '../loads/saturation.ts'
import type { Report, Row } from '../report.ts'
import { PARLEY, parleyCommand, SCRATCH } from './contenders.ts'
import { Stage, type Watch } from './stage.ts'

const SHOWN = 25

/** As V8 writes it. */
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: {
      readonly functionName: string
      readonly url: string
      readonly lineNumber: number
    }
  }[]
  /** Microseconds of the machine's steady clock, which all its processes share. */
  readonly startTime: number
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

/** Of the machine's steady clock. */
interface Window {
  fromUs: number
  toUs: number
}

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
    saturation: (watch: Watch) => saturation(PARLEY, { messages: isQuick ? 400 : 5_000 }, watch),
  }
  for (const [name, load] of Object.entries(loads)) {
    say(`Profile: ${name}`)
    const folder = join(SCRATCH, 'profiles', `${name}-${Date.now()}`)
    await mkdir(folder, { recursive: true })
    const nodeArgs = ['--cpu-prof', `--cpu-prof-dir=${folder}`]
    const window: Window = { fromUs: 0, toUs: 0 }
    await load({
      open: (contender) => Stage.open(contender, (at) => parleyCommand(at, nodeArgs)),
      onStart: () => (window.fromUs = nowUs()),
      onEnd: () => (window.toUs = nowUs()),
    })
    const rows = await dearest(folder, window)
    const says =
      'Share of the time in which the relay was not idle, from the first message measured to the last one delivered.'
    yield { title: `Profile: ${name}`, says, rows, goals: [] }
  }
}

/** Self time by function in the relay's own thread; the loader's threads leave profiles too. */
async function dearest(folder: string, window: Window): Promise<readonly Row[]> {
  const texts = await Promise.all(
    (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')),
  )
  const text = texts.find((one) => one.includes('packages/relay/src/take-update.ts'))
  if (text === undefined) throw new Error('the relay left no profile')
  const spent = spentIn(JSON.parse(text) as CpuProfile, window) // V8's own file
  spent.delete('(idle)')
  const busy = [...spent.values()].reduce((sum, us) => sum + us, 0)
  return [...spent]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, SHOWN)
    .map(([what, us]) => ({
      what,
      ms: Math.round(us / 1e3),
      '%': Math.round((us / busy) * 1e3) / 10,
    }))
}

/** Microseconds by function. */
function spentIn(profile: CpuProfile, { fromUs, toUs }: Window): Map<string, number> {
  const names = new Map(profile.nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]))
  const spent = new Map<string, number>()
  let atUs = profile.startTime
  profile.samples.forEach((id, at) => {
    const tookUs = profile.timeDeltas[at] ?? 0
    atUs += tookUs
    const name = names.get(id) ?? '?'
    if (atUs >= fromUs && atUs <= toUs) spent.set(name, (spent.get(name) ?? 0) + tookUs)
  })
  return spent
}

function nameOf({
  functionName,
  url,
  lineNumber,
}: CpuProfile['nodes'][number]['callFrame']): string {
  const file = url.replace(/^.*\/(?=(packages|apps|node_modules)\/)/, '')
  const where = file === '' ? '' : ` ${file}:${lineNumber + 1}`
  return `${functionName === '' ? '(anonymous)' : functionName}${where}`
}

function nowUs(): number {
  return Number(process.hrtime.bigint() / 1_000n)
}
