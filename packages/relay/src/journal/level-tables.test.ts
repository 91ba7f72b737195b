import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openLevelJournal } from './level-journal.ts'
import { damagedTables } from './level-tables.ts'

const root = await mkdtemp(join(tmpdir(), 'parley-tables-'))
afterAll(() => rm(root, { recursive: true, force: true }))
const GROUP = 'A'.repeat(43)

/** Some of it compresses, some does not, so that blocks of both kinds are there. */
function value(seed: number): Uint8Array {
  const bytes = new Uint8Array(1_500)
  const random = seed % 3 === 0 ? 1_500 : 300
  for (let at = 0; at < random; at++) bytes[at] = (Math.imul(seed + 7, at * at + 13) >>> 5) & 255
  return bytes
}

async function newTable(): Promise<{ readonly path: string; readonly table: string }> {
  const path = await mkdtemp(join(root, 'store-'))
  const journal = await openLevelJournal(path)
  await Promise.all(
    Array.from({ length: 300 }, (_, at) => journal.append(`${GROUP}/${at % 9}`, value(at))),
  )
  await journal.close()
  await (await openLevelJournal(path)).close() // LevelDB makes a table of the log when it opens
  const name = (await readdir(path)).find((one) => one.endsWith('.ldb')) ?? ''
  return { path, table: join(path, name) }
}

test('[RW11] twenty bytes overwritten anywhere in a table are found, though reading may not notice', async () => {
  const { path, table } = await newTable()
  expect(await damagedTables(path)).toEqual([])
  const whole = await readFile(table)
  expect(whole.length).toBeGreaterThan(100_000)
  let tried = 0
  const step = Math.floor(whole.length / 60)
  for (let at = 0; at < whole.length - 68; at += step) {
    const changed = Buffer.from(whole)
    for (let byte = at; byte < at + 20; byte++) changed[byte] = (changed[byte] ?? 0) ^ 0x5a
    await writeFile(table, changed)
    expect(await damagedTables(path)).toHaveLength(1)
    tried++
  }
  expect(tried).toBeGreaterThanOrEqual(60)
  await writeFile(table, whole)
  expect(await damagedTables(path)).toEqual([])
})

test('[RW11] a running relay can be asked, and a table whose end is missing is left to LevelDB', async () => {
  const { path, table } = await newTable()
  const whole = await readFile(table)
  await truncate(table, whole.length - 10)
  expect(await damagedTables(path)).toEqual([])
  whole[1_000] = (whole[1_000] ?? 0) ^ 1
  await writeFile(table, whole)
  const journal = await openLevelJournal(path)
  expect(await journal.damagedTables()).toEqual([table.slice(path.length + 1)])
  await journal.close()
  expect(await damagedTables(join(path, 'none'))).toEqual([])
})
