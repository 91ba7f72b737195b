/** Somebody clears this site's data in the browser's settings while the page is open. */
import { expect, test, vi } from 'vitest'
import { cdp } from 'vitest/browser'
import * as Y from 'yjs'
import { say } from '../docs/doc-store.contract.ts'
import { openYjsDocStore } from '../docs/yjs-doc-store.ts'
import type { DocFault } from '../ports.ts'
import { openIdbStore } from '../stores/idb-store.ts'
import { browserClock } from './clock.ts'

const run = String(Date.now())

interface Session {
  send(method: string, params: object): Promise<unknown>
}

test('[ST15] [KD12] cleared site data is said by store and doc, and not silently begun anew', async () => {
  const store = await openIdbStore({ name: `${run}-cleared`, clock: browserClock })
  await store.write([{ type: 'put', key: 'identity', value: 1 }])
  const doc = new Y.Doc()
  const kept = await openYjsDocStore({ clock: browserClock, prefix: run }).open('cleared', doc)
  say(doc, 'here')
  await kept.flushed()
  const faults: DocFault[] = []
  kept.onFailure((fault) => faults.push(fault))

  const session = cdp() as unknown as Session
  const { origin } = location
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' })
  await vi.waitFor(() => expect(faults).toMatchObject([{ type: 'closed' }]))
  const write = store.write([{ type: 'put', key: 'outbox/1', value: 1 }])
  await expect(write).rejects.toMatchObject({ name: 'StorageFailed', reason: 'absent' })
  const names = (await indexedDB.databases()).map(({ name }) => name)
  expect(names).not.toContain(`${run}-cleared`)
  await kept.close()
  await store.close()
})
