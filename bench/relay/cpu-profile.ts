/** Node's own CPU profile of the relay, read: which function took how long, alone and with what it called. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** As V8 writes it. */
export interface CpuProfile {
  readonly nodes: readonly ProfileNode[]
  /** Microseconds of the machine's steady clock, which all its processes share. */
  readonly startTime: number
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

interface ProfileNode {
  readonly id: number
  readonly children?: readonly number[]
  readonly callFrame: {
    readonly functionName: string
    readonly url: string
    readonly lineNumber: number
  }
}

/** Of the same clock. */
export interface Window {
  fromUs: number
  toUs: number
}

/** Microseconds by function, idling left out. */
export interface Times {
  readonly itself: ReadonlyMap<string, number>
  readonly withCalls: ReadonlyMap<string, number>
}

/** That of the relay's own thread; the loader's threads leave profiles too. */
export async function profileIn(folder: string): Promise<CpuProfile> {
  const texts = await Promise.all(
    (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')),
  )
  const text = texts.find((one) => one.includes('packages/relay/src/take-update.ts'))
  if (text === undefined) throw new Error('the relay left no profile')
  return JSON.parse(text) as CpuProfile // V8's own file
}

export function timesIn(profile: CpuProfile, { fromUs, toUs }: Window): Times {
  const stacks = stacksOf(profile)
  const itself = new Map<string, number>()
  const withCalls = new Map<string, number>()
  let atUs = profile.startTime
  profile.samples.forEach((id, at) => {
    const tookUs = profile.timeDeltas[at] ?? 0
    atUs += tookUs
    const stack = stacks.get(id) ?? []
    const [top = '?'] = stack
    if (atUs < fromUs || atUs > toUs || top === '(idle)') return
    add(itself, top, tookUs)
    for (const name of new Set(stack)) add(withCalls, name, tookUs)
  })
  return { itself, withCalls }
}

/** Names from the innermost function outwards, for each node. */
function stacksOf({ nodes }: CpuProfile): ReadonlyMap<number, readonly string[]> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const callers = new Map(
    nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])),
  )
  return new Map(
    nodes.map(({ id }) => {
      const stack: string[] = []
      for (let at: number | undefined = id; at !== undefined; at = callers.get(at)) {
        const node = byId.get(at)
        if (node !== undefined) stack.push(nameOf(node))
      }
      return [id, stack]
    }),
  )
}

function nameOf({ callFrame: { functionName, url, lineNumber } }: ProfileNode): string {
  const file = url.replace(/^.*\/(?=(packages|apps|node_modules)\/)/, '')
  // The loader puts our own files on one line: there the name has to do.
  const line = lineNumber > 0 ? `:${lineNumber + 1}` : ''
  const where = file === '' ? '' : ` ${file}${line}`
  return `${functionName === '' ? '(anonymous)' : functionName}${where}`
}

function add(times: Map<string, number>, name: string, us: number): void {
  times.set(name, (times.get(name) ?? 0) + us)
}
