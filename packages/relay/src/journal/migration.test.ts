import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeSealedMark, type SealedMark, toDeviceKey, toGroupId } from '@parley/protocol'
import { expect, onTestFinished, test } from 'vitest'
import { findNats, startNats } from '../../test/nats.ts'
import { nodePorts } from '../node-ports.ts'
import type { Journal } from './journal.ts'
import { openJetStreamJournal } from './jetstream/jetstream-journal.ts'
import { openLevelJournal } from './level-journal.ts'
import { newMemoryJournal } from './memory-journal.ts'
import { migrate, MigrationRefused } from './migration.ts'

const GROUP = toGroupId(new Uint8Array(32).fill(1))
const OTHER = toGroupId(new Uint8Array(32).fill(2))
const DOCS = [GROUP, `${GROUP}/0`, `${GROUP}/1`, OTHER]
const unheard = (): void => undefined

function markOf(seed: number): SealedMark {
  return {
    device: toDeviceKey(new Uint8Array(32).fill(seed)),
    counter: seed,
    epoch: undefined,
    nonce: randomBytes(24),
    sealed: randomBytes(40),
    signature: randomBytes(64),
  }
}

async function fill(journal: Journal): Promise<void> {
  for (const doc of DOCS)
    for (let at = 0; at < 5; at++) await journal.append(doc, Uint8Array.from(randomBytes(300)))
  await journal.append(GROUP, Uint8Array.of(7))
  await journal.append(GROUP, Uint8Array.of(7)) // the same bytes twice are two entries
  for (const [group, seed] of [
    [GROUP, 1],
    [GROUP, 2],
    [OTHER, 1],
  ] as const) {
    const mark = markOf(seed)
    await journal.putMark(group, mark.device, encodeSealedMark(mark))
  }
  await journal.putNote(GROUP, 'a', Uint8Array.of(1))
  await journal.putNote(`${GROUP}/1`, 'b', Uint8Array.of(2))
}

/** Everything in it, comparable. */
async function contentOf(journal: Journal): Promise<unknown> {
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
  const docs = (await journal.docs()).toSorted()
  return {
    docs: await Promise.all(docs.map(async (doc) => [doc, (await journal.read(doc)).map(hex)])),
    marks: await Promise.all(
      [GROUP, OTHER].map(async (group) => (await journal.marks(group)).map(hex).toSorted()),
    ),
    notes: (await journal.notes())
      .map(({ doc, key, note }) => `${doc} ${key} ${hex(note)}`)
      .toSorted(),
  }
}

test('[MI1] everything is in the other journal, in its order, and how far it is was said', async () => {
  const [from, to] = [newMemoryJournal(), newMemoryJournal()]
  await fill(from)
  const said: string[] = []
  const done = await migrate({ from, to }, (count, of) => said.push(`${count} of ${of}`))
  expect(done).toEqual({ docs: 4, entries: 22, marks: 3, notes: 2, copied: 27 })
  expect(said).toEqual(['0 of 4', '1 of 4', '2 of 4', '3 of 4', '4 of 4'])
  expect(await contentOf(to)).toEqual(await contentOf(from))
})

test('[MI2] one that was interrupted anywhere goes on, and puts in nothing twice', async () => {
  const from = newMemoryJournal()
  await fill(from)
  for (let until = 0; until < 27; until += 4) {
    const to = newMemoryJournal()
    let writes = 0
    const write =
      <Args extends unknown[]>(put: (...args: Args) => Promise<void>) =>
      async (...args: Args): Promise<void> => {
        if (writes++ >= until) throw new Error('the line is cut')
        await put(...args)
      }
    const failing: Journal = {
      ...to,
      append: write(to.append),
      putMark: write(to.putMark),
      putNote: write(to.putNote),
    }
    await expect(migrate({ from, to: failing }, unheard)).rejects.toThrow('the line is cut')
    expect((await migrate({ from, to }, unheard)).copied).toBe(27 - until)
    expect(await contentOf(to)).toEqual(await contentOf(from))
    expect((await migrate({ from, to }, unheard)).copied).toBe(0)
  }
})

test('[MI2] where a later entry came through and an earlier one did not, all stand in their order afterwards', async () => {
  const from = newMemoryJournal()
  const updates = [1, 2, 3, 4].map((value) => Uint8Array.of(value))
  for (const update of updates) await from.append(GROUP, update)
  for (const came of [[2], [1, 3], [4, 1], [2, 1, 3, 4]]) {
    const to = newMemoryJournal()
    for (const value of came) await to.append(GROUP, Uint8Array.of(value))
    expect((await migrate({ from, to }, unheard)).copied).toBe(4 - came.length)
    expect(await to.read(GROUP)).toEqual(updates)
  }
})

test('[MI3] nothing is copied into a journal that holds anything else', async () => {
  const from = newMemoryJournal()
  await fill(from)
  const others: ((to: Journal) => Promise<void>)[] = [
    (to) => to.append(`${OTHER}/3`, Uint8Array.of(1)),
    (to) => to.append(GROUP, Uint8Array.of(1)),
    (to) => to.putNote(GROUP, 'z', Uint8Array.of(1)),
  ]
  for (const put of others) {
    const to = newMemoryJournal()
    await put(to)
    await expect(migrate({ from, to }, unheard)).rejects.toThrow(MigrationRefused)
  }
  const lossy = newMemoryJournal()
  const to: Journal = { ...lossy, append: async () => undefined }
  await expect(migrate({ from, to }, unheard)).rejects.toThrow(
    'reads otherwise than it was written',
  )
})

const program = findNats()
test.skipIf(program === undefined)(
  '[MI1] from a folder to NATS and back (skipped where no NATS server is installed)',
  async () => {
    const nats = await startNats(program ?? '', 1)
    onTestFinished(() => nats.close())
    const path = await mkdtemp(join(tmpdir(), 'parley-migration-'))
    const [first, last] = [
      await openLevelJournal(join(path, 'first')),
      await openLevelJournal(join(path, 'last')),
    ]
    const { clock } = nodePorts()
    const between = await openJetStreamJournal({ servers: nats.urls, replicas: 1, clock })
    await fill(first)
    await first.append(`${OTHER}/0`, randomBytes(3_000_000))
    await migrate({ from: first, to: between }, unheard)
    await migrate({ from: between, to: last }, unheard)
    expect(await contentOf(last)).toEqual(await contentOf(first))
    for (const journal of [first, between, last]) await journal.close()
    await rm(path, { recursive: true })
  },
)
