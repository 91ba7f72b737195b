/**
 * A disk that is really full, as Chromium tells it: the quota of this origin is lowered for a while.
 */
import { afterEach, expect, test } from 'vitest'
import { cdp } from 'vitest/browser'
import * as Y from 'yjs'
import { reopened, say, textOf } from '../docs/doc-store.contract.ts'
import { openYjsDocStore } from '../docs/yjs-doc-store.ts'
import type { DocFault } from '../ports.ts'
import { openIdbStore } from '../stores/idb-store.ts'
import { browserClock } from './clock.ts'

const run = String(Date.now())
const unhandled: unknown[] = []
addEventListener('unhandledrejection', (event) => unhandled.push(event.reason))

interface Session {
  send(method: string, params: object): Promise<unknown>
}

async function setQuota(quotaSize: number | undefined): Promise<void> {
  const session = cdp() as unknown as Session
  const { origin } = location
  const params = quotaSize === undefined ? { origin } : { origin, quotaSize }
  await session.send('Storage.overrideQuotaForOrigin', params)
}

afterEach(() => setQuota(undefined))

/** Random, so that no compression hides its size. */
function junk(sizeBytes: number): Uint8Array {
  const bytes = new Uint8Array(sizeBytes)
  for (let at = 0; at < sizeBytes; at += 65_536)
    crypto.getRandomValues(bytes.subarray(at, at + 65_536))
  return bytes
}

/** Millions of bytes are slow to compare one by one. */
function shortly(entries: readonly unknown[]): unknown[] {
  return entries.map((entry) => (entry instanceof Uint8Array ? entry.length : entry))
}

test('[ST10] [KD5] a really full disk is said, loses nothing, and all is whole once there is room', async () => {
  await setQuota(1_000_000)
  const store = await openIdbStore({ name: `${run}-full`, clock: browserClock })
  const docs = openYjsDocStore({ clock: browserClock, prefix: run })
  const doc = new Y.Doc()
  const kept = await docs.open('full', doc)
  const faults: DocFault[] = []
  kept.onFailure((fault) => faults.push(fault))
  say(doc, 'old')
  await kept.flushed()

  // Chromium remembers for half a minute how much room there was, so this may take some writes.
  async function writeMuch(): Promise<unknown> {
    const old = [{ type: 'put', key: 'k', value: 'old' }] as const
    // What was let in while it remembered more is too much now, and then not even taking away is let.
    const isEmptied = await store.write([...old, { type: 'delete', key: 'big' }]).then(
      () => true,
      () => false,
    )
    await setQuota(isEmptied ? 1_000_000 : undefined)
    if (!isEmptied) return 'still to be emptied'
    const changes = [
      { type: 'put', key: 'k', value: 'new' },
      { type: 'put', key: 'big', value: junk(2_000_000) },
    ] as const
    return store.write(changes).catch((error: unknown) => error)
  }
  await expect
    .poll(writeMuch, { timeout: 100_000, interval: 500 })
    .toMatchObject({ name: 'StorageFailed', reason: 'full' })
  expect(await store.list('')).toEqual([['k', 'old']])

  doc.getArray('messages').push([junk(2_000_000)])
  say(doc, 'would hang in the air')
  const failed = { name: 'DocFailed', fault: { type: 'write-failed', isFull: true } }
  await expect(kept.flushed()).rejects.toMatchObject(failed)
  expect(faults).toMatchObject([{ type: 'write-failed', isFull: true }])

  await setQuota(undefined)
  // It remembers as long how little room there was.
  const again = () => store.write([{ type: 'put', key: 'k', value: 'new' }]).catch(() => 'full')
  await expect.poll(again, { timeout: 50_000, interval: 500 }).toBeUndefined()
  expect(await store.get('k')).toBe('new')
  const flushed = () => kept.flushed().catch(() => 'full')
  await expect.poll(flushed, { timeout: 50_000, interval: 500 }).toBeUndefined()
  await kept.close()
  expect(shortly(await reopened(docs, 'full'))).toEqual(shortly(textOf(doc)))
  await store.close()
}, 210_000)

test('[KD13] none of this left a rejection that nobody handled', () => {
  expect(unhandled).toEqual([])
})
