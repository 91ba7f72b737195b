/**
 * Opening a document together with the database that keeps it, or in memory when that cannot be had.
 */
import type { DocRecords } from '@parley/gate'
import * as Y from 'yjs'
import type { DocFault, DocStore, KeptDoc } from '../ports.ts'
import type { Writer } from '@parley/protocol'
import type { Refusals } from './refusals.ts'

export interface KeepingPorts {
  readonly docStore: DocStore
  readonly refusals: Refusals
}

export interface Named {
  readonly name: string
  readonly presence: Writer
}

export interface OpenedDoc {
  readonly doc: Y.Doc
  readonly kept: KeptDoc | undefined
  readonly fault?: DocFault
}

/** A document in use, with what is read of it. */
export interface HeldDoc {
  readonly doc: Y.Doc
  readonly kept: KeptDoc | undefined
  readonly records: DocRecords
}

export async function closeHeld(held: HeldDoc): Promise<void> {
  held.records.close()
  await held.kept?.close()
  held.doc.destroy()
}

/** What cannot be read is set aside under a new name: relay and outbox have it. */
export async function openKept(
  ports: KeepingPorts,
  named: Named,
  mayRetry: boolean,
): Promise<OpenedDoc> {
  const doc = emptyDoc(named)
  try {
    const kept = await ports.docStore.open(livingDatabase(ports, named.name), doc)
    return { doc, kept }
  } catch (error) {
    const fault = faultOf(error)
    if (!mayRetry) return { doc: emptyDoc(named), kept: undefined, fault }
    if (fault.type === 'unreadable') await ports.refusals.nextGeneration(named.name)
    const again = await openKept(ports, named, false)
    return { ...again, fault }
  }
}

/** Its clientID is this device's, for presence; nothing is ever written under it. */
function emptyDoc({ presence }: Named): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = presence
  return doc
}

export function livingDatabase({ refusals }: Pick<KeepingPorts, 'refusals'>, name: string): string {
  return databaseName(name, refusals.generation(name))
}

export function databaseName(name: string, generation: number): string {
  return `parley-doc/${name}/${generation}`
}

export function faultOf(error: unknown): DocFault {
  if (typeof error === 'object' && error !== null && 'fault' in error)
    return error.fault as DocFault
  return { type: 'blocked', isFull: false, error: String(error) }
}
