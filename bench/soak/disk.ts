/** What one device holds of its group, whether it is connected or not. */
import { createHash } from 'node:crypto'
import { type DocRecords, recordsIn } from '@parley/gate'
import type { InventoryDigest } from '@parley/protocol'
import * as Y from 'yjs'
import { recordsCount, type Span, spansIn } from '../relay/places.ts'

interface Held {
  readonly doc: Y.Doc
  readonly records: DocRecords
}

export class Disk {
  readonly #docs = new Map<string, Held>()

  names(): Iterable<string> {
    return this.#docs.keys()
  }

  recordsOf(name: string): DocRecords | undefined {
    return this.#docs.get(name)?.records
  }

  stateOf(name: string): Uint8Array {
    return Y.encodeStateVector(this.#docOf(name).doc)
  }

  digests(): readonly InventoryDigest[] {
    return [...this.#docs].map(([name, { doc }]) => ({ doc: name, digest: digestOf(doc) }))
  }

  /** Takes an update; answers how many of its records were here already. */
  take(name: string, update: Uint8Array): number {
    const { doc, records } = this.#docOf(name)
    const again = recordsCount(spansIn(update).flatMap((span) => heldOf(span, records)))
    Y.applyUpdate(doc, update)
    return again
  }

  /** Whether something came that builds on what never did. */
  hasGap(): boolean {
    return [...this.#docs.values()].some(({ doc }) => doc.store.pendingStructs !== null)
  }

  #docOf(name: string): Held {
    const known = this.#docs.get(name)
    if (known !== undefined) return known
    const doc = new Y.Doc()
    const held = { doc, records: recordsIn(doc, name) }
    this.#docs.set(name, held)
    return held
  }
}

function heldOf({ writer, clock, count }: Span, records: DocRecords): readonly Span[] {
  const known = Math.min(records.placesOf(writer) - clock, count)
  return known > 0 ? [{ writer, clock, count: known }] : []
}

function digestOf(doc: Y.Doc): Uint8Array {
  const snapshot = Y.encodeSnapshot(Y.snapshot(doc))
  return Uint8Array.from(createHash('sha256').update(snapshot).digest())
}
