import { expect, test } from 'vitest'
import type { ClientPorts } from './device.ts'
import type { GroupId, Parley } from './model.ts'
import { newOfflineBrowser } from './parley-device.fake.ts'
import type { DocFault, KeptDoc } from './ports.ts'
import { StorageFailed } from './stores/storage-failed.ts'

function textsOf(parley: Parley, id: GroupId): readonly string[] {
  return (
    parley
      .openGroup(id)
      ?.conversation.get()
      .messages.map(({ text }) => text) ?? []
  )
}

/** A disk whose connections to documents the browser may close. */
function newFlakyDocs() {
  const open: { readonly kept: KeptDoc; ring(fault: DocFault): void }[] = []
  const change = (ports: ClientPorts): ClientPorts => ({
    ...ports,
    docStore: {
      delete: (name) => ports.docStore.delete(name),
      sizeOf: (name) => ports.docStore.sizeOf(name),
      async open(name, doc) {
        const kept = await ports.docStore.open(name, doc)
        const listeners: ((fault: DocFault) => void)[] = []
        open.push({ kept, ring: (fault) => listeners.forEach((listen) => listen(fault)) })
        return { ...kept, onFailure: (listen) => (listeners.push(listen), kept.onFailure(listen)) }
      },
    },
  })
  async function closeAll(): Promise<void> {
    for (const { kept, ring } of open.splice(0)) {
      await kept.close()
      ring({ type: 'closed', isFull: false, error: 'The browser closed the database.' })
    }
  }
  return { change, closeAll, openedCount: () => open.length }
}

test('[GS24] documents whose databases the browser closed are opened again, and nothing is lost', async () => {
  const { change, closeAll, openedCount } = newFlakyDocs()
  const browser = newOfflineBrowser('alice', change)
  const alice = await browser.openTab()
  await alice.setName('Alice')
  const id = await alice.newGroup('Field trip')
  await alice.openGroup(id)?.send('before')
  await closeAll()
  // The person's own document, the group's, and its first segment.
  await expect.poll(openedCount).toBe(3)
  await alice.openGroup(id)?.send('after')
  await expect.poll(() => textsOf(alice, id)).toEqual(['before', 'after'])
  await alice.close()
  for (const key of browser.disk.entries.keys())
    if (key.startsWith('outbox/')) browser.disk.entries.delete(key)

  const again = await browser.openTab()
  await expect.poll(() => textsOf(again, id)).toEqual(['before', 'after'])
  await again.close()
})

test('[GS25] an opening that fails says why and leaves nothing open; the next one succeeds', async () => {
  let isBroken = false
  let closedCount = 0
  const browser = newOfflineBrowser('alice', (ports) => ({
    ...ports,
    store: {
      ...ports.store,
      get: (key) =>
        isBroken && key.startsWith('counts/')
          ? Promise.reject(new StorageFailed('broken', 'no'))
          : ports.store.get(key),
      close: () => (closedCount++, ports.store.close()),
    },
  }))
  const alice = await browser.openTab()
  const id = await alice.newGroup('Field trip')
  await alice.close()
  isBroken = true
  await expect(browser.openTab()).rejects.toBeInstanceOf(StorageFailed)
  expect(closedCount).toBe(2)
  isBroken = false
  const again = await browser.openTab()
  expect(again.openGroup(id)?.info.get().name).toBe('Field trip')
  await again.close()
})

test('[GS25] a group that could not be founded is not there, and the next one is', async () => {
  const browser = newOfflineBrowser('alice')
  const alice = await browser.openTab()
  browser.disk.onWrite = ({ type }) => (type === 'store' ? 'fail-full' : 'ok')
  await expect(alice.newGroup('Field trip')).rejects.toBeInstanceOf(StorageFailed)
  browser.disk.onWrite = () => 'ok'
  expect(alice.groups.get()).toEqual([])
  const id = await alice.newGroup('Field trip')
  expect(alice.groups.get()).toMatchObject([{ id }])
  await alice.close()
})

test('[GS19] names are cleaned before they are told', async () => {
  const alice = await newOfflineBrowser('alice').openTab()
  await alice.setName('\u202EAl\nice ')
  expect(alice.name.get()).toBe('Al ice')
  const id = await alice.newGroup('Field\ttrip')
  expect(alice.openGroup(id)?.info.get()).toMatchObject({
    name: 'Field trip',
    people: [{ name: 'Al ice' }],
  })
  await expect(alice.setName('x'.repeat(201))).rejects.toThrow('the limit is 200')
  await alice.close()
})
