import 'fake-indexeddb/auto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { IndexeddbPersistence } from 'y-indexeddb'
import * as Y from 'yjs'
import { newFakeClock } from '../browser/clock.fake.ts'
import type { DocFault } from '../ports.ts'
import { docStoreContract, reopened, say, textOf } from './doc-store.contract.ts'
import { readRows } from './idb-rows.ts'
import { openYjsDocStore } from './yjs-doc-store.ts'

const clock = newFakeClock()
const open = () => openYjsDocStore({ clock, prefix: '' })
const unhandled: unknown[] = []
const note = (reason: unknown) => unhandled.push(reason)

beforeAll(() => void process.on('unhandledRejection', note))
afterAll(() => void process.off('unhandledRejection', note))

/** A connection of somebody else, closed after `use`. */
async function withDatabase<T>(name: string, use: (db: IDBDatabase) => Promise<T>): Promise<T> {
  const db = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(name)
    request.addEventListener('success', () => resolve(request.result))
  })
  try {
    return await use(db)
  } finally {
    db.close()
  }
}

function addRaw(name: string, row: unknown): Promise<void> {
  return withDatabase(name, (db) => {
    const transaction = db.transaction('updates', 'readwrite')
    transaction.objectStore('updates').add(row)
    return new Promise((resolve) => transaction.addEventListener('complete', () => resolve()))
  })
}

docStoreContract('y-indexeddb', {
  open,
  rowsCount: (name) => withDatabase(name, async (db) => (await readRows(db)).length),
  damage: (name) => addRaw(name, Uint8Array.of(255, 255, 255)),
  setFull(isFull) {
    vi.restoreAllMocks()
    if (!isFull) return
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('no space', 'QuotaExceededError')
    })
  },
})

test('[KD9] a stock y-indexeddb reads what we wrote, and we read what it wrote', async () => {
  const doc = new Y.Doc()
  const kept = await open().open('stock', doc)
  say(doc, 'ours')
  await kept.flushed()
  await kept.close()

  const theirs = new Y.Doc()
  const persistence = new IndexeddbPersistence('stock', theirs)
  await persistence.whenSynced
  expect(textOf(theirs)).toEqual(['ours'])
  say(theirs, 'theirs')
  await persistence.destroy()
  expect(await reopened(open(), 'stock')).toEqual(['ours', 'theirs'])
})

test('[KD10] a row that is not bytes is damage like any other', async () => {
  await reopened(open(), 'rows')
  await addRaw('rows', 'text')
  await expect(open().open('rows', new Y.Doc())).rejects.toMatchObject({
    fault: { type: 'unreadable' },
  })
})

test('[KD11] a database that never opens, or never goes away, is told as blocked', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => new EventTarget(),
    deleteDatabase: () => new EventTarget(),
  })
  const store = open()
  const opening = store.open('never', new Y.Doc()).catch((error: unknown) => error)
  const deleting = store.delete('never').catch((error: unknown) => error)
  await Promise.resolve()
  clock.advance(10_000)
  vi.unstubAllGlobals()
  for (const failure of [await opening, await deleting])
    expect(failure).toMatchObject({ name: 'DocFailed', fault: { type: 'blocked' } })
})

test('[KD11] a database that opens for us but not for y-indexeddb is told as blocked', async () => {
  const real = indexedDB
  let asked = 0
  vi.stubGlobal('indexedDB', {
    open: (name: string) => (++asked === 1 ? real.open(name) : new EventTarget()),
  })
  const opening = open().open('second', new Y.Doc())
  const failure = opening.catch((error: unknown) => error)
  await vi.waitFor(() => expect(asked).toBe(2))
  clock.advance(10_000)
  expect(await failure).toMatchObject({ name: 'DocFailed', fault: { type: 'blocked' } })
  vi.unstubAllGlobals()
})

test('[KD12] a database deleted by another tab is told at once, and later changes starve nobody', async () => {
  const doc = new Y.Doc()
  const kept = await open().open('taken', doc)
  const faults: DocFault[] = []
  kept.onFailure((fault) => faults.push(fault))
  await open().delete('taken')
  expect(faults).toMatchObject([{ type: 'closed' }])

  let heard = 0
  doc.on('update', () => heard++)
  say(doc, 'nowhere to go')
  expect(heard).toBe(1)
  await expect(kept.flushed()).rejects.toMatchObject({ fault: { type: 'closed' } })
  expect(faults).toHaveLength(1)
  await kept.close()
})

test('[KD12] a connection closed without a word is told at the next change', async () => {
  const connections: IDBDatabase[] = []
  const real = indexedDB
  vi.stubGlobal('indexedDB', {
    open(name: string) {
      const request = real.open(name)
      request.addEventListener('success', () => connections.push(request.result))
      return request
    },
  })
  const doc = new Y.Doc()
  const kept = await open().open('lost', doc)
  vi.unstubAllGlobals()
  for (const connection of connections) connection.close()
  const faults: DocFault[] = []
  kept.onFailure((fault) => faults.push(fault))
  let heard = 0
  doc.on('update', () => heard++)
  say(doc, 'nowhere to go')
  expect(heard).toBe(1)
  await expect(kept.flushed()).rejects.toMatchObject({ fault: { type: 'closed' } })
  expect(faults).toHaveLength(1)
  await kept.close()
})

test('[KD13] none of this left a rejection that nobody handled', () => {
  expect(unhandled).toEqual([])
})
