/**
 * What this relay holds without having it in memory: which documents, and which devices the records of
 * each group and person introduce.
 *
 * A device listed for a group *may* belong to it; only the roster, when the group is loaded, decides.
 * Built once when the relay opens, by reading every base document.
 */
import { introducedIn } from '@parley/gate'
import {
  type DeviceKey,
  groupDoc,
  type GroupId,
  type ParsedRecord,
  parseDocName,
  parseRecord,
  toDeviceKey,
} from '@parley/protocol'
import { baseDocOf, baseOf } from './base-doc.ts'
import type { Journal } from './journal/journal.ts'
import { type DocSummary, openLiveDoc } from './live-doc.ts'
import type { RelayEvent } from './ports.ts'

export interface Catalogue {
  /** Documents under a base document that have an entry, the base document first. */
  docsOf(base: string): readonly string[]
  hasDoc(doc: string): boolean
  /** The base document with this group's id, a person's too. */
  baseOfGroup(group: GroupId): string | undefined
  /** Groups whose document has an entry, or a segment of theirs. */
  groups(): readonly GroupId[]
  /** The highest segment with an entry, -1 when there is none. */
  lastSegment(group: GroupId): number
  /** Groups and persons, by their base documents, whose records introduce this device. */
  basesOf(device: DeviceKey): Iterable<string>
  /** The document has an entry now. */
  addDoc(doc: string): void
  /** Takes note of a device that an admission introduces, and answers with it. */
  addIntroduction(base: string, record: ParsedRecord): DeviceKey | undefined
  /** As it was when it last left memory; only true of a document that is not in memory. */
  summaryOf(doc: string): DocSummary | undefined
  keepSummary(doc: string, summary: DocSummary): void
  forgetSummary(doc: string): void
  docsCount(): number
}

/** Documents read at a time: a log that is not on this machine is waited for, and they are in memory. */
const READ_AT_ONCE = 16

export async function openCatalogue(
  journal: Journal,
  log: (event: RelayEvent) => void,
): Promise<Catalogue> {
  const catalogue = newCatalogue()
  const bases: string[] = []
  for (const doc of await journal.docs()) {
    const name = parseDocName(doc)
    if (name === undefined) continue
    catalogue.addDoc(doc)
    if (name.kind !== 'segment') bases.push(doc)
  }
  const rest = bases.values()
  async function readRest(): Promise<void> {
    for (const doc of rest) await note(doc)
  }
  async function note(doc: string): Promise<void> {
    const live = await openLiveDoc(doc, { journal, log, onFailure: () => undefined })
    for (const { bytes } of live.records.all()) {
      const record = parseRecord(bytes)
      if (record !== undefined) catalogue.addIntroduction(doc, record)
    }
    catalogue.keepSummary(doc, live.summary())
    live.close()
  }
  await Promise.all(Array.from({ length: READ_AT_ONCE }, readRest))
  return catalogue
}

function newCatalogue(): Catalogue {
  const docs = new Map<string, Set<string>>()
  const personal = new Map<GroupId, string>()
  const lastSegments = new Map<GroupId, number>()
  const bases = new Map<DeviceKey, Set<string>>()
  const summaries = new Map<string, DocSummary>()
  let count = 0

  function isListed(doc: string): boolean {
    const base = baseDocOf(doc)
    return base !== undefined && docs.get(base)?.has(doc) === true
  }

  return {
    docsOf: (base) => [...(docs.get(base) ?? [])],
    hasDoc: isListed,
    baseOfGroup(group) {
      const base = groupDoc(group)
      return isListed(base) ? base : personal.get(group)
    },
    groups: () =>
      [...docs.keys()].flatMap((base) => {
        const name = parseDocName(base)
        return name?.kind === 'group' ? [name.group] : []
      }),
    lastSegment: (group) => lastSegments.get(group) ?? -1,
    basesOf: (device) => bases.get(device) ?? [],
    addDoc(doc) {
      const name = parseDocName(doc)
      if (name === undefined || isListed(doc)) return
      const base = baseOf(name)
      const known = docs.get(base) ?? new Set()
      count++
      docs.set(base, doc === base ? new Set([doc, ...known]) : known.add(doc))
      if (name.kind === 'person') personal.set(name.group, doc)
      if (name.kind !== 'segment') return
      const last = Math.max(name.segment, lastSegments.get(name.group) ?? -1)
      lastSegments.set(name.group, last)
    },
    addIntroduction(base, record) {
      const device = introducedIn(record)
      if (device === undefined) return undefined
      const key = toDeviceKey(device)
      bases.set(key, (bases.get(key) ?? new Set()).add(base))
      return key
    },
    summaryOf: (doc) => summaries.get(doc),
    keepSummary(doc, summary) {
      if (isListed(doc)) summaries.set(doc, summary)
    },
    forgetSummary: (doc) => void summaries.delete(doc),
    docsCount: () => count,
  }
}
