/**
 * Opening a document together with the database that keeps it, or in memory when that cannot be had.
 */
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

/** What cannot be read is set aside under a new name: relay and outbox have it. */
export async function openKept(
  ports: KeepingPorts,
  named: Named,
  mayRetry: boolean,
): Promise<OpenedDoc> {
  const doc = emptyDoc(named)
  try {
    const kept = await ports.docStore.open(databaseName(ports, named.name), doc)
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

export function databaseName(ports: KeepingPorts, name: string): string {
  return `parley-doc/${name}/${ports.refusals.generation(name)}`
}

function faultOf(error: unknown): DocFault {
  if (typeof error === 'object' && error !== null && 'fault' in error)
    return error.fault as DocFault
  return { type: 'blocked', isFull: false, error: String(error) }
}
