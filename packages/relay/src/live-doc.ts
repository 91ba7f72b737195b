/**
 * One document in memory: the Y.Doc, the records in it, and its promise to the journal.
 *
 * What is here was accepted by the gate. A change is in memory at once and durable when `apply`
 * resolves; when that fails, memory holds what disk lacks, so the document is unusable from then on
 * and must be loaded again (RE20).
 */
import { createHash } from 'node:crypto'
import { cutUpdate, type DocRecords, type HeldRecord, recordsIn } from '@parley/gate'
import { RECORD_TYPE } from '@parley/protocol'
import * as Y from 'yjs'
import type { Journal } from './journal/journal.ts'
import type { RelayEvent } from './ports.ts'

export interface DocSummary {
  /** SHA-256 of the encoded snapshot. */
  readonly digest: Uint8Array
  readonly placesCount: number
}

export interface LiveDoc {
  readonly name: string
  readonly records: DocRecords
  /** Applies an update the gate re-encoded; resolves when it is durable. */
  apply(update: Uint8Array): Promise<void>
  /** Resolves when everything applied so far is durable. */
  settled(): Promise<void>
  /** What a holder of this (checked) state vector lacks, in updates that fit a frame. */
  differenceTo(stateVector: Uint8Array): readonly Uint8Array[]
  stateVector(): Uint8Array
  /** How full it is: places and bytes, retracts not counted. */
  filled(): { readonly placesCount: number; readonly bytesCount: number }
  summary(): DocSummary
  /** Rewrites the journal's entries as one, if there are more than `entries`. */
  tidy(entries: number): Promise<void>
  close(): void
}

export interface LiveDocPorts {
  readonly journal: Journal
  log(event: RelayEvent): void
  /** Called once, when an append failed. */
  onFailure(name: string, error: unknown): void
}

/** Distinct state vectors whose answers are kept until the document changes (AT64). */
const ANSWERS_KEPT = 16

/** Loads a document; nothing may be answered for it before this resolves. */
export async function openLiveDoc(name: string, ports: LiveDocPorts): Promise<LiveDoc> {
  const { journal } = ports
  const updates = await journal.read(name)
  const doc = new Y.Doc()
  const isWhole = load(doc, updates, (error) =>
    ports.log({ type: 'journal-repaired', doc: name, error }),
  )
  const records = recordsIn(doc, name)
  const retracts = { placesCount: 0, bytesCount: 0 }
  countRetracts(records.all())
  records.onRecords(countRetracts)
  const answers = new Map<string, readonly Uint8Array[]>()
  let summary: DocSummary | undefined
  let entries = updates.length
  let tail = Promise.resolve()
  let failed = false

  function countRetracts(added: Iterable<HeldRecord>): void {
    for (const { bytes } of added) {
      if (bytes[1] !== RECORD_TYPE.retract) continue
      retracts.placesCount++
      retracts.bytesCount += bytes.length
    }
  }

  function keep(write: Promise<void>): Promise<void> {
    tail = Promise.all([tail, write]).then(() => undefined)
    tail.catch((error: unknown) => {
      if (failed) return
      failed = true
      ports.onFailure(name, error)
    })
    return tail
  }

  return {
    name,
    records,
    apply(update) {
      if (failed) return tail
      Y.applyUpdate(doc, update)
      answers.clear()
      summary = undefined
      entries++
      return keep(journal.append(name, update))
    },
    settled: () => tail,
    differenceTo(stateVector) {
      const key = createHash('sha256').update(stateVector).digest('base64')
      const known = answers.get(key)
      if (known !== undefined) return known
      const cut = cutUpdate(name, Y.encodeStateAsUpdate(doc, stateVector))
      if (cut === undefined) throw new Error(`what is stored of ${name} breaks the grammar`)
      if (answers.size >= ANSWERS_KEPT) answers.clear()
      answers.set(key, cut)
      return cut
    },
    stateVector: () => Y.encodeStateVector(doc),
    filled: () => ({
      placesCount: records.placesCount() - retracts.placesCount,
      bytesCount: records.bytesCount() - retracts.bytesCount,
    }),
    summary() {
      summary ??= {
        digest: digestOf(doc),
        placesCount: records.placesCount(),
      }
      return summary
    },
    async tidy(limit) {
      if (failed || !isWhole || entries <= limit) return tail
      entries = 1
      return keep(journal.compact(name, Y.encodeStateAsUpdate(doc)))
    },
    close() {
      records.close()
      doc.destroy()
    },
  }
}

/** `true` when every entry was used whole. Pending structs are never kept: members send them again. */
function load(
  doc: Y.Doc,
  updates: readonly Uint8Array[],
  complain: (error: string) => void,
): boolean {
  let isWhole = true
  for (const update of updates) {
    try {
      Y.applyUpdate(doc, update)
    } catch (error) {
      isWhole = false
      complain(String(error))
    }
  }
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    doc.store.pendingStructs = null
    doc.store.pendingDs = null
    isWhole = false
    complain('entries that build on missing ones were left out')
  }
  return isWhole
}

function digestOf(doc: Y.Doc): Uint8Array {
  const snapshot = Y.encodeSnapshot(Y.snapshot(doc))
  return Uint8Array.from(createHash('sha256').update(snapshot).digest())
}
