import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { browserClock } from '../browser/clock.ts'
import { docStoreContract, reopened, say } from './doc-store.contract.ts'
import { openYjsDocStore } from './yjs-doc-store.ts'

// Test runs of one browser profile share its disk.
const prefix = `${Date.now()}-`

function withUpdates<T>(name: string, ask: (rows: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve) => {
    const opening = indexedDB.open(prefix + name)
    opening.addEventListener('success', () => {
      const transaction = opening.result.transaction('updates', 'readwrite')
      const request = ask(transaction.objectStore('updates'))
      transaction.addEventListener('complete', () => {
        opening.result.close()
        resolve(request.result)
      })
    })
  })
}

docStoreContract('y-indexeddb in a browser', {
  open: () => openYjsDocStore({ clock: browserClock, prefix }),
  rowsCount: (name) => withUpdates(name, (rows) => rows.count()),
  async damage(name) {
    await withUpdates(name, (rows) => rows.add(Uint8Array.of(255, 255, 255)))
  },
  setFull(isFull) {
    vi.restoreAllMocks()
    if (!isFull) return
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('no space', 'QuotaExceededError')
    })
  },
})

test('[KD15] a browser reads what is on disk once', async () => {
  const store = openYjsDocStore({ clock: browserClock, prefix })
  const doc = new Y.Doc()
  const kept = await store.open('once', doc)
  for (const text of ['one', 'two', 'three']) say(doc, text)
  await kept.flushed()
  await kept.close()

  const reads = vi.spyOn(IDBObjectStore.prototype, 'getAll')
  expect(await reopened(store, 'once')).toEqual(['one', 'two', 'three'])
  const found = reads.mock.results.map(({ value }) => (value as IDBRequest<unknown[]>).result)
  reads.mockRestore()
  // The row of the first opening and three more; y-indexeddb finds none after them.
  expect(found.map(({ length }) => length)).toEqual([4, 0])
})
