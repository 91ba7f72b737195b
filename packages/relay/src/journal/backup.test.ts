import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toGroupId } from '@parley/protocol'
import { afterAll, expect, test } from 'vitest'
import { folderHolds } from '../../test/folder-bytes.ts'
import { BackupUnusable, encodeBackup, parseBackup } from './backup.ts'
import { fillLevelStore, openLevelJournal } from './level-journal.ts'
import { markDamaged } from './level-repair.ts'

const GROUP = toGroupId(new Uint8Array(32).fill(1))
const root = await mkdtemp(join(tmpdir(), 'parley-backup-'))
afterAll(() => rm(root, { recursive: true, force: true }))

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function wholeBackup(path: string): Promise<Uint8Array> {
  const journal = await openLevelJournal(path)
  const parts: Uint8Array[] = []
  for await (const part of encodeBackup(journal.entries())) parts.push(part)
  await journal.close()
  return Buffer.concat(parts)
}

/** As records are: some of it compresses, some does not. The first byte tells which it is. */
function halfRandom(seed: number): Uint8Array {
  const bytes = new Uint8Array(2_000)
  for (let at = 0; at < 1_000; at++) bytes[at] = (Math.imul(seed + 7, at * at + 13) >>> 5) & 255
  bytes[0] = seed
  return bytes
}

async function filled(name: string, entries = 3): Promise<string> {
  const path = join(root, name)
  const journal = await openLevelJournal(path)
  for (let at = 0; at < entries; at++) await journal.append(`${GROUP}/0`, halfRandom(at))
  await journal.close()
  return path
}

async function readAll(path: string): Promise<readonly number[]> {
  const journal = await openLevelJournal(path)
  const first = (await journal.read(`${GROUP}/0`)).map(([byte = -1]) => byte)
  await journal.close()
  return first
}

test('[JO14] a backup made while the relay writes is of one moment, and restores to exactly that', async () => {
  const path = await filled('running')
  const journal = await openLevelJournal(path)
  await journal.putNote(GROUP, 'a', Uint8Array.of(1))
  const parts: Uint8Array[] = []
  let count = 3
  for await (const part of encodeBackup(journal.entries())) {
    parts.push(part)
    await journal.append(`${GROUP}/0`, new Uint8Array(2_000).fill(count++))
  }
  expect(count).toBeGreaterThan(4)
  await journal.close()
  const restored = join(root, 'restored')
  await fillLevelStore(restored, parseBackup(chunksOf(Buffer.concat(parts), 777)))
  expect(await readAll(restored)).toEqual([0, 1, 2, 3]) // the first part is the file's own
  const again = await openLevelJournal(restored)
  expect((await again.notes()).map(({ doc, key, note }) => [doc, key, ...note])).toEqual([
    [GROUP, 'a', 1],
  ])
  await again.append(`${GROUP}/0`, Uint8Array.of(9))
  expect(await again.read(`${GROUP}/0`)).toHaveLength(5)
  await again.close()
})

test('[JO14] a backup with any byte changed, cut short or of something else is refused in words', async () => {
  const whole = await wholeBackup(await filled('small', 1))
  const read = async (bytes: Uint8Array): Promise<number> => {
    let count = 0
    for await (const _ of parseBackup(chunksOf(bytes, 1_000))) count++
    return count
  }
  expect(await read(whole)).toBe(2)
  for (let at = 0; at < whole.length; at += 37) {
    const changed = Uint8Array.from(whole)
    changed[at] = (changed[at] ?? 0) ^ 1
    await expect(read(changed)).rejects.toThrow(BackupUnusable)
    await expect(read(whole.subarray(0, at))).rejects.toThrow(BackupUnusable)
  }
  await expect(read(Buffer.from('PK\u0003\u0004 some other file'))).rejects.toThrow('no backup')
})

test('[JO11] [JO14] a purge asked for during a backup waits for it, and then the bytes are gone', async () => {
  const path = join(root, 'purged')
  const journal = await openLevelJournal(path)
  const secret = Uint8Array.from({ length: 400 }, (_, at) => (at * at * 31 + at * 7) & 255)
  await journal.append(GROUP, secret)
  const copy = journal.entries()
  await copy.next()
  let isPurged = false
  const purged = journal.purge(GROUP, Uint8Array.of(1)).then(() => (isPurged = true))
  await journal.append(`${GROUP}/0`, Uint8Array.of(1))
  expect(isPurged).toBe(false)
  await copy.return(undefined)
  await purged
  expect(await folderHolds(path, secret)).toBe(false)
  await journal.close()
})

test('[JO12] an end of the log that was not written whole is left out, and said', async () => {
  const path = await filled('torn')
  const log = (await readdir(path)).find((name) => name.endsWith('.log')) ?? ''
  const { length } = await readFile(join(path, log))
  await truncate(join(path, log), length - 100)
  const journal = await openLevelJournal(path)
  expect(journal.repaired).toMatch(
    /^The last (19|20)\d\d bytes of the store in .* not written whole/,
  )
  expect(journal.repaired).toContain('comes back from the devices of members')
  expect(await journal.read(`${GROUP}/0`)).toHaveLength(2)
  await journal.close()
  const again = await openLevelJournal(path)
  expect(again.repaired).toBeUndefined()
  expect(await again.read(`${GROUP}/0`)).toHaveLength(2)
  await again.close()
})

test('[JO12] rubbish after the log is left out, and said', async () => {
  const path = await filled('rubbish')
  const log = (await readdir(path)).find((name) => name.endsWith('.log')) ?? ''
  await appendFile(join(path, log), new Uint8Array(50).fill(0xab))
  const journal = await openLevelJournal(path)
  expect(journal.repaired).toContain('were not written whole')
  expect(await journal.read(`${GROUP}/0`)).toHaveLength(3)
  await journal.close()
})

test('[JO13] a store that LevelDB cannot open is rebuilt, and said', async () => {
  const path = await filled('manifest')
  const manifest = (await readdir(path)).find((name) => name.startsWith('MANIFEST')) ?? ''
  await writeFile(join(path, manifest), 'nonsense')
  const journal = await openLevelJournal(path)
  expect(journal.repaired).toContain('was damaged and has been rebuilt')
  expect(await journal.read(`${GROUP}/0`)).toHaveLength(3)
  await journal.close()
})

test('[JO13] what cannot be read while the relay runs is rebuilt at the next start', async () => {
  const path = await filled('table', 60)
  await (await openLevelJournal(path)).close() // LevelDB makes a table of the log when it opens
  const table = (await readdir(path)).find((name) => name.endsWith('.ldb')) ?? ''
  const bytes = await readFile(join(path, table))
  bytes.fill(0xff, 3_000, 9_000)
  await writeFile(join(path, table), bytes)
  const journal = await openLevelJournal(path)
  await expect(journal.read(`${GROUP}/0`)).rejects.toThrow('Corruption')
  await journal.close()
  const again = await openLevelJournal(path)
  expect(again.repaired).toContain('has been rebuilt')
  const left = await again.read(`${GROUP}/0`)
  expect(left.length).toBeLessThan(60)
  await again.append(`${GROUP}/0`, Uint8Array.of(1))
  expect(await again.read(`${GROUP}/0`)).toHaveLength(left.length + 1)
  await again.close()

  await markDamaged(path) // by hand, as "parley doctor --repair" would
  const third = await openLevelJournal(path)
  expect(third.repaired).toContain('has been rebuilt')
  await third.close()
})
