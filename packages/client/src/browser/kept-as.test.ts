/** A page of somebody else's has a Parley of its own, beside whatever else is at that origin. On a disk of memory: the browsers' tests share one, and some have little of it. */
import 'fake-indexeddb/auto'
import { afterAll, expect, test, vi } from 'vitest'
import type { Parley } from '../model.ts'
import { browserSpare } from './browser-spare.ts'
import { unreachable } from './dial.ts'
import { openBrowserParley } from './open-browser-parley.ts'

const RELAY = 'https://relay.example'
const open = (keptAs?: string): Promise<Parley> =>
  openBrowserParley({
    dial: unreachable,
    ...(keptAs === undefined ? {} : { keptAs, relay: `${RELAY}/chat` }),
  })

const spares = new Map<string, string>()
vi.stubGlobal('location', new URL('https://page.example/'))
vi.stubGlobal('addEventListener', () => undefined)
vi.stubGlobal('removeEventListener', () => undefined)
vi.stubGlobal('document', new EventTarget())
vi.stubGlobal('navigator', { userAgent: '' })
vi.stubGlobal('localStorage', {
  getItem: (key: string) => spares.get(key) ?? null,
  setItem: (key: string, text: string) => void spares.set(key, text),
  removeItem: (key: string) => void spares.delete(key),
})
afterAll(() => vi.unstubAllGlobals())

test('[BR11] kept under another name it is another person, who finds everything again and shares nothing', async () => {
  const app = await open()
  const guest = await open('guest@relay.example')
  await app.setName('Alice')
  await guest.setName('Guest')
  const id = await guest.newGroup('Garden')
  expect(guest.me).not.toBe(app.me)
  expect(app.openGroup(id)).toBeUndefined()
  expect(await guest.openGroup(id)?.inviteLink()).toMatch(/^https:\/\/relay\.example\/#\/join\//)
  expect(browserSpare('parley').get('name')).not.toBe(
    browserSpare('guest@relay.example').get('name'),
  )
  await guest.openGroup(id)?.send('still here')
  const { me } = guest
  await guest.close()

  const again = await open('guest@relay.example')
  expect(again.me).toBe(me)
  expect(again.name.get()).toBe('Guest')
  await expect
    .poll(() =>
      again
        .openGroup(id)
        ?.conversation.get()
        .messages.map(({ text }) => text),
    )
    .toEqual(['still here'])
  expect(app.name.get()).toBe('Alice')
  const names = (await indexedDB.databases()).map(({ name }) => name ?? '')
  const documents = names.filter((name) => name.includes(id))
  expect(documents.length).toBeGreaterThan(0)
  expect(documents.every((name) => name.startsWith('guest@relay.example/'))).toBe(true)
  await again.close()
  await app.close()
})
