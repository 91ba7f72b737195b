import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import { newFakeClock } from '../browser/clock.fake.ts'
import { deviceStoreContract } from './device-store.contract.ts'
import { openIdbStore } from './idb-store.ts'

const clock = newFakeClock()
const put = (value: unknown) => [{ type: 'put', key: 'k', value } as const]

deviceStoreContract('fake IndexedDB', { open: (name) => openIdbStore({ name, clock }) })

/** A raw connection of another, newer version of the app. */
function openRaw(name: string, version: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version)
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('no error given')))
  })
}

test('[ST10] a full disk is said, and what was stored before is kept', async () => {
  const store = await openIdbStore({ name: 'full', clock })
  await store.write(put('old'))
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
    throw new DOMException('no space', 'QuotaExceededError')
  })
  const write = store.write([{ type: 'add', key: 'other', value: 1 }, ...put('new')])
  await expect(write).rejects.toMatchObject({
    name: 'StorageFailed',
    reason: 'full',
    says: expect.stringContaining('no space') as unknown,
  })
  full.mockRestore()
  expect(await store.list('')).toEqual([['k', 'old']])
  await store.close()
})

test('[ST16] a read that is broken off is refused, and nothing else of it fails unseen', async () => {
  const unseen: unknown[] = []
  const note = (fault: unknown): void => void unseen.push(fault)
  process.on('unhandledRejection', note)
  const store = await openIdbStore({ name: 'broken off', clock })
  await store.write(put(1))
  const asked = vi.spyOn(IDBTransaction.prototype, 'commit').mockImplementationOnce(function (
    this: IDBTransaction,
  ) {
    this.abort()
  })
  await expect(store.get('k')).rejects.toMatchObject({ name: 'StorageFailed' })
  asked.mockRestore()
  expect(await store.get('k')).toBe(1)
  await store.close()
  await new Promise((resolve) => setImmediate(resolve))
  process.off('unhandledRejection', note)
  expect(unseen).toEqual([])
})

test('[ST11] a database that never opens is given up after the timeout, not waited for', async () => {
  const never = { open: () => new EventTarget() } as unknown as IDBFactory
  const opening = openIdbStore({ name: 'never', clock, factory: never, timeoutMs: 5_000 })
  const refusal = opening.catch((error: unknown) => error)
  await Promise.resolve()
  clock.advance(5_000)
  expect(await refusal).toMatchObject({ name: 'StorageFailed', reason: 'blocked' })
})

test('[ST12] no IndexedDB, and one that refuses to be asked, are both told as absent', async () => {
  const refusing = {
    open() {
      throw new DOMException('denied', 'SecurityError')
    },
  } as unknown as IDBFactory
  await expect(openIdbStore({ name: 'x', clock, factory: refusing })).rejects.toMatchObject({
    reason: 'absent',
  })
  vi.stubGlobal('indexedDB', undefined)
  await expect(openIdbStore({ name: 'x', clock })).rejects.toMatchObject({ reason: 'absent' })
  vi.unstubAllGlobals()
})

test('[ST13] another tab with a newer app is not held up, and this one is told it is too old', async () => {
  const store = await openIdbStore({ name: 'upgraded', clock })
  await store.write(put(1))
  const newer = await openRaw('upgraded', 2)
  await expect(store.get('k')).rejects.toMatchObject({ reason: 'blocked' })
  newer.close()
  await store.close()
})

test('[ST14] a connection the browser closed is opened again by the next access', async () => {
  const connections: IDBDatabase[] = []
  const factory = {
    open(name: string, version: number) {
      const request = indexedDB.open(name, version)
      request.addEventListener('success', () => connections.push(request.result))
      return request
    },
  } as unknown as IDBFactory
  const store = await openIdbStore({ name: 'closed', clock, factory })
  await store.write(put('old'))
  connections[0]?.close()
  expect(await store.get('k')).toBe('old')
  await store.write(put('new'))
  expect(await store.get('k')).toBe('new')
  expect(connections).toHaveLength(2)
  await store.close()
})

test('[ST15] data deleted under an open page is said, not silently begun anew', async () => {
  const store = await openIdbStore({ name: 'wiped', clock })
  await store.write(put(1))
  await new Promise((resolve) => {
    indexedDB.deleteDatabase('wiped').addEventListener('success', resolve)
  })
  await expect(store.write(put(2))).rejects.toMatchObject({ reason: 'absent' })
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('wiped')
})
