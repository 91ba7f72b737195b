import { expect, test } from 'vitest'
import { isNewDevice } from './new-device.ts'

type Page = Parameters<typeof isNewDevice>[0]

function page(
  kept: readonly string[],
  databases: () => Promise<readonly { name: string }[]>,
): Page {
  const localStorage = Object.fromEntries(kept.map((key) => [key, '']))
  return { localStorage, indexedDB: { databases } } as unknown as Page
}

test('a device is new where there is no database and nothing beside it but a language and a theme', async () => {
  const none = async () => []
  expect(await isNewDevice(page(['parley-language', 'parley-theme'], none))).toBe(true)
  expect(await isNewDevice(page(['parley/spare/name'], none))).toBe(false)
  expect(await isNewDevice(page([], async () => [{ name: 'parley' }]))).toBe(false)
  expect(await isNewDevice(page([], async () => [{ name: "somebody else's" }]))).toBe(true)
})

test('where a browser does not say what it keeps, what may be there is opened first', async () => {
  const refused = async () => Promise.reject(new Error('blocked'))
  expect(await isNewDevice(page([], refused))).toBe(false)
  expect(await isNewDevice({ localStorage: {}, indexedDB: {} } as unknown as Page)).toBe(false)
})
