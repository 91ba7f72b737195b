/**
 * The journal on LevelDB: durable means the operating system confirmed the sync of its log.
 *
 * Keys: `u!<doc>!<sequence>` an update, `m!<group>!<device>` a mark, `n!<doc>!<key>` a note, `s` a
 * sequence that no update has gone beyond; it is written ahead, so that most batches need not touch it.
 * A batch is all or nothing, which is what makes `compact` safe to be killed in. Keys are on disk:
 * new forms may be added, these are never changed.
 */
import { newGroupCommit, type Pacing } from './group-commit.ts'
import type { Journal, JournalNote } from './journal.ts'
import { type Level, openNew, openStore } from './level-opening.ts'
import { isCorruption, markDamaged } from './level-repair.ts'
import { damagedTables } from './level-tables.ts'
import { newLitter } from './litter.ts'
import { newTurns, type Turns } from './turns.ts'

type Change =
  | { readonly type: 'append'; readonly doc: string; readonly sequence: number; value: Uint8Array }
  | { readonly type: 'compact'; readonly doc: string; readonly sequence: number; value: Uint8Array }
  | { readonly type: 'put'; readonly key: string; readonly value: Uint8Array | undefined }

type Operation =
  | { readonly type: 'put'; readonly key: string; readonly value: Uint8Array }
  | { readonly type: 'del'; readonly key: string }

/** Sequences set aside at a time; those not used when the relay stops never are. */
const SEQUENCES_AHEAD = 4_096
/** A write that begins this soon after the one before waits a little and takes more along. */
const PACE_MS = 20
/** Of one batch, when a store is filled. */
const FILL_BYTES = 4 * 1_048_576
const FILL_ENTRIES = 4_096

const PACING: Pacing = {
  paceMs: PACE_MS,
  now: () => performance.now(),
  wait: (ms) => new Promise((resolve) => void setTimeout(resolve, ms)),
}

/** One key of the store and what stands under it: what a copy of it is made of. */
export interface StoreEntry {
  readonly key: string
  readonly value: Uint8Array
}

export interface LevelJournal extends Journal {
  /** What opening it had to put right, in words for an operator. */
  readonly repaired: string | undefined
  /** All that is durable at the moment of the first step, however long reading it takes. */
  entries(): AsyncGenerator<StoreEntry>
  /** The tables whose checksums do not fit: reading looks at none of them. Reads the whole store. */
  damagedTables(): Promise<readonly string[]>
}

/** Opens or makes the store in directory `path`. Throws `JournalUnavailable` with what to do. */
export async function openLevelJournal(path: string): Promise<LevelJournal> {
  const { level, last, repaired } = await openStore(path)
  let sequence = last
  const commit = newGroupCommit<Change>(newWriter(level, last), PACING)
  // LevelDB keeps for a copy what a purge is to make it forget, so that they take turns.
  const turns = newTurns()
  const litter = newLitter()
  let clearing: Promise<void> = Promise.resolve()

  return {
    repaired,
    append(doc, value) {
      litter.add(doc, value.length)
      return commit.add({ type: 'append', doc, sequence: ++sequence, value: value.slice() })
    },
    async read(doc) {
      try {
        return await level.values(rangeOf('u', doc)).all()
      } catch (error) {
        if (isCorruption(error)) await markDamaged(path)
        throw error
      }
    },
    async compact(doc, value) {
      const { length } = value
      await commit.add({ type: 'compact', doc, sequence: ++sequence, value: value.slice() })
      if (litter.isWorthClearing(doc, length))
        clearing = turns.take(() => level.compactRange(...endsOf(doc))).catch(() => undefined) // the next one does it
    },
    async purge(doc, value) {
      await commit.add({ type: 'compact', doc, sequence: ++sequence, value: value.slice() })
      await turns.take(() => wipe(level, doc))
    },
    docs: () => docsIn(level),
    sizeOf: (base) => level.approximateSize(`u!${base}!`, `u!${base}0`), // '/' stands between
    putMark(group, device, mark) {
      return commit.add({ type: 'put', key: `m!${group}!${device}`, value: mark.slice() })
    },
    marks(group) {
      return level.values(rangeOf('m', group)).all()
    },
    putNote(doc, key, note) {
      return commit.add({ type: 'put', key: `n!${doc}!${key}`, value: note?.slice() })
    },
    notes: () => notesIn(level),
    entries: () => entriesIn(level, turns),
    damagedTables: () => damagedTables(path),
    async close() {
      await commit.idle()
      await clearing
      await level.close()
    },
  }
}

/** Writes changes in one batch; `last`: the highest sequence that was set aside so far. */
function newWriter(level: Level, last: number): (changes: readonly Change[]) => Promise<void> {
  let reserved = last
  return async (changes) => {
    const operations = new Map<string, Operation>()
    let used = 0
    for (const change of changes) {
      if (change.type === 'put') {
        operations.set(change.key, operationOf(change))
        continue
      }
      used = change.sequence
      if (change.type === 'compact') await deleteAll(level, change.doc, operations)
      const key = `u!${change.doc}!${hex(change.sequence)}`
      operations.set(key, { type: 'put', key, value: change.value })
    }
    const ahead = used > reserved ? used + SEQUENCES_AHEAD : reserved
    if (ahead > reserved)
      operations.set('s', { type: 'put', key: 's', value: new TextEncoder().encode(hex(ahead)) })
    await level.batch([...operations.values()], { sync: true })
    reserved = ahead
  }
}

function operationOf({ key, value }: Extract<Change, { type: 'put' }>): Operation {
  return value === undefined ? { type: 'del', key } : { type: 'put', key, value }
}

/**
 * Makes LevelDB forget the bytes of what was deleted of a document: they stand in its log and its tables
 * until the range is compacted. The first compaction may just write the log out as a new lowest table,
 * with the deleted values in it; the second, over a table that overlaps it, rewrites that.
 */
async function wipe(level: Level, doc: string): Promise<void> {
  const [first, last] = endsOf(doc)
  await level.compactRange(first, last)
  const ends = [first, `${first}~`]
  const put = ends.map((key) => ({ type: 'put' as const, key, value: new Uint8Array(0) }))
  const drop = ends.map((key) => ({ type: 'del' as const, key }))
  await level.batch([...put, ...drop], { sync: true })
  await level.compactRange(first, last)
}

/** Everything of a document that is stored, or about to be by the same batch. */
async function deleteAll(level: Level, doc: string, into: Map<string, Operation>): Promise<void> {
  for (const key of into.keys()) if (key.startsWith(`u!${doc}!`)) into.delete(key)
  for await (const key of level.keys(rangeOf('u', doc))) into.set(key, { type: 'del', key })
}

async function* entriesIn(level: Level, turns: Turns): AsyncGenerator<StoreEntry> {
  const release = await turns.begin()
  try {
    for await (const [key, value] of level.iterator()) yield { key, value }
  } finally {
    release()
  }
}

async function notesIn(level: Level): Promise<readonly JournalNote[]> {
  const entries = await level.iterator({ gt: 'n!', lt: 'n"' }).all()
  return entries.map(([name, note]) => {
    const [, doc = '', key = ''] = name.split('!')
    return { doc, key, note }
  })
}

async function docsIn(level: Level): Promise<readonly string[]> {
  const docs: string[] = []
  let after = 'u!'
  for (;;) {
    const [key] = await level.keys({ gt: after, lt: 'u"', limit: 1 }).all()
    const doc = key?.split('!')[1]
    if (doc === undefined) return docs
    docs.push(doc)
    after = `u!${doc}"`
  }
}

function endsOf(doc: string): readonly [first: string, last: string] {
  const { gt, lt } = rangeOf('u', doc)
  return [gt, lt]
}

/** `"` follows `!`, and neither stands in a name. */
function rangeOf(kind: 'u' | 'm', name: string): { gt: string; lt: string } {
  return { gt: `${kind}!${name}!`, lt: `${kind}!${name}"` }
}

function hex(sequence: number): string {
  return sequence.toString(16).padStart(14, '0')
}

/** Fills a new store in directory `path` and closes it; answers the number of entries. */
export async function fillLevelStore(
  path: string,
  entries: AsyncIterable<StoreEntry>,
): Promise<number> {
  const level = await openNew(path)
  let count = 0
  let batch: Operation[] = []
  let batchBytes = 0
  try {
    for await (const { key, value } of entries) {
      batch.push({ type: 'put', key, value })
      batchBytes += value.length
      count++
      if (batchBytes < FILL_BYTES && batch.length < FILL_ENTRIES) continue
      await level.batch(batch)
      batch = []
      batchBytes = 0
    }
    await level.batch(batch, { sync: true })
  } finally {
    await level.close()
  }
  return count
}
