/**
 * A journal in memory: for tests, the simulation and relays that need not survive a restart.
 *
 * The disk is a value of its own, so a simulated relay can crash and be opened again on what was
 * durable, and several relays can share one. Each call is durable one microtask later, as a quick disk
 * would have it, and told to the others at once, or as late as a test wants.
 */
import type { DeviceKey, GroupId } from '@parley/protocol'
import type { Journal, JournalNote, SharedEntry } from './journal.ts'

/** What outlives a journal. */
export interface MemoryDisk {
  readonly updates: Map<string, Uint8Array[]>
  readonly marks: Map<GroupId, Map<DeviceKey, Uint8Array>>
  readonly notes: Map<string, Map<string, Uint8Array>>
  /** How each journal that follows it is told. */
  readonly followers: Set<(entry: SharedEntry) => void>
}

export function newMemoryDisk(): MemoryDisk {
  return { updates: new Map(), marks: new Map(), notes: new Map(), followers: new Set() }
}

/** When this journal is told what others put in, in the order in which it is handed over. */
type Later = (tell: () => void) => void

const AT_ONCE: Later = (tell) => tell()

export function newMemoryJournal(
  disk: MemoryDisk = newMemoryDisk(),
  later: Later = AT_ONCE,
): Journal {
  let open = true
  const sharing = shareDisk(disk, later)

  async function turn(): Promise<void> {
    if (!open) throw new Error('the journal is closed')
    await Promise.resolve()
  }

  async function compact(doc: string, whole: Uint8Array): Promise<void> {
    const update = whole.slice()
    const since = sharing.watch()
    await turn()
    compactOn(disk, { doc, update, stays: since.end() })
    sharing.tell({ type: 'update', doc, update, isWhole: true })
  }

  return {
    async append(doc, update) {
      const kept = update.slice()
      await turn()
      appendOn(disk, doc, kept)
      sharing.tell({ type: 'update', doc, update: kept, isWhole: false })
    },
    async read(doc) {
      await turn()
      return [...(disk.updates.get(doc) ?? [])]
    },
    compact,
    purge: compact,
    docs: async () => turn().then(() => [...disk.updates.keys()]),
    async putMark(group, device, mark) {
      const kept = mark.slice()
      await turn()
      putMarkOn(disk, { group, device, mark: kept })
      sharing.tell({ type: 'mark', group, device, mark: kept })
    },
    async marks(group) {
      await turn()
      return [...(disk.marks.get(group)?.values() ?? [])]
    },
    async putNote(doc, key, note) {
      const kept = note?.slice()
      await turn()
      putNoteOn(disk, { doc, key, note: kept })
      sharing.tell({ type: 'note', doc, key, note: kept })
    },
    notes: async () => turn().then(() => notesOn(disk)),
    follow: async (take) => sharing.follow(take),
    async close() {
      open = false
      sharing.leave()
    },
  }
}

function appendOn({ updates }: MemoryDisk, doc: string, update: Uint8Array): void {
  const known = updates.get(doc)
  if (known === undefined) updates.set(doc, [update])
  else known.push(update)
}

function compactOn(
  { updates }: MemoryDisk,
  { doc, update, stays }: { doc: string; update: Uint8Array; stays: ReadonlySet<Uint8Array> },
): void {
  // Behind what stays, as in a log that is only appended to.
  updates.set(doc, [...(updates.get(doc)?.filter((one) => stays.has(one)) ?? []), update])
}

function putMarkOn(
  { marks }: MemoryDisk,
  { group, device, mark }: Omit<Extract<SharedEntry, { type: 'mark' }>, 'type'>,
): void {
  marks.set(group, new Map(marks.get(group)).set(device, mark))
}

/** One journal among those that share a disk. */
function shareDisk({ followers }: MemoryDisk, later: Later) {
  let own: ((entry: SharedEntry) => void) | undefined
  const untold = new Set<Uint8Array>()
  const watching = new Set<Set<Uint8Array>>()

  return {
    tell(entry: SharedEntry): void {
      for (const other of followers) if (other !== own) other(entry)
    },
    follow(take: (entry: SharedEntry) => void): void {
      own = (entry) => {
        const update = entry.type === 'update' ? entry.update : undefined
        if (update !== undefined) for (const some of [untold, ...watching]) some.add(update)
        later(() => {
          if (update !== undefined) untold.delete(update)
          take(entry)
        })
      }
      followers.add(own)
    },
    /** `end` answers what others put in and this one had not been told when the watch began. */
    watch(): { end(): ReadonlySet<Uint8Array> } {
      const since = new Set(untold)
      watching.add(since)
      return {
        end() {
          watching.delete(since)
          return since
        },
      }
    },
    leave: () => void (own !== undefined && followers.delete(own)),
  }
}

/** For whoever writes to the disk by other ways: one note put or dropped. */
export function putNoteOn(
  { notes }: MemoryDisk,
  { doc, key, note }: Pick<JournalNote, 'doc' | 'key'> & { note: Uint8Array | undefined },
): void {
  const kept = new Map(notes.get(doc))
  if (note === undefined) kept.delete(key)
  else kept.set(key, note)
  if (kept.size === 0) notes.delete(doc)
  else notes.set(doc, kept)
}

export function notesOn({ notes }: MemoryDisk): readonly JournalNote[] {
  return [...notes].flatMap(([doc, kept]) => [...kept].map(([key, note]) => ({ doc, key, note })))
}
