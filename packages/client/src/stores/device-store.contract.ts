/** What every device store does. Run by the one in memory and by the one on IndexedDB. */
import { expect, test } from 'vitest'
import type { DeviceStore } from '../ports.ts'

export interface StoreUnderTest {
  /** Opens the store of this name; again: the same data. */
  open(name: string): Promise<DeviceStore>
}

let made = 0

export function deviceStoreContract(kind: string, { open }: StoreUnderTest): void {
  const fresh = () => open(`contract-${++made}`)
  const put = (key: string, value: unknown) => ({ type: 'put', key, value }) as const

  test(`[ST1] ${kind}: what was written is there when the app starts again`, async () => {
    const name = `contract-${++made}`
    const first = await open(name)
    const value = { text: 'hello', bytes: Uint8Array.of(1, 2, 255), list: [1, undefined, null] }
    await first.write([put('outbox/a', value)])
    expect(await first.get('outbox/a')).toEqual(value)
    await first.close()

    const again = await open(name)
    expect(await again.get('outbox/a')).toEqual(value)
    expect(await again.get('outbox/b')).toBeUndefined()
    await again.close()
  })

  test(`[ST2] ${kind}: a list has exactly the keys under its prefix, ascending`, async () => {
    const store = await fresh()
    const keys = ['a/2', 'a/10', 'a/1', 'a', 'a0', 'b/1', 'a/\u{1F600}', 'a/é']
    await store.write(keys.map((key) => put(key, `value of ${key}`)))
    const listed = await store.list('a/')
    expect(listed).toEqual(
      ['a/1', 'a/10', 'a/2', 'a/é', 'a/\u{1F600}'].map((key) => [key, `value of ${key}`]),
    )
    expect((await store.list('')).map(([key]) => key)).toEqual(keys.toSorted())
    expect(await store.list('c')).toEqual([])
    await store.close()
  })

  test(`[ST3] ${kind}: the changes of one write happen in order, and all or none`, async () => {
    const store = await fresh()
    await store.write([put('k', 1), put('k', 2), { type: 'delete', key: 'k' }, put('k', 3)])
    expect(await store.get('k')).toBe(3)

    const unstorable = () => undefined
    await expect(store.write([put('k', 4), put('bad', unstorable)])).rejects.toMatchObject({
      name: 'StorageFailed',
      reason: 'broken',
    })
    expect(await store.get('k')).toBe(3)
    expect(await store.get('bad')).toBeUndefined()
    await store.close()
  })

  test(`[ST17] ${kind}: what is written soon is in order with all the rest, and kept as well`, async () => {
    const name = `contract-${++made}`
    const first = await open(name)
    const written = [first.writeSoon([put('k', 1), put('soon', 1)]), first.write([put('k', 2)])]
    void first.writeSoon([{ type: 'delete', key: 'soon' }])
    expect(await first.get('k')).toBe(2)
    expect(await first.get('soon')).toBeUndefined()
    await Promise.all(written)
    await first.writeSoon([put('k', 3)])
    await first.close()

    const again = await open(name)
    expect(await again.get('k')).toBe(3)
    await again.close()
  })

  test(`[ST4] ${kind}: an add never overwrites, and takes its whole write with it`, async () => {
    const store = await fresh()
    await store.write([{ type: 'add', key: 'identity', value: 'first' }])
    const second = store.write([put('other', 1), { type: 'add', key: 'identity', value: 'second' }])
    await expect(second).rejects.toMatchObject({ name: 'StorageFailed', reason: 'taken' })
    expect(await store.get('identity')).toBe('first')
    expect(await store.get('other')).toBeUndefined()

    await store.write([
      { type: 'delete', key: 'identity' },
      { type: 'add', key: 'identity', value: 'third' },
    ])
    expect(await store.get('identity')).toBe('third')
    await store.close()
  })

  test(`[ST5] ${kind}: what is stored is a copy, from the moment it is handed over`, async () => {
    const store = await fresh()
    const bytes = Uint8Array.of(1, 2, 3)
    const writing = store.write([put('k', bytes)])
    bytes.fill(9)
    await writing
    const read = await store.get('k')
    expect(read).toEqual(Uint8Array.of(1, 2, 3))
    if (read instanceof Uint8Array) read.fill(7)
    expect(await store.get('k')).toEqual(Uint8Array.of(1, 2, 3))
    await store.close()
  })

  test(`[ST6] ${kind}: writes made without waiting are done in the order of the calls`, async () => {
    const store = await fresh()
    const writes = Array.from({ length: 50 }, (_, index) => store.write([put('k', index)]))
    const read = store.get('k')
    await Promise.all(writes)
    expect(await read).toBe(49)
    expect(await store.write([])).toBeUndefined()
    await store.close()
  })

  test(`[ST7] ${kind}: a closed store refuses instead of hanging`, async () => {
    const store = await fresh()
    await store.close()
    await store.close()
    const refused = { name: 'StorageFailed', reason: 'broken' }
    await expect(store.get('k')).rejects.toMatchObject(refused)
    await expect(store.list('k')).rejects.toMatchObject(refused)
    await expect(store.write([put('k', 1)])).rejects.toMatchObject(refused)
  })

  test(`[ST8] ${kind}: two tabs see each other's entries`, async () => {
    const name = `contract-${++made}`
    const [left, right] = [await open(name), await open(name)]
    await left.write([put('from/left', 1)])
    await right.write([put('from/right', 2)])
    expect(await left.list('from/')).toEqual(await right.list('from/'))
    expect(await left.get('from/right')).toBe(2)
    await left.close()
    await right.close()
  })
}
