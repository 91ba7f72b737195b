/**
 * The journal on LevelDB: durable means the operating system confirmed the sync of its log.
 *
 * Keys: `u!<doc>!<sequence>` an update, `m!<group>!<device>` a mark, `n!<doc>!<key>` a note, `s` the
 * highest sequence used.
 * A batch is all or nothing, which is what makes `compact` safe to be killed in. Keys are on disk:
 * new forms may be added, these are never changed.
 */
import { ClassicLevel } from 'classic-level'
import { newGroupCommit } from './group-commit.ts'
import type { Journal, JournalNote } from './journal.ts'

type Change =
  | { readonly type: 'append'; readonly doc: string; readonly sequence: number; value: Uint8Array }
  | { readonly type: 'compact'; readonly doc: string; readonly sequence: number; value: Uint8Array }
  | { readonly type: 'put'; readonly key: string; readonly value: Uint8Array | undefined }

type Level = ClassicLevel<string, Uint8Array>
type Operation =
  | { readonly type: 'put'; readonly key: string; readonly value: Uint8Array }
  | { readonly type: 'del'; readonly key: string }

/** Why a journal cannot be opened, in words for an operator. */
export class JournalUnavailable extends Error {
  override readonly name = 'JournalUnavailable'
}

/** Opens or makes the store in directory `path`. Throws `JournalUnavailable` with what to do. */
export async function openLevelJournal(path: string): Promise<Journal> {
  const level: Level = new ClassicLevel(path, { keyEncoding: 'utf8', valueEncoding: 'view' })
  try {
    await level.open()
  } catch (error) {
    throw new JournalUnavailable(reasonOf(error, path), { cause: error })
  }
  let sequence = sequenceFrom(await level.get('s'))
  const commit = newGroupCommit<Change>((changes) => write(level, changes))

  return {
    append(doc, value) {
      return commit.add({ type: 'append', doc, sequence: ++sequence, value: value.slice() })
    },
    read(doc) {
      return level.values(rangeOf('u', doc)).all()
    },
    compact(doc, value) {
      return commit.add({ type: 'compact', doc, sequence: ++sequence, value: value.slice() })
    },
    async purge(doc, value) {
      await commit.add({ type: 'compact', doc, sequence: ++sequence, value: value.slice() })
      await wipe(level, doc)
    },
    docs: () => docsIn(level),
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
    async close() {
      await commit.idle()
      await level.close()
    },
  }
}

async function write(level: Level, changes: readonly Change[]): Promise<void> {
  const operations = new Map<string, Operation>()
  let last: number | undefined
  for (const change of changes) {
    if (change.type === 'put') {
      operations.set(change.key, operationOf(change))
      continue
    }
    last = change.sequence
    if (change.type === 'compact') await deleteAll(level, change.doc, operations)
    const key = `u!${change.doc}!${hex(change.sequence)}`
    operations.set(key, { type: 'put', key, value: change.value })
  }
  if (last !== undefined) {
    operations.set('s', { type: 'put', key: 's', value: new TextEncoder().encode(hex(last)) })
  }
  await level.batch([...operations.values()], { sync: true })
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
  const { gt: first, lt: last } = rangeOf('u', doc)
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

/** `"` follows `!`, and neither stands in a name. */
function rangeOf(kind: 'u' | 'm', name: string): { gt: string; lt: string } {
  return { gt: `${kind}!${name}!`, lt: `${kind}!${name}"` }
}

function hex(sequence: number): string {
  return sequence.toString(16).padStart(14, '0')
}

function sequenceFrom(stored: Uint8Array | undefined): number {
  return stored === undefined ? 0 : Number.parseInt(new TextDecoder().decode(stored), 16)
}

function reasonOf(error: unknown, path: string): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const said = cause instanceof Error ? cause.message : String(cause)
  if (code === 'LEVEL_LOCKED' || code === 'LEVEL_STATUS_LOCKED') {
    return (
      `The data directory ${path} is in use by another relay. ` +
      'Stop that one, or give this one a directory of its own.'
    )
  }
  return `The data directory ${path} cannot be opened: ${said}`
}
