import { expect, test } from 'vitest'
import { newMemoryStore } from '../stores/memory-store.ts'
import { IdentityDamaged, openIdentity } from './open-identity.ts'

test('[ID7] opening a damaged identity says that nothing was changed, and sends nobody elsewhere', async () => {
  const store = newMemoryStore()
  await store.write([{ type: 'put', key: 'identity', value: 'damaged' }])
  const opening = openIdentity(store, (length) => new Uint8Array(length))
  await expect(opening).rejects.toThrow(IdentityDamaged)
  await expect(opening).rejects.toThrow(
    /^The identity kept on this device is damaged\. Nothing was changed\.$/,
  )
  expect(await store.get('identity')).toBe('damaged')
})
