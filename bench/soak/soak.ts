/**
 * A soak: one relay, as operators run it, under hundreds of devices that come and go. In the end nothing is
 * lost, nothing is there twice, and the relay holds no more memory than before.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { recordsIn } from '@parley/gate'
import { openLevelJournal } from '@parley/relay'
import * as Y from 'yjs'
import { PARLEY_PROGRAM, parleyCommand, prepareFolder, SCRATCH } from '../relay/contenders.ts'
import { type Command, type ServerProcess, startServer } from '../relay/server-process.ts'
import type { Ledger } from './ledger.ts'
import { endStalled } from './line.ts'
import { count, type Happened, Load } from './load.ts'
import { type Held, heldAtRest, pause } from './rest.ts'
import { memoryProblems, putOffProblems } from './verdict.ts'

export interface SoakOptions {
  readonly clients: number
  readonly seed: number
  readonly loadSeconds: number
  readonly warmUpSeconds: number
  /** Left alone before its memory is looked at; what it holds is not judged when there is no such time. */
  readonly restSeconds: number
  /** Ends it early; nothing is judged then. */
  readonly signal: AbortSignal
  say(line: string): void
}

export interface Soaked {
  readonly happened: Happened
  readonly acknowledged: number
  readonly before: Held
  readonly after: Held
  /** A sentence each; none when all is well. */
  readonly problems: readonly string[]
}

/** All devices are back and everything is settled within that; past it the rest counts as lost. */
const SETTLING_MS = 60_000
const LOOK_AGAIN_MS = 100
/**
 * Large contents at first: a store fills a cache of 8 MiB and two buffers of 4 MiB before it settles, and
 * that is no leak.
 */
const WARM_UP_BYTES = 6_000

/** `undefined` when it was ended early. Nothing it started outlives it, and its folder goes. */
export async function soak(options: SoakOptions): Promise<Soaked | undefined> {
  await mkdir(SCRATCH, { recursive: true })
  const folder = await mkdtemp(join(SCRATCH, 'soak-'))
  try {
    await prepareFolder(folder)
    const server = await startServer(measuredRelay(folder))
    try {
      return await soakRelay({ ...options, server, folder })
    } finally {
      await server.stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface Running extends SoakOptions {
  readonly server: ServerProcess
  readonly folder: string
}

async function soakRelay(running: Running): Promise<Soaked | undefined> {
  const { server, folder, clients, seed, signal, say } = running
  const load = new Load({ clients, seed, port: server.port })
  try {
    await load.found()
    await settled(load, signal)
    say(`${clients} devices warm it up for ${running.warmUpSeconds} s.`)
    await load.play({ seconds: running.warmUpSeconds, signal, mostBytes: WARM_UP_BYTES })
    load.dismiss()
    say(`Everybody is away for ${running.restSeconds} s.`)
    const before = await atRest(running)
    if (before === undefined) return undefined
    say(`They come back for ${running.loadSeconds} s.`)
    await load.play({ seconds: running.loadSeconds, signal })
    if (signal.aborted) return undefined
    const lost = await problemsOfDevices(load, signal)
    load.dismiss()
    say(`Everybody is away for ${running.restSeconds} s.`)
    const after = await atRest(running)
    if (after === undefined) return undefined
    await server.stop()
    const problems = [
      ...[...load.happened.complaints].map(
        ([what, count]) => `The relay ${what} (${count} times).`,
      ),
      ...lost,
      ...putOffProblems(load.happened),
      ...(await problemsOfStore(join(folder, 'data'), load.ledger)),
      ...(running.restSeconds > 0 ? memoryProblems(before, after) : []),
    ]
    const acknowledged = load.ledger.countOf(({ isAcked }) => isAcked)
    return { happened: load.happened, acknowledged, before, after, problems }
  } finally {
    load.dismiss()
    endStalled()
  }
}

function atRest({ server, restSeconds: seconds, signal }: Running): Promise<Held | undefined> {
  endStalled()
  return heldAtRest(server, { seconds, signal })
}

/** Everybody comes back first. */
async function problemsOfDevices(load: Load, signal: AbortSignal): Promise<readonly string[]> {
  load.gather()
  const isSettled = await settled(load, signal)
  const late = load.devices.filter((device) => !device.isSettled).length
  const problems = isSettled ? [] : [`${late} devices were not in step a minute after they came.`]
  const unanswered = load.ledger.countOf(({ isAcked }) => !isAcked)
  if (unanswered > 0) problems.push(`${unanswered} records were never acknowledged.`)
  const counts = new Map<string, number>()
  for (const { disk, society } of load.devices) {
    if (disk.hasGap()) count(counts, 'A device has a gap')
    for (const doc of load.ledger.docs())
      if (doc.startsWith(society.group))
        for (const problem of load.ledger.problemsWith(doc, disk.recordsOf(doc)))
          count(counts, `A device has a document with ${problem}`)
  }
  return [...problems, ...[...counts].map(([what, times]) => `${what} (${times} times).`)]
}

async function problemsOfStore(data: string, ledger: Ledger): Promise<readonly string[]> {
  const journal = await openLevelJournal(data)
  const problems: string[] = []
  try {
    const known = new Set(ledger.docs())
    const strange = (await journal.docs()).filter((doc) => !known.has(doc))
    if (strange.length > 0) problems.push(`The store has ${strange.length} strange documents.`)
    for (const doc of known) {
      const stored = new Y.Doc()
      for (const update of await journal.read(doc)) Y.applyUpdate(stored, update)
      const found = ledger.problemsWith(doc, recordsIn(stored, doc))
      problems.push(...found.map((problem) => `The store has a document with ${problem}.`))
    }
  } finally {
    await journal.close()
  }
  return problems
}

/** Whether all that are here got to it in time. */
async function settled(load: Load, signal: AbortSignal): Promise<boolean> {
  const endsAt = Date.now() + SETTLING_MS
  const isDone = (): boolean => load.devices.every((device) => device.isAway || device.isSettled)
  while (!isDone() && Date.now() < endsAt && !signal.aborted) await pause(LOOK_AGAIN_MS, signal)
  return isDone()
}

/** As operators run it, with numbers to look at, and collecting its garbage when it is told to. */
function measuredRelay(folder: string): (port: number) => Command {
  const collecting = ['--expose-gc', '--import', './bench/soak/collect.mjs']
  const commandAt = parleyCommand(folder, [...collecting, ...PARLEY_PROGRAM])
  return (port) => {
    const command = commandAt(port)
    return { ...command, env: { ...command.env, PARLEY_METRICS: 'open' } }
  }
}
