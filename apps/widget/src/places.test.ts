import { expect, test } from 'vitest'
import { openPlaces } from './places.ts'
import type { KeyedTexts } from './visitor.ts'

const HOME = 'parley@relay.example'

class Kept implements KeyedTexts {
  readonly items = new Map<string, string>()
  isFull = false
  getItem(key: string): string | null {
    return this.items.get(key) ?? null
  }
  setItem(key: string, value: string): void {
    if (this.isFull) throw new DOMException('full', 'QuotaExceededError')
    this.items.set(key, value)
  }
}

function newBrowser(kept = new Kept()) {
  let made = kept.items.size * 100
  return { kept, open: () => openPlaces(HOME, kept, () => `place-${made++}`) }
}

test('what was written by nobody in particular goes with the first user, and nobody starts anew', () => {
  const { open } = newBrowser()
  expect(open().anonymous()).toBe(HOME)
  expect(open().of('ada', undefined)).toBe(HOME)
  expect(open().anonymous()).not.toBe(HOME)
  expect(open().of('ada', undefined)).toBe(HOME)
})

test('each other user has a place of their own, whoever was here before', () => {
  const places = newBrowser().open()
  const ada = places.of('ada', HOME)
  const nobody = places.anonymous()
  const ben = places.of('ben', undefined)
  expect(new Set([ada, ben, nobody]).size).toBe(3)
  expect(places.anonymous()).toBe(nobody)
  // Whoever writes as nobody on this screen and says then who they are keeps what they wrote.
  expect(places.of('cleo', nobody)).toBe(nobody)
  expect(places.of('ada', places.anonymous())).toBe(ada)
})

test('the device to ask by is that of whoever was here last', () => {
  const { open } = newBrowser()
  expect(open().lastDevice()).toBeUndefined()
  open().noteDevice('ada', 'device-a')
  expect(open().lastDevice()).toBeUndefined()
  open().of('ada', undefined)
  open().noteDevice('ada', 'device-a')
  open().of('ben', undefined)
  expect(open().lastDevice()).toBe('device-a')
  open().noteDevice('ben', 'device-b')
  expect(open().lastDevice()).toBe('device-b')
})

test('what other scripts wrote there leads to no place of somebody else’s, and what cannot be kept lasts as long as the page', () => {
  const { kept, open } = newBrowser()
  for (const [text, anonymous] of [
    ['{', HOME],
    ['null', HOME],
    ['{"anonymous":"parley","users":[{"user":"ada","keptAs":"parley"}]}', HOME],
    [`{"anonymous":"${HOME}/x","users":7}`, `${HOME}/x`],
  ] as const) {
    kept.items.set(`${HOME}/places`, text)
    expect(open().anonymous()).toBe(anonymous)
    expect(open().of('ada', undefined)).toBe(anonymous)
  }
  kept.isFull = true
  const ben = open().of('ben', undefined)
  expect(open().of('ben', undefined)).toBe(ben)
})
