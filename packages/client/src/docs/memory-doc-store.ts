/**
 * The doc store in memory, for the simulation: the twin of the one on y-indexeddb.
 *
 * It models what a browser does with writes of relaxed durability: they are done a moment later, in
 * order, other tabs see them, and a crash may take the last ones away unless they were flushed.
 */
import * as Y from 'yjs'
import type { DocStore, KeptDoc } from '../ports.ts'
import type { DocRow, MemoryProcess } from '../stores/memory-disk.ts'
import { MemoryDisk } from '../stores/memory-disk.ts'
import { type DocFailed, newDocFailed } from './doc-failed.ts'
import { MAX_ROWS, mergeRows } from './doc-rows.ts'
import { newFaultBell } from './fault-bell.ts'

/** The docs of this process's disk; by default of an empty one nobody else has. */
export function newMemoryDocStore(
  process: MemoryProcess = new MemoryDisk().newProcess(),
): DocStore {
  const { docs } = process.disk
  return {
    async open(name, doc) {
      const origin = {}
      const kept = keep(process, name, { doc, origin })
      await process.access(() => {
        const whole = mergeRows((docs.get(name) ?? []).map((row) => row.update))
        if (whole !== undefined) return Y.applyUpdate(doc, whole, origin)
        void kept.close()
        throw newDocFailed('unreadable', `The doc ${name} is damaged on disk.`)
      })
      return kept
    },
    sizeOf(name) {
      const bytes = (rows: readonly DocRow[]) =>
        rows.reduce((sum, { update }) => sum + update.length, 0)
      return process.access(() => bytes(docs.get(name) ?? []))
    },
    delete(name) {
      return process.access(() => void docs.delete(name))
    },
  }
}

interface Loaded {
  readonly doc: Y.Doc
  /** Of the transaction that loaded the doc: what comes from disk is not written again. */
  readonly origin: object
}

function keep(process: MemoryProcess, name: string, { doc, origin }: Loaded): KeptDoc {
  const bell = newFaultBell()
  let closed = false
  let fault: DocFailed | undefined

  function write(update: Uint8Array, takesAway = false): void {
    const row: DocRow = { process, update, safe: false }
    const written = process.write({ type: 'doc', name, update }, () =>
      append(process, name, { row, maxRows: takesAway ? 1 : MAX_ROWS }),
    )
    const before = fault
    fault = written ? undefined : newDocFailed('full', `A change of the doc ${name} was not kept.`)
    if (fault !== undefined && before === undefined) bell.ring(fault.fault)
  }

  function onUpdate(
    update: Uint8Array,
    from: unknown,
    _doc: Y.Doc,
    { deleteSet }: Y.Transaction,
  ): void {
    if (closed || from === origin) return
    keepUpdate(update, deleteSet.clients.size > 0)
  }
  function keepUpdate(update: Uint8Array, takesAway: boolean): void {
    void process.access(() => write(fault ? Y.encodeStateAsUpdate(doc) : update, takesAway))
  }
  function close(): Promise<void> {
    closed = true
    doc.off('update', onUpdate)
    return process.access(() => undefined)
  }

  doc.on('update', onUpdate)
  doc.once('destroy', () => void close())
  if (doc.store.clients.size > 0) keepUpdate(Y.encodeStateAsUpdate(doc), false)

  return {
    onFailure: bell.onFailure,
    flushed() {
      return process.access(() => {
        if (fault !== undefined && !closed) write(Y.encodeStateAsUpdate(doc))
        if (fault !== undefined) throw fault
        if (process.crashed) return
        for (const row of process.disk.docs.get(name) ?? [])
          if (row.process === process) row.safe = true
      })
    },
    close,
  }
}

function append(
  { disk }: MemoryProcess,
  name: string,
  { row, maxRows }: { readonly row: DocRow; readonly maxRows: number },
): void {
  const rows = [...(disk.docs.get(name) ?? []), row]
  const merged = rows.length < maxRows ? undefined : mergeRows(rows.map(({ update }) => update))
  // Merging is a write like any other, and a strict one: what was merged is safe.
  disk.docs.set(name, merged === undefined ? rows : [{ ...row, update: merged, safe: true }])
}
