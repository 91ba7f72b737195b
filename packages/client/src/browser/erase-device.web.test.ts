/** Everything Parley keeps here is deleted, under open pages too. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { openYjsDocStore } from '../docs/yjs-doc-store.ts'
import { openIdbStore } from '../stores/idb-store.ts'
import { browserClock } from './clock.ts'
import { eraseBrowserDevice, onErased } from './erase-device.ts'

test('[BR10] a device is erased with all its documents, other pages hear of it, and what is not Parley’s stays', async () => {
  const store = await openIdbStore({ name: 'parley', clock: browserClock })
  await store.write([{ type: 'put', key: 'identity', value: 1 }])
  const docs = openYjsDocStore({ clock: browserClock, prefix: '' })
  const kept = await docs.open('parley-doc/g/0', new Y.Doc())
  await kept.flushed()
  const others = await openIdbStore({ name: 'somebody else', clock: browserClock })
  const heard: string[] = []
  const stop = onErased((step) => heard.push(step))

  await eraseBrowserDevice()
  const names = (await indexedDB.databases()).map(({ name }) => name)
  expect(names.filter((name) => name?.startsWith('parley'))).toEqual([])
  expect(names).toContain('somebody else')
  await expect.poll(() => heard).toEqual(['erasing', 'erased'])

  stop()
  await kept.close()
  await store.close()
  await others.close()
})
