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
import { Stage } from './stage.ts'

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
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

export async function profileBench({
  isQuick,
  say,
}: {
  readonly isQuick: boolean
  say(line: string): void
}): Promise<readonly Report[]> {
  const loads = {
    'fan-out-50': (open: typeof Stage.open) =>
      fanOut(PARLEY, { people: isQuick ? 10 : 50, seconds: isQuick ? 1 : 15 }, open),
    'fan-out-1000': (open: typeof Stage.open) =>
      fanOut(PARLEY, { people: isQuick ? 20 : 1_000, seconds: isQuick ? 1 : 15 }, open),
    saturation: (open: typeof Stage.open) =>
      saturation(PARLEY, { messages: isQuick ? 400 : 20_000 }, open),
  }
  const reports: Report[] = []
  for (const [name, load] of Object.entries(loads)) {
    say(`Profile: ${name}`)
    const folder = join(SCRATCH, 'profiles', `${name}-${Date.now()}`)
    await mkdir(folder, { recursive: true })
    const nodeArgs = ['--cpu-prof', `--cpu-prof-dir=${folder}`]
    await load((contender) => Stage.open(contender, (at) => parleyCommand(at, nodeArgs)))
    const rows = await dearest(folder)
    const says = 'Share of the time in which the relay was not idle, its start included.'
    reports.push({ title: `Profile: ${name}`, says, rows, goals: [] })
  }
  return reports
}

/** Self time by function, over the largest profile of the folder: smaller ones are helpers' of the loader. */
async function dearest(folder: string): Promise<readonly Row[]> {
  const texts = await Promise.all(
    (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')),
  )
  const profiles = texts.map((text) => JSON.parse(text) as CpuProfile) // V8's own file
  const [profile] = profiles.toSorted((a, b) => b.samples.length - a.samples.length)
  if (profile === undefined) throw new Error('the relay left no profile')
  const names = new Map(profile.nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]))
  const spent = new Map<string, number>()
  profile.samples.forEach((id, at) => {
    const name = names.get(id) ?? '?'
    spent.set(name, (spent.get(name) ?? 0) + (profile.timeDeltas[at] ?? 0))
  })
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

function nameOf({
  functionName,
  url,
  lineNumber,
}: CpuProfile['nodes'][number]['callFrame']): string {
  const file = url.replace(/^.*\/(?=(packages|apps|node_modules)\/)/, '')
  const where = file === '' ? '' : ` ${file}:${lineNumber + 1}`
  return `${functionName === '' ? '(anonymous)' : functionName}${where}`
}
