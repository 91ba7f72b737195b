/**
 * `npm run replay -- <log>`: a recorded chat through the real relay and client; exit code 1 if any
 * device lost, doubled or misordered anything, or the relay's disk held a text in plain.
 */
// First, because libraries take hold of the clock when they are loaded.
import { realNow } from '../library-clock.ts'
import { rmSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { newMemoryJournal, openLevelJournal } from '@parley/relay'
import { parseOptions, type ReplayOptions, USAGE } from './options.ts'
import { readLog } from './read-log.ts'
import { type Progress, replay, type ReplayResult } from './replay.ts'

const SHOW_EVERY_MS = 2_000

const options = optionsOrExit()
const startedAt = realNow()
const { messages: all, skipped } = readLog(await readOrExit(options.log))
const messages = all.slice(0, options.limit)
say(
  `${basename(options.log)}: ${messages.length} messages by ${new Set(messages.map(({ nick }) => nick)).size} nicks on ${options.devicesCount} devices`,
)
for (const [reason, count] of skipped) say(`skipped ${count}: ${reason}`)
const result = await runReplay()
report(result)
process.exit(isGood(result) ? 0 : 1)

function optionsOrExit(): ReplayOptions {
  try {
    return parseOptions(process.argv.slice(2))
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`)
    process.exit(2)
  }
}

async function readOrExit(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch {
    process.stderr.write(`${path} cannot be read. Name a log that is there.\n${USAGE}\n`)
    process.exit(2)
  }
}

async function runReplay(): Promise<ReplayResult> {
  const { devicesCount, offline, seed } = options
  const ports = { devicesCount, offline, seed, onProgress: showProgress() }
  if (options.journal === 'memory')
    return replay(messages, { ...ports, journal: newMemoryJournal() })
  const directory = await mkdtemp(join(tmpdir(), 'parley-replay-'))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      rmSync(directory, { recursive: true, force: true })
      process.exit(130)
    })
  }
  try {
    const journal = await openLevelJournal(directory)
    try {
      return await replay(messages, { ...ports, journal })
    } finally {
      await journal.close()
    }
  } finally {
    await rm(directory, { recursive: true })
  }
}

function showProgress(): (progress: Progress) => void {
  let shownAt = 0
  let shown: Progress['doing'] | undefined
  return ({ doing, sentCount, awayCount }) => {
    if (doing === shown && realNow() - shownAt < SHOW_EVERY_MS) return
    shown = doing
    shownAt = realNow()
    process.stderr.write(
      `${seconds()} s ${doing}: ${sentCount} of ${messages.length} sent, ${awayCount} devices away\n`,
    )
  }
}

function report(result: ReplayResult): void {
  const { outages, bytes, virtualMs, leaked, leaksSoughtCount, storedBytes } = result
  say(
    `away: ${outages.cut} times by a dropped line, ${outages.tunnel} times in a tunnel, over ${Math.round(virtualMs / 60_000)} simulated minutes`,
  )
  say(
    `the relay keeps ${storedBytes} bytes; of ${leaksSoughtCount} texts sought in them, ${leaked.length} were found in plain`,
  )
  const { sentCount, storedCount, lost, doubled, misordered } = result
  say(
    `sent ${sentCount} stored ${storedCount} lost ${lost} doubled ${doubled} misordered ${misordered}, ${bytes.up + bytes.down} bytes, ${seconds()} s`,
  )
}

function isGood({
  sentCount,
  storedCount,
  lost,
  doubled,
  misordered,
  leaked,
}: ReplayResult): boolean {
  return lost + doubled + misordered + leaked.length === 0 && storedCount === sentCount
}

function seconds(): string {
  return ((realNow() - startedAt) / 1_000).toFixed(1)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
