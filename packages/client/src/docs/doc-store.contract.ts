/** What every doc store does. Run by the one in memory and by the one on y-indexeddb. */
import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { DocFault, DocStore } from '../ports.ts'
import { MAX_ROWS } from './doc-rows.ts'

export interface DocStoreUnderTest {
  /** A tab that starts; every tab has the same disk. */
  open(): DocStore
  rowsCount(name: string): Promise<number>
  damage(name: string): Promise<void>
  /** From now on every write fails for want of room, or again none. */
  setFull(isFull: boolean): void
}

let made = 0
const freshName = () => `doc-${++made}`

export function textOf(doc: Y.Doc): unknown[] {
  return doc.getArray('messages').toArray()
}

export function say(doc: Y.Doc, text: string): void {
  doc.getArray('messages').push([text])
}

/** What the next start of the app finds. */
export async function reopened(store: DocStore, name: string): Promise<unknown[]> {
  const doc = new Y.Doc()
  const kept = await store.open(name, doc)
  const found = textOf(doc)
  await kept.close()
  return found
}

export function docStoreContract(kind: string, disk: DocStoreUnderTest): void {
  test(`[KD14] ${kind}: what is taken out of a doc does not stay in its rows`, async () => {
    const name = freshName()
    const doc = new Y.Doc()
    const kept = await disk.open().open(name, doc)
    for (const text of ['stays', 'goes', 'stays too']) say(doc, text)
    await kept.flushed()
    expect(await disk.rowsCount(name)).toBeGreaterThan(2)
    doc.getArray('messages').delete(1, 1)
    await kept.flushed()
    await vi.waitFor(async () => expect(await disk.rowsCount(name)).toBe(1))
    expect(await reopened(disk.open(), name)).toEqual(['stays', 'stays too'])
    say(doc, 'later')
    await kept.flushed()
    await kept.close()
    expect(await reopened(disk.open(), name)).toEqual(['stays', 'stays too', 'later'])
  })

  test(`[KD16] ${kind}: what a doc takes is told in bytes, also while it is open; what is not there takes nothing`, async () => {
    const name = freshName()
    expect(await disk.open().sizeOf(name)).toBe(0)
    const doc = new Y.Doc()
    const store = disk.open()
    const kept = await store.open(name, doc)
    say(doc, 'x'.repeat(5_000))
    await kept.flushed()
    const open = await store.sizeOf(name)
    expect(open).toBeGreaterThan(5_000)
    expect(open).toBeLessThan(6_000)
    await kept.close()
    expect(await store.sizeOf(name)).toBe(open)
    await store.delete(name)
    expect(await store.sizeOf(name)).toBe(0)
  })

  test(`[KD1] ${kind}: what was flushed is there when the app starts again, in its own doc`, async () => {
    const [name, other] = [freshName(), freshName()]
    const doc = new Y.Doc()
    const kept = await disk.open().open(name, doc)
    say(doc, 'hello')
    doc.transact(() => say(doc, 'from outside'), 'relay')
    await kept.flushed()
    await kept.close()
    expect(await reopened(disk.open(), name)).toEqual(['hello', 'from outside'])
    expect(await reopened(disk.open(), other)).toEqual([])
  })

  test(`[KD1] ${kind}: what was in the doc before it was opened is kept too`, async () => {
    const name = freshName()
    const doc = new Y.Doc()
    say(doc, 'early')
    const kept = await disk.open().open(name, doc)
    await kept.flushed()
    await kept.close()
    expect(await reopened(disk.open(), name)).toEqual(['early'])
  })

  test(`[KD2] ${kind}: after closing nothing is kept, and the doc lives on`, async () => {
    const name = freshName()
    const doc = new Y.Doc()
    const kept = await disk.open().open(name, doc)
    say(doc, 'kept')
    await kept.close()
    say(doc, 'not kept')
    await kept.flushed()
    expect(textOf(doc)).toEqual(['kept', 'not kept'])
    expect(await reopened(disk.open(), name)).toEqual(['kept'])
  })

  test(`[KD2] ${kind}: a destroyed doc is closed, with everything said before`, async () => {
    const name = freshName()
    const doc = new Y.Doc()
    const kept = await disk.open().open(name, doc)
    const faults: DocFault[] = []
    kept.onFailure((fault) => faults.push(fault))
    say(doc, 'kept')
    doc.destroy()
    await kept.flushed()
    await kept.close()
    expect(faults).toEqual([])
    expect(await reopened(disk.open(), name)).toEqual(['kept'])
  })

  test(`[KD3] ${kind}: a deleted doc is empty, and its name can be used again`, async () => {
    const name = freshName()
    const doc = new Y.Doc()
    const store = disk.open()
    const kept = await store.open(name, doc)
    say(doc, 'gone')
    await kept.close()
    await store.delete(name)
    await store.delete(name)
    expect(await reopened(store, name)).toEqual([])
  })

  test(`[KD4] ${kind}: a damaged doc is refused as unreadable, and can be deleted`, async () => {
    const name = freshName()
    const doc = new Y.Doc()
    const store = disk.open()
    const kept = await store.open(name, doc)
    say(doc, 'hello')
    await kept.close()
    await disk.damage(name)
    const untouched = new Y.Doc()
    await expect(store.open(name, untouched)).rejects.toMatchObject({
      name: 'DocFailed',
      fault: { type: 'unreadable', isFull: false },
    })
    expect(textOf(untouched)).toEqual([])
    await store.delete(name)
    expect(await reopened(store, name)).toEqual([])
  })

  test(`[KD5] ${kind}: a failed write is told once, starves nobody, and is made good later`, async () => {
    const name = freshName()
    const doc = new Y.Doc()
    const kept = await disk.open().open(name, doc)
    const faults: DocFault[] = []
    let heard = 0
    kept.onFailure((fault) => faults.push(fault))
    doc.on('update', () => heard++)

    disk.setFull(true)
    say(doc, 'lost, and the next would hang in the air')
    say(doc, 'also lost')
    const failed = { name: 'DocFailed', fault: { type: 'write-failed', isFull: true } }
    await expect(kept.flushed()).rejects.toMatchObject(failed)
    expect(heard).toBe(2)
    expect(faults).toMatchObject([{ type: 'write-failed', isFull: true }])

    disk.setFull(false)
    say(doc, 'written with all before it')
    await kept.close()
    expect(await reopened(disk.open(), name)).toEqual(textOf(doc))
  })

  test(`[KD5] ${kind}: a fault met before anybody listened is told to the first listener`, async () => {
    const doc = new Y.Doc()
    const kept = await disk.open().open(freshName(), doc)
    disk.setFull(true)
    say(doc, 'lost')
    await expect(kept.flushed()).rejects.toMatchObject({ name: 'DocFailed' })
    disk.setFull(false)
    const faults: DocFault[] = []
    kept.onFailure((fault) => faults.push(fault))()
    expect(faults).toMatchObject([{ type: 'write-failed' }])
    await kept.flushed()
    await kept.close()
  })

  test(`[KD6] ${kind}: many small changes are merged, and none is lost`, async () => {
    const name = freshName()
    const doc = new Y.Doc()
    const kept = await disk.open().open(name, doc)
    for (let index = 0; index < MAX_ROWS + 20; index++) say(doc, `message ${index}`)
    await kept.flushed()
    await kept.close()
    expect(await reopened(disk.open(), name)).toEqual(textOf(doc))
    expect(await disk.rowsCount(name)).toBeLessThan(50)
  })

  test(`[KD7] ${kind}: two tabs keep one doc without harm`, async () => {
    const name = freshName()
    const [left, right] = [new Y.Doc(), new Y.Doc()]
    const keptLeft = await disk.open().open(name, left)
    const keptRight = await disk.open().open(name, right)
    say(left, 'left')
    say(right, 'right')
    for (let index = 0; index < MAX_ROWS; index++) say(left, `message ${index}`)
    await Promise.all([keptLeft.flushed(), keptRight.flushed()])
    await Promise.all([keptLeft.close(), keptRight.close()])
    const found = await reopened(disk.open(), name)
    expect(found).toHaveLength(MAX_ROWS + 2)
    expect(found).toEqual(expect.arrayContaining(['left', 'right']))
  })
}
