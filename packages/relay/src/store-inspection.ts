/**
 * Reads a whole store once and says what is in it, and whether every document can be read whole.
 *
 * For an operator who wants to know before people do. Changes nothing.
 */
import { parseDocName } from '@parley/protocol'
import type { Journal } from './journal/journal.ts'
import { openLiveDoc } from './live-doc.ts'

export interface StoreInspection {
  readonly groups: number
  readonly docs: number
  readonly records: number
  readonly recordBytes: number
  /** Documents of which something could not be read or used. */
  readonly damaged: readonly string[]
}

export async function inspectStore(
  journal: Pick<Journal, 'docs' | 'read'>,
): Promise<StoreInspection> {
  const found = { groups: 0, docs: 0, records: 0, recordBytes: 0 }
  const damaged: string[] = []
  for (const doc of await journal.docs()) {
    found.docs++
    if (parseDocName(doc)?.kind === 'group') found.groups++
    let isWhole = true
    try {
      const live = await openLiveDoc(doc, {
        journal: readOnly(journal),
        log: () => (isWhole = false),
        onFailure: () => undefined,
      })
      found.records += live.records.placesCount()
      found.recordBytes += live.records.bytesCount()
      live.close()
    } catch {
      isWhole = false
    }
    if (!isWhole) damaged.push(doc)
  }
  return { ...found, damaged }
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
