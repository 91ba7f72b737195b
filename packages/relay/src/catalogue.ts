/**
 * What this relay holds without having it in memory: which documents, and which devices each group's
 * admissions introduce.
 *
 * A device listed for a group *may* belong to it; only the roster, when the group is loaded, decides.
 * Built once when the relay opens, by reading every group document.
 */
import { introducedIn } from '@parley/gate'
import {
  type DeviceKey,
  type GroupId,
  groupDoc,
  type ParsedRecord,
  parseDocName,
  parseRecord,
  toDeviceKey,
} from '@parley/protocol'
import type { Journal } from './journal/journal.ts'
import { type DocSummary, openLiveDoc } from './live-doc.ts'
import type { RelayEvent } from './ports.ts'

export interface Catalogue {
  /** Documents of a group that have an entry, the group document first. */
  docsOf(group: GroupId): readonly string[]
  hasDoc(doc: string): boolean
  /** The highest segment with an entry, -1 when there is none. */
  lastSegment(group: GroupId): number
  /** Groups whose admissions introduce this device. */
  groupsOf(device: DeviceKey): Iterable<GroupId>
  /** The document has an entry now. */
  addDoc(doc: string): void
  /** Takes note of a device that an admission introduces. */
  addIntroduction(group: GroupId, record: ParsedRecord): void
  /** As it was when it last left memory; only true of a document that is not in memory. */
  summaryOf(doc: string): DocSummary | undefined
  keepSummary(doc: string, summary: DocSummary): void
  forgetSummary(doc: string): void
  docsCount(): number
}

export async function openCatalogue(
  journal: Journal,
  log: (event: RelayEvent) => void,
): Promise<Catalogue> {
  const catalogue = newCatalogue()
  for (const doc of await journal.docs()) {
    const name = parseDocName(doc)
    if (name === undefined) continue
    catalogue.addDoc(doc)
    if (name.kind !== 'group') continue
    const live = await openLiveDoc(doc, { journal, log, onFailure: () => undefined })
    for (const { bytes } of live.records.all()) {
      const record = parseRecord(bytes)
      if (record !== undefined) catalogue.addIntroduction(name.group, record)
    }
    catalogue.keepSummary(doc, live.summary())
    live.close()
  }
  return catalogue
}

function newCatalogue(): Catalogue {
  const segments = new Map<GroupId, Set<string>>()
  const lastSegments = new Map<GroupId, number>()
  const groups = new Map<DeviceKey, Set<GroupId>>()
  const summaries = new Map<string, DocSummary>()
  let count = 0

  function isListed(doc: string): boolean {
    const name = parseDocName(doc)
    return name !== undefined && segments.get(name.group)?.has(doc) === true
  }

  return {
    docsOf: (group) => [...(segments.get(group) ?? [])],
    hasDoc: isListed,
    lastSegment: (group) => lastSegments.get(group) ?? -1,
    groupsOf: (device) => groups.get(device) ?? [],
    addDoc(doc) {
      const name = parseDocName(doc)
      if (name === undefined) return
      const docs = segments.get(name.group) ?? new Set()
      if (docs.has(doc)) return
      count++
      segments.set(
        name.group,
        name.kind === 'group' ? new Set([groupDoc(name.group), ...docs]) : docs.add(doc),
      )
      if (name.kind !== 'segment') return
      const last = Math.max(name.segment, lastSegments.get(name.group) ?? -1)
      lastSegments.set(name.group, last)
    },
    addIntroduction(group, record) {
      const device = introducedIn(record)
      if (device === undefined) return
      const key = toDeviceKey(device)
      groups.set(key, (groups.get(key) ?? new Set()).add(group))
    },
    summaryOf: (doc) => summaries.get(doc),
    keepSummary(doc, summary) {
      if (isListed(doc)) summaries.set(doc, summary)
    },
    forgetSummary: (doc) => void summaries.delete(doc),
    docsCount: () => count,
  }
}
