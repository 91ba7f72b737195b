/**
 * One version up, one version down. `test/stores/first` is a store as the first version wrote it: a group of
 * two with three messages, a mark and a note.
 */
import * as crypto from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { groupDoc, type GroupId, segmentDoc } from '@parley/protocol'
import { nodeVerifier } from '@parley/signing'
import { afterAll, expect, test } from 'vitest'
import { openEarlierJournal } from '../../test/earlier-journal.ts'
import { inspectStore } from '../store-inspection.ts'
import { openLevelJournal } from './level-journal.ts'

const FIRST = fileURLToPath(new URL('../../test/stores/first', import.meta.url))
const GROUP = 'kXaxT5Smo0Oj0WC1k0nkBcbWst2hNqUqmYAKTa5F0_Q' as GroupId
const SEGMENT = segmentDoc(GROUP, 0)
const root = await mkdtemp(join(tmpdir(), 'parley-versions-'))
afterAll(() => rm(root, { recursive: true, force: true }))

async function copyOfFirst(name: string): Promise<string> {
  const path = join(root, name)
  await cp(FIRST, path, { recursive: true })
  return path
}

function lastBytes(updates: readonly Uint8Array[]): readonly (number | undefined)[] {
  return updates.map((update) => update.at(-1))
}

test('[JO2] what the version before wrote is read whole, every signature of it, and written on', async () => {
  const path = await copyOfFirst('up')
  const journal = await openLevelJournal(path)
  expect(journal.repaired).toBeUndefined()
  expect(await inspectStore(journal, nodeVerifier(crypto))).toEqual({
    groups: 1,
    docs: 2,
    records: 6,
    damaged: [],
    changed: 0,
  })
  expect(await journal.marks(GROUP)).toHaveLength(1)
  const [{ doc, key, note } = {}] = await journal.notes()
  expect([doc, key, ...(note ?? [])]).toEqual([SEGMENT, 'later', 1, 2, 3])
  const before = lastBytes(await journal.read(SEGMENT))
  expect(before).toHaveLength(3)
  await journal.append(SEGMENT, Uint8Array.of(77))
  await journal.close()
  const again = await openLevelJournal(path)
  expect(lastBytes(await again.read(SEGMENT))).toEqual([...before, 77])
  await again.close()
})

test('[JO1] going back to the version before and forth again keeps everything, in its order', async () => {
  const path = await copyOfFirst('down')
  const newer = await openLevelJournal(path)
  for (const at of [1, 2]) await newer.append('doc/0', Uint8Array.of(at))
  await newer.compact(groupDoc(GROUP), Uint8Array.of(9))
  await newer.close()

  const older = await openEarlierJournal(path)
  expect(lastBytes(await older.read('doc/0'))).toEqual([1, 2])
  expect(lastBytes(await older.read(groupDoc(GROUP)))).toEqual([9])
  for (const at of [3, 4]) await older.append('doc/0', Uint8Array.of(at))
  await older.close()

  const newest = await openLevelJournal(path)
  expect(newest.repaired).toBeUndefined()
  await newest.append('doc/0', Uint8Array.of(5))
  expect(lastBytes(await newest.read('doc/0'))).toEqual([1, 2, 3, 4, 5])
  await newest.close()
})
