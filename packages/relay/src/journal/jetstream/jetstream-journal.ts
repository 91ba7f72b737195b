/**
 * The journal on NATS JetStream, which several relays share: one stream of that is the log, and durable means
 * that most of its replicas have it.
 */
import { randomUUID } from 'node:crypto'
import { type GroupCommit, newGroupCommit } from '../group-commit.ts'
import type { Neighbours } from '../../ports.ts'
import type { Journal, JournalNote } from '../journal.ts'
import { agreeOn } from './agreement.ts'
import { Feed } from './feed.ts'
import { laggingIn } from './lagging.ts'
import { newLeftovers } from './leftovers.ts'
import { lookForLeader, textOf } from './line.ts'
import { DEFAULT_NAME, type JetStreamSettings, type Nats, openNats } from './nats.ts'
import { newNatsNeighbours } from './nats-neighbours.ts'
import { newOwnWrites } from './own-writes.ts'
import { completeIn, type Stored } from './parts.ts'
import { Reader } from './reader.ts'
import { rewrite } from './rewriting.ts'
import type { JetStreamStatus } from './standing.ts'
import { ensureStream } from './stream.ts'
import { newSubjects, type Subjects } from './subjects.ts'
import { newWhoIsHere, type WhoIsHere } from './who-is-here.ts'
import { type Change, newWriter } from './writer.ts'

export type { JetStreamSettings } from './nats.ts'
export type { JetStreamStatus } from './standing.ts'
export type { User } from './who-is-here.ts'

export interface JetStreamJournal extends Journal {
  follow: NonNullable<Journal['follow']>
  /** The other relays on the same stream. */
  readonly neighbours: Neighbours
  /** What all relays on the stream have the same under this name: `proposal` if there is nothing yet. */
  agreeOn(name: string, proposal: Uint8Array): Promise<Uint8Array>
  status(): JetStreamStatus
  /** Why nobody leads the stream, if nobody does for as long as a change of leaders may take: asked now. */
  lookForLack(): Promise<string | undefined>
  measure(): Promise<JetStreamMeasured>
  /** Others who use the stream now, also such as do not follow it. */
  readonly here: WhoIsHere
  /** Takes all documents, marks and notes out of the stream, for ever. What was agreed on stays. */
  empty(): Promise<void>
}

export interface JetStreamMeasured {
  /** Writes that were asked for and are not acknowledged yet. */
  readonly waiting: number
  /** Messages of the stream that this relay has still to look at; undefined while nobody can tell. */
  readonly behind: number | undefined
  /** Servers that are away or catching up; undefined while nobody can tell, and where one server keeps it. */
  readonly lagging?: readonly string[] | undefined
}

/** Connects, and makes the stream if there is none. Throws `JournalUnavailable` with what to do. */
export async function openJetStreamJournal(settings: JetStreamSettings): Promise<JetStreamJournal> {
  const nats = await openNats(settings)
  const subjects = newSubjects((settings.name ?? DEFAULT_NAME).toLowerCase())
  try {
    await ensureStream(nats, subjects.all, settings)
    await nats.lookForLeader()
  } catch (error) {
    await nats.close()
    throw error
  }
  return journalOn(nats, subjects)
}

function journalOn(nats: Nats, subjects: Subjects): JetStreamJournal {
  const own = newOwnWrites(randomUUID(), nats.clock)
  const commit = counted(newGroupCommit<Change>(newWriter(nats, own)))
  const reader = new Reader(nats)
  const leftovers = newLeftovers(nats, reader)
  const ports = { commit, reader, own }
  let feed: Feed | undefined

  /** Only the last one put under a subject counts. */
  async function putLast(subject: string, value: Uint8Array | undefined): Promise<void> {
    const isTombstone = value === undefined
    const data = new Uint8Array(value ?? [])
    const onStored: Change['onStored'] = (_, [sequence = 0]) =>
      isTombstone ? leftovers.dropped(subject, sequence) : leftovers.replaced(subject, sequence)
    await commit.add({ subject, data, isTombstone, onStored })
  }

  async function lastOf(filter: string): Promise<readonly Stored[]> {
    return leftovers.standing(await reader.read(filter))
  }

  const journal: JetStreamJournal = {
    append: (doc, update) =>
      commit.add({ subject: subjects.doc(doc), data: new Uint8Array(update) }),
    read: (doc) => readDoc(subjects.doc(doc), reader, feed),
    async compact(doc, update) {
      const erase = await rewrite({ subject: subjects.doc(doc), update, feed }, ports)
      await erase().catch(() => undefined) // both are there, which the next rewriting puts right
    },
    async purge(doc, update) {
      const erase = await rewrite({ subject: subjects.doc(doc), update, feed }, ports)
      await nats.patiently(erase).catch((error: unknown) => {
        throw nats.failure('what was replaced could not be erased', error)
      })
    },
    docs: () => docsIn(nats, subjects),
    putMark: (group, device, mark) => putLast(subjects.mark(group, device), mark),
    marks: async (group) => (await lastOf(subjects.marksOf(group))).map(({ data }) => data),
    putNote: (doc, key, note) => putLast(subjects.note(doc, key), note),
    notes: async () => notesIn(await lastOf(subjects.notes), subjects),
    async follow(take) {
      feed = await Feed.open({ nats, subjects, reader, own, take })
    },
    neighbours: newNatsNeighbours(nats, { prefix: subjects.prefix, node: own.node }),
    agreeOn: (name, proposal) => agreeOn(nats, subjects.agreed(name), proposal),
    status: () => nats.status(),
    lookForLack: () => lookForLack(nats),
    measure: () => measure(nats, commit.count(), feed),
    here: newWhoIsHere(nats, { prefix: subjects.prefix, node: own.node }),
    empty: () => empty(nats, subjects),
    async close() {
      await commit.idle()
      await feed?.close()
      await leftovers.close()
      await nats.close()
    },
  }
  return inWords(journal, nats)
}

/** How many changes are on their way can be asked. */
function counted(commit: GroupCommit<Change>): GroupCommit<Change> & { count(): number } {
  let count = 0
  return {
    ...commit,
    add(change) {
      count++
      return commit.add(change).finally(() => count--)
    },
    count: () => count,
  }
}

async function empty({ unhurried, stream }: Nats, { docs, marks, notes }: Subjects): Promise<void> {
  for (const filter of [docs, marks, notes]) await unhurried.streams.purge(stream, { filter })
}

async function measure(
  nats: Nats,
  waiting: number,
  feed: Feed | undefined,
): Promise<JetStreamMeasured> {
  const [behind, lagging] = await Promise.all([feed?.behind(), laggingIn(nats)])
  return { waiting, behind, lagging }
}

/** Servers that lead nothing still answer questions about what they have. */
async function lookForLack(nats: Nats): Promise<string | undefined> {
  const { library, manager, stream: name } = nats
  const look = async (): Promise<void> => {
    const { replicas } = nats.status()
    const { lack } = await lookForLeader(library, manager, { name, replicas })
    if (lack !== undefined) throw new Error(lack)
  }
  return nats.patiently(look).then(() => undefined, textOf)
}

/** What reading and erasing fail with, for who reads the relay's log; writing says more. */
function inWords(journal: JetStreamJournal, nats: Nats): JetStreamJournal {
  const reading = <Answer>(read: () => Promise<Answer>): Promise<Answer> =>
    nats.patiently(read).catch((error: unknown) => {
      throw nats.failure('could not be read', error)
    })
  return {
    ...journal,
    read: (doc) => reading(() => journal.read(doc)),
    docs: () => reading(() => journal.docs()),
    marks: (group) => reading(() => journal.marks(group)),
    notes: () => reading(() => journal.notes()),
    follow: (take) => reading(() => journal.follow(take)),
    empty: () => reading(() => journal.empty()),
  }
}

/** What is told of the document while it is read belongs to the answer: nobody remembers it yet. */
async function readDoc(
  subject: string,
  reader: Reader,
  feed: Feed | undefined,
): Promise<readonly Uint8Array[]> {
  const watch = feed?.watch(subject)
  try {
    const messages = await reader.read(subject)
    const reached = messages.at(-1)?.sequence ?? 0
    const since = watch?.told.filter(({ sequence }) => sequence > reached) ?? []
    return [...completeIn(messages), ...since].map(({ data }) => data)
  } finally {
    watch?.end()
  }
}

function notesIn(messages: readonly Stored[], subjects: Subjects): readonly JournalNote[] {
  return messages
    .flatMap(({ subject, data }) => {
      const place = subjects.parse(subject)
      return place?.type === 'note' ? [{ doc: place.doc, key: place.key, note: data }] : []
    })
    .toSorted((a, b) => compare(a.doc, b.doc) || compare(a.key, b.key))
}

async function docsIn(
  { unhurried, stream }: Nats,
  { docs, parse }: Subjects,
): Promise<readonly string[]> {
  const { state } = await unhurried.streams.info(stream, { subjects_filter: docs })
  return Object.keys(state.subjects ?? {}).flatMap((subject) => {
    const place = parse(subject)
    return place?.type === 'update' ? [place.doc] : []
  })
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
