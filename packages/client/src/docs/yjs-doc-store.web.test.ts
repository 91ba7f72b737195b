import { vi } from 'vitest'
import { browserClock } from '../browser/clock.ts'
import { docStoreContract } from './doc-store.contract.ts'
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
