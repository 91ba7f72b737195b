/**
 * Copies a journal into another one of whatever kind, entry by entry, and reads every document back.
 *
 * What is there already is not put in again, so one that was interrupted is begun anew and goes on. Into a
 * journal that holds anything else nothing is written: a relay may have erased there what it would bring back.
 * Nobody else may write to either meanwhile. Rules MI1 to MI3.
 */
import { createHash } from 'node:crypto'
import { type GroupId, parseDocName, parseSealedMark } from '@parley/protocol'
import type { Journal } from './journal.ts'

/** Why nothing more is copied, in words for an operator. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused'
}

export interface Migration {
  readonly docs: number
  readonly entries: number
  readonly marks: number
  readonly notes: number
  /** Entries, marks and notes that were not there yet. */
  readonly copied: number
}

interface Both {
  readonly from: Journal
  readonly to: Journal
}

/** `say` is told how many documents are done, of how many. Throws `MigrationRefused`. */
export async function migrate(
  both: Both,
  say: (done: number, of: number) => void,
): Promise<Migration> {
  const docs = (await both.from.docs()).toSorted()
  await refuseOthers(docs, both.to)
  const total = { entries: 0, marks: 0, copied: 0 }
  for (const [at, doc] of docs.entries()) {
    say(at, docs.length)
    const { entries, copied } = await copyDoc(doc, both)
    total.entries += entries
    total.copied += copied
  }
  for (const group of groupsOf(docs)) {
    const { marks, copied } = await copyMarks(group, both)
    total.marks += marks
    total.copied += copied
  }
  const { notes, copied } = await copyNotes(both)
  say(docs.length, docs.length)
  return { ...total, docs: docs.length, notes, copied: total.copied + copied }
}

async function refuseOthers(docs: readonly string[], to: Journal): Promise<void> {
  const known = new Set(docs)
  const other = (await to.docs()).find((doc) => !known.has(doc))
  if (other !== undefined)
    throw refused(`it holds ${other}, which is not where the copy comes from`)
}

async function copyDoc(
  doc: string,
  { from, to }: Both,
): Promise<{ readonly entries: number; readonly copied: number }> {
  const source = await from.read(doc)
  const there = await to.read(doc)
  const missing = without(source, there)
  if (missing === undefined)
    throw refused(`of ${doc} it holds what is not where the copy comes from`)
  let last = there.length
  if (!isBeginning(there, source)) {
    // A later entry came through where an earlier one did not: all of them once more, behind the first.
    await to.compact(doc, source[0] ?? new Uint8Array())
    last = 1
  }
  await Promise.all(source.slice(last).map((update) => to.append(doc, update)))
  const isWhole = last === source.length || isSame(await to.read(doc), source)
  if (!isWhole)
    throw new MigrationRefused(`${doc} was copied, and reads otherwise than it was written.`)
  return { entries: source.length, copied: missing.length }
}

function isBeginning(some: readonly Uint8Array[], all: readonly Uint8Array[]): boolean {
  return some.every((one, at) => digestOf(one) === digestOf(all[at] ?? new Uint8Array()))
}

function isSame(one: readonly Uint8Array[], other: readonly Uint8Array[]): boolean {
  return one.length === other.length && isBeginning(one, other)
}

/** What of `all` is not in `some`; undefined: there is something in `some` that is not in `all`. */
function without(
  all: readonly Uint8Array[],
  some: readonly Uint8Array[],
): readonly Uint8Array[] | undefined {
  const counts = new Map<string, number>()
  for (const one of some) counts.set(digestOf(one), (counts.get(digestOf(one)) ?? 0) + 1)
  const missing = all.filter((one) => {
    const count = counts.get(digestOf(one)) ?? 0
    if (count > 0) counts.set(digestOf(one), count - 1)
    return count === 0
  })
  return [...counts.values()].every((count) => count === 0) ? missing : undefined
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64')
}

function groupsOf(docs: readonly string[]): readonly GroupId[] {
  return [...new Set(docs.flatMap((doc) => parseDocName(doc)?.group ?? []))]
}

async function copyMarks(
  group: GroupId,
  { from, to }: Both,
): Promise<{ readonly marks: number; readonly copied: number }> {
  const [source, target] = [await from.marks(group), await to.marks(group)]
  const there = new Set(target.map(digestOf))
  let copied = 0
  for (const mark of source) {
    const device = parseSealedMark(mark)?.device
    if (device === undefined || there.has(digestOf(mark))) continue // nobody could use one like this
    await to.putMark(group, device, mark)
    copied++
  }
  return { marks: source.length, copied }
}

async function copyNotes({ from, to }: Both): Promise<{ notes: number; copied: number }> {
  const source = await from.notes()
  const nameOf = (note: { doc: string; key: string }): string =>
    JSON.stringify([note.doc, note.key])
  const wanted = new Set(source.map(nameOf))
  const there = new Map((await to.notes()).map((one) => [nameOf(one), digestOf(one.note)]))
  for (const name of there.keys())
    if (!wanted.has(name)) throw refused('it holds a note that is not where the copy comes from')
  const missing = source.filter((one) => there.get(nameOf(one)) !== digestOf(one.note))
  for (const { doc, key, note } of missing) await to.putNote(doc, key, note)
  return { notes: source.length, copied: missing.length }
}

function refused(why: string): MigrationRefused {
  return new MigrationRefused(`Nothing is copied over what is there: ${why}.`)
}
