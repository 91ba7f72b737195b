import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test, vi } from 'vitest'
import { folderHolds } from '../../test/folder-bytes.ts'
import { describeJournal } from './journal.contract.ts'
import { type LevelJournal, openLevelJournal } from './level-journal.ts'
import { JournalUnavailable } from './level-opening.ts'

const made: string[] = []
const WRITER = fileURLToPath(new URL('../../test/journal-writer.ts', import.meta.url))

async function newDirectory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'parley-journal-'))
  made.push(path)
  return path
}

afterAll(async () => {
  for (const path of made) await rm(path, { recursive: true, force: true })
})

describeJournal('the LevelDB journal', async () => {
  const path = await newDirectory()
  return {
    journal: await openLevelJournal(path),
    reopen: () => openLevelJournal(path),
    holds: (bytes) => folderHolds(path, bytes),
  }
})

test('[JO9] a directory in use by another relay is named, with what to do', async () => {
  const path = await newDirectory()
  const journal = await openLevelJournal(path)
  const second = openLevelJournal(path)
  await expect(second).rejects.toThrow(JournalUnavailable)
  await expect(second).rejects.toThrow(`${path} is in use by another relay. Stop that one`)
  await journal.close()
  const third = await openLevelJournal(path)
  await third.close()
})

test('[JO9] a directory that cannot be a store is named', async () => {
  const path = join(await newDirectory(), 'file')
  await writeFile(path, 'in the way')
  await expect(openLevelJournal(path)).rejects.toThrow(`${path} cannot be opened`)
})

test('[JO2] a relay killed in the middle of writing and compacting loses nothing it acknowledged', async () => {
  const path = await newDirectory()
  let acknowledged = 0
  for (let round = 0; round < 3; round++) {
    const enough = acknowledged + 300
    const child = spawn(process.execPath, ['--import', 'tsx', WRITER, path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged = Math.max(acknowledged, Number(line))
      if (acknowledged >= enough) child.kill('SIGKILL')
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    expect(child.signalCode).toBe('SIGKILL')

    const journal = await openLevelJournal(path)
    const text = (await journal.read('doc')).map((update) => new TextDecoder().decode(update))
    await journal.close()
    const numbers = text.join('').split(',').filter(Boolean).map(Number)
    expect(numbers.slice(0, acknowledged)).toEqual(
      Array.from({ length: acknowledged }, (_, at) => at + 1),
    )
    acknowledged = numbers.length
  }
  expect(acknowledged).toBeGreaterThan(800)
})

async function folderBytes(path: string): Promise<number> {
  const sizes = (await readdir(path)).map((name) =>
    stat(join(path, name)).then(
      ({ size }) => size,
      () => 0,
    ),
  )
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

test('[JO15] a document rewritten again and again takes little more than its content, and its size is known', async () => {
  const path = await newDirectory()
  const journal = await openLevelJournal(path)
  const live: Uint8Array[] = []
  let written = 0
  for (let round = 0; round < 24; round++) {
    const added = Array.from({ length: 50 }, () => Uint8Array.from(randomBytes(2_000)))
    live.push(...added)
    await Promise.all(added.map((update) => journal.append('doc/0', update)))
    const whole = Buffer.concat(live)
    await journal.compact('doc/0', whole)
    written += whole.length + 100_000
  }
  const liveBytes = live.length * 2_000
  expect(written).toBeGreaterThan(12 * liveBytes)
  await vi.waitFor(
    async () => expect(await folderBytes(path)).toBeLessThan(2 * liveBytes + 5 * 1_048_576),
    { timeout: 10_000 },
  )
  await journal.close()
  const again = await openLevelJournal(path)
  const known = (await again.sizeOf?.('doc')) ?? 0
  expect(known).toBeGreaterThan(0.9 * liveBytes)
  expect(known).toBeLessThan(3 * liveBytes)
  expect(await again.sizeOf?.('do')).toBe(0)
  await again.close()
})

/** What stands in the store, by key. */
async function entriesIn(journal: LevelJournal): Promise<ReadonlyMap<string, Uint8Array>> {
  const entries = new Map<string, Uint8Array>()
  for await (const { key, value } of journal.entries()) entries.set(key, value)
  return entries
}

function highestOf(entries: ReadonlyMap<string, Uint8Array>): string {
  const sequences = [...entries.keys()].flatMap((key) => key.split('!')[2] ?? [])
  return sequences.toSorted().at(-1) ?? ''
}

test('[JO1] a relay of before, which goes on after the sequence noted, overwrites nothing', async () => {
  const path = await newDirectory()
  for (let round = 0; round < 3; round++) {
    const journal = await openLevelJournal(path)
    await Promise.all([1, 2, 3].map((byte) => journal.append('doc', Uint8Array.of(round, byte))))
    const entries = await entriesIn(journal)
    const noted = new TextDecoder().decode(entries.get('s'))
    expect(noted >= highestOf(entries)).toBe(true)
    await journal.close()
  }
  const journal = await openLevelJournal(path)
  const values = (await journal.read('doc')).map(([round, byte]) => `${round}${byte}`)
  expect(values).toEqual(['01', '02', '03', '11', '12', '13', '21', '22', '23'])
  await journal.close()
})
