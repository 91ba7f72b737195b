/**
 * Reads a whole store once and says what is in it, and whether every document can be read whole.
 *
 * For an operator who wants to know before people do. With a verifier it also checks every signature, which
 * finds what a disk changed in silence. Changes nothing.
 */
import { type HeldRecord, verifyRecord } from '@parley/gate'
import { type GroupId, parseDocName, parseRecord } from '@parley/protocol'
import type { Verifier } from '@parley/signing'
import { baseDocOf } from './base-doc.ts'
import { type GroupState, newGroupState } from './group-state.ts'
import type { Journal } from './journal/journal.ts'
import { type LiveDoc, openLiveDoc } from './live-doc.ts'

export interface StoreInspection {
  readonly groups: number
  readonly docs: number
  readonly records: number
  /** Documents of which something could not be read or used. */
  readonly damaged: readonly string[]
  /** Records that do not carry their author's signature; none are looked for without a verifier. */
  readonly changed: number
}

export async function inspectStore(
  journal: Pick<Journal, 'docs' | 'read'>,
  verify?: Verifier,
): Promise<StoreInspection> {
  const found = { groups: 0, docs: 0, records: 0, changed: 0 }
  const damaged: string[] = []
  let group: GroupState | undefined
  for (const doc of await journal.docs()) {
    found.docs++
    const name = parseDocName(doc)
    if (name?.kind === 'group') found.groups++
    const { live, isWhole } = await openWhole(journal, doc)
    if (!isWhole) damaged.push(doc)
    if (live === undefined) continue
    found.records += live.records.placesCount()
    if (verify !== undefined && name !== undefined) {
      group = groupOf(live, { group, id: name.group, verify }) // its document comes before its segments
      if (group !== undefined) found.changed += changedIn(live.records.all(), group, verify)
    }
    live.close()
  }
  return { ...found, damaged }
}

async function openWhole(
  journal: Pick<Journal, 'docs' | 'read'>,
  doc: string,
): Promise<{ readonly live: LiveDoc | undefined; readonly isWhole: boolean }> {
  let isWhole = true
  const log = (): void => void (isWhole = false)
  try {
    const ports = { journal: readOnly(journal), log, onFailure: () => undefined }
    return { live: await openLiveDoc(doc, ports), isWhole }
  } catch {
    return { live: undefined, isWhole: false }
  }
}

/** The group that a document belongs to; `undefined` when what it was founded with is not here. */
function groupOf(
  { name, records }: LiveDoc,
  {
    group,
    id,
    verify,
  }: { readonly group: GroupState | undefined; readonly id: GroupId; readonly verify: Verifier },
): GroupState | undefined {
  if (baseDocOf(name) !== name) return group?.id === id ? group : undefined
  return newGroupState(
    { id, doc: name },
    { records: records.all(), marks: [], storedBytes: 0 },
    verify,
  )
}

function changedIn(records: Iterable<HeldRecord>, group: GroupState, verify: Verifier): number {
  let count = 0
  for (const { place, bytes } of records) {
    const record = parseRecord(bytes)
    const devices = group.devicesOf(place.writer)
    if (record === undefined || !verifyRecord({ place, record, devices }, verify)) count++
  }
  return count
}

/** Loading a document only reads. */
function readOnly({ docs, read }: Pick<Journal, 'docs' | 'read'>): Journal {
  const refuse = (): Promise<never> => Promise.reject(new Error('a store is only inspected here'))
  return {
    docs,
    read,
    append: refuse,
    compact: refuse,
    purge: refuse,
    putMark: refuse,
    marks: refuse,
    putNote: refuse,
    notes: refuse,
    close: refuse,
  }
}
