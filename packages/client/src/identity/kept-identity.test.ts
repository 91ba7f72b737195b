import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DeviceStore } from '../ports.ts'
import { MemoryDisk } from '../stores/memory-disk.ts'
import { newMemoryStore } from '../stores/memory-store.ts'
import { identityOf } from './identity.fake.ts'
import { readIdentity, writeIdentity } from './kept-identity.ts'

const alice = identityOf('alice')
const bob = identityOf('bob')

async function storeWith(value: unknown): Promise<DeviceStore> {
  const store = newMemoryStore()
  await store.write([{ type: 'put', key: 'identity', value }])
  return store
}

async function keptOf(identity = alice): Promise<Record<string, unknown>> {
  const store = newMemoryStore()
  await writeIdentity(store, identity)
  return (await store.get('identity')) as Record<string, unknown>
}

test('[ID5] the person is the same after a restart, with or without the phrase', async () => {
  for (const identity of [alice, { ...alice, phrase: undefined }]) {
    const disk = new MemoryDisk()
    const store = newMemoryStore(disk.newProcess())
    expect(await readIdentity(store)).toBe('absent')
    expect(await writeIdentity(store, identity)).toEqual(identity)
    expect(await readIdentity(newMemoryStore(disk.newProcess()))).toEqual(identity)
  }
})

test('[ID6] of two tabs that start first together, one makes the person and both are it', async () => {
  const disk = new MemoryDisk()
  const [left, right] = [newMemoryStore(disk.newProcess()), newMemoryStore(disk.newProcess())]
  const [first, second] = await Promise.all([writeIdentity(left, alice), writeIdentity(right, bob)])
  expect(first).toEqual(second)
  expect(await readIdentity(left)).toEqual(first)
})

test('[ID7] a damaged identity is told as damaged and never overwritten', async () => {
  const kept = await keptOf()
  const other = await keptOf(bob)
  const damages: unknown[] = [
    null,
    'identity',
    [],
    {},
    { ...kept, version: 3 },
    { ...kept, rootPublic: new Uint8Array(31) },
    { ...kept, rootPublic: other['rootPublic'] },
    { ...kept, deviceSecret: other['deviceSecret'] },
    { ...kept, deviceSecret: undefined },
    { ...kept, boxes: [] },
    { ...kept, boxes: undefined },
    { ...kept, boxes: [{ generation: 0, secret: new Uint8Array(31) }] },
    { ...kept, boxes: [{ generation: 'one', secret: new Uint8Array(32) }] },
    { ...kept, chain: [] },
    { ...kept, chain: 'chain' },
    { ...kept, chain: other['chain'] },
    { ...kept, chain: [null] },
    { ...kept, chain: [{ devicePub: alice.device.publicKey, signature: new Uint8Array(64) }] },
    { ...kept, phrase: 7 },
    { ...kept, phrase: 'these are not the words' },
  ]
  for (const damaged of damages) {
    const store = await storeWith(damaged)
    expect(await readIdentity(store)).toBe('damaged')
    expect(await writeIdentity(store, bob)).toBe('damaged')
    expect(await store.get('identity')).toEqual(damaged)
  }
})

test('[ID12] an identity kept by the first version stays valid, with the box that others know', async () => {
  const { boxes, isRecovering, ...kept } = await keptOf()
  expect([boxes, isRecovering]).toEqual([expect.anything(), false])
  const boxSecret = new Uint8Array(32).fill(9)
  const found = await readIdentity(await storeWith({ ...kept, version: 1, boxSecret }))
  expect(found).toMatchObject({
    person: alice.person,
    phrase: alice.phrase,
    boxes: [alice.box, { generation: 1, secretKey: boxSecret }],
    box: { generation: 1, secretKey: boxSecret },
  })
  const damaged = await storeWith({ ...kept, version: 1, boxSecret: new Uint8Array(3) })
  expect(await readIdentity(damaged)).toBe('damaged')
})

test('[ID19] what another version wrote, or what was changed, is computed anew and must fit', async () => {
  const kept = await keptOf()
  const { sum, boxes, ...others } = kept as { sum: Uint8Array; boxes: Record<string, unknown>[] }
  const secrets = boxes.map(({ generation, secret }) => ({ generation, secret }))
  const wrong = boxes.map((box) => ({ ...box, public: new Uint8Array(32).fill(4) }))
  for (const changed of [
    { ...others, boxes: secrets },
    { ...others, boxes: secrets, sum },
    { ...others, boxes: wrong, sum },
    { ...others, boxes: wrong, sum: 'no sum' },
  ])
    expect(await readIdentity(await storeWith(changed))).toEqual(alice)
})

test('[ID8] a store that fails is neither absent nor damaged: it is told as failing', async () => {
  const disk = new MemoryDisk()
  const store = newMemoryStore(disk.newProcess())
  disk.onWrite = () => 'fail-full'
  await expect(writeIdentity(store, alice)).rejects.toMatchObject({ reason: 'full' })
  await store.close()
  await expect(readIdentity(store)).rejects.toMatchObject({ name: 'StorageFailed' })
})

test('[ID9] whatever else is found under its key is damaged, and never throws', async () => {
  let damagedCount = 0
  await fc.assert(
    fc.asyncProperty(fc.anything({ withTypedArray: true }), async (value) => {
      fc.pre(value !== undefined)
      expect(await readIdentity(await storeWith(value))).toBe('damaged')
      damagedCount++
    }),
  )
  expect(damagedCount).toBeGreaterThan(50)
})
