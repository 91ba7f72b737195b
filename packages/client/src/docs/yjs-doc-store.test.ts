import 'fake-indexeddb/auto'
import { forceCloseDatabase } from 'fake-indexeddb'
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
  rowsCount: (name) => withDatabase(name, async (db) => (await readRows(db)).rows.length),
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

test('[KD15] what is on disk is read once, and written down no second time', async () => {
  const doc = new Y.Doc()
  const kept = await open().open('once', doc)
  const long = 'long '.repeat(2_000)
  for (const text of [long, long, 'short']) say(doc, text)
  await kept.flushed()
  await kept.close()
  const { rows: before } = await withDatabase('once', readRows)

  const reads: IDBRequest<unknown[]>[] = []
  const { getAll } = IDBObjectStore.prototype
  vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(function (
    this: IDBObjectStore,
    ...range
  ) {
    const request: IDBRequest<unknown[]> = getAll.apply(this, range)
    reads.push(request)
    return request
  })
  expect(await reopened(open(), 'once')).toEqual([long, long, 'short'])
  vi.restoreAllMocks()
  expect(reads.flatMap(({ result }) => result)).toEqual(before)
  // y-indexeddb writes a row when it loads: of what was in the doc before, which is nothing.
  const { rows: after } = await withDatabase('once', readRows)
  expect(after).toEqual([...before, Uint8Array.of(0, 0)])
})

/** From now on y-indexeddb gets its database only when `meanwhile` is over: what comes before was checked. */
function beforeLoading(meanwhile: (checked: IDBDatabase) => Promise<void>): void {
  const real = indexedDB
  let checking: IDBOpenDBRequest | undefined
  vi.stubGlobal('indexedDB', {
    open(name: string) {
      if (checking === undefined) return (checking = real.open(name))
      const request = {} as IDBOpenDBRequest
      void meanwhile(checking.result).then(() => {
        const opening = real.open(name)
        opening.onsuccess = (event) => request.onsuccess?.call(opening, event)
        opening.onupgradeneeded = (event) => request.onupgradeneeded?.call(opening, event)
      })
      return request
    },
  })
}

test('[KD15] what another tab merges and writes while a doc is being opened is loaded too', async () => {
  const name = 'meanwhile'
  const left = new Y.Doc()
  const kept = await open().open(name, left)
  const rowsCount = async () => (await withDatabase(name, readRows)).rows.length
  for (const text of ['before', 'taken out']) say(left, text)
  await kept.flushed()

  beforeLoading(async () => {
    vi.unstubAllGlobals()
    left.getArray('messages').delete(1, 1)
    await kept.flushed()
    await vi.waitFor(async () => expect(await rowsCount()).toBe(1))
    say(left, 'meanwhile')
    await kept.flushed()
  })
  const right = new Y.Doc()
  const keptToo = await open().open(name, right)
  expect(textOf(right)).toEqual(['before', 'meanwhile'])
  for (const one of [kept, keptToo]) await one.close()
  expect(await reopened(open(), name)).toEqual(['before', 'meanwhile'])
})

test('[KD15] a database that the browser takes away while it is being opened is told as blocked, not taken for kept', async () => {
  const name = 'cleared'
  const before = new Y.Doc()
  const kept = await open().open(name, before)
  say(before, 'gone with the database')
  await kept.close()

  beforeLoading(async (checked) => {
    vi.unstubAllGlobals()
    forceCloseDatabase(checked as never)
    await open().delete(name)
  })
  const opened = new Y.Doc()
  await expect(open().open(name, opened)).rejects.toMatchObject({ fault: { type: 'blocked' } })
  expect(textOf(opened)).toEqual([])
})

test('[KD13] none of this left a rejection that nobody handled', () => {
  expect(unhandled).toEqual([])
})
