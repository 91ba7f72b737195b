import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toGroupId } from '@parley/protocol'
import { openLevelJournal } from '@parley/relay'
import { afterAll, expect, test } from 'vitest'
import { runCommand } from './terminals.ts'

const GROUP = toGroupId(new Uint8Array(32).fill(1))
const root = await mkdtemp(join(tmpdir(), 'parley-migrate-'))
afterAll(() => rm(root, { recursive: true, force: true }))

async function newFolder(name: string, ...updates: number[]): Promise<string> {
  const path = join(root, name)
  const journal = await openLevelJournal(path)
  for (const update of updates) await journal.append(GROUP, Uint8Array.of(update))
  await journal.close()
  return path
}

const migrate = (...words: string[]) => runCommand(['migrate', ...words])

test('[RW33] a folder is copied into another one, and once more without a change', async () => {
  const from = await newFolder('from', 1, 2, 3)
  const to = join(root, 'to')
  const first = await migrate('--from', from, '--to', to)
  expect(first).toMatchObject({ code: 0 })
  expect(first.lines).toEqual([
    `1 document (3 updates), 0 marks and 0 notes are in ${to} and were read back; 3 were not there before.`,
  ])
  const again = await migrate('--from', from, '--to', to)
  expect(again.lines[0]).toContain('; 0 were not there before.')
  const journal = await openLevelJournal(to)
  expect((await journal.read(GROUP)).map((update) => [...update])).toEqual([[1], [2], [3]])
  await journal.close()
})

test('[RW33] what is wrong with either side is said, with the fix', async () => {
  const [from, other] = [await newFolder('one', 1), await newFolder('other', 9)]
  await expect(migrate('--to', other)).rejects.toThrow('Say from where to where')
  await expect(migrate('--from', from, '--to', from)).rejects.toThrow('the same place')
  await expect(migrate('--from', from, '--to', other)).rejects.toThrow('Nothing is copied over')
  await expect(migrate('--from', join(root, 'none'), '--to', other)).rejects.toThrow(
    'There is no data directory',
  )
  const nowhere = 'nats://me:secret@127.0.0.1:1'
  const unanswered = migrate('--from', from, '--to', nowhere)
  await expect(unanswered).rejects.toThrow('No NATS server answers at nats://127.0.0.1:1')
  await expect(unanswered).rejects.not.toThrow('secret')
})
