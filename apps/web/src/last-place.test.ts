import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { forgetPlace, onLaunch, openAtLastPlace, pathInLink, rememberPlace } from './last-place.ts'

const kept = new Map<string, string>()

beforeEach(() => {
  kept.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  })
})
afterEach(() => void vi.unstubAllGlobals())

/** A page at this address; what becomes of the address is told. */
function pageAt(address: string) {
  const url = new URL(address, 'https://chat.example.org/')
  const replaced: string[] = []
  const history = {
    state: null,
    replaceState: (_state: unknown, _title: string, to: string) => void replaced.push(to),
  }
  return { replaced, page: { location: url, history } as unknown as Window }
}

test('an address without a place in it opens where one was, any other one where it leads', () => {
  const bare = pageAt('/')
  expect(openAtLastPlace(bare.page)).toBeUndefined()
  rememberPlace('/g/a-B_9')
  expect(openAtLastPlace(bare.page)).toBe('/g/a-B_9')
  expect(bare.replaced).toEqual(['/#/g/a-B_9'])
  const elsewhere = pageAt('/#/settings')
  expect(openAtLastPlace(elsewhere.page)).toBeUndefined()
  expect(elsewhere.replaced).toEqual([])
})

test('what one looks at once is not come back to', () => {
  rememberPlace('/g/a-B_9')
  for (const path of ['/join/AQabc', '/settings', '/link/AQabc', '/recover']) rememberPlace(path)
  expect(openAtLastPlace(pageAt('/').page)).toBe('/g/a-B_9')
  rememberPlace('/new-group')
  expect(openAtLastPlace(pageAt('/').page)).toBe('/')
  forgetPlace()
  expect(openAtLastPlace(pageAt('/').page)).toBeUndefined()
})

test('a browser that lets nothing be remembered opens all the same', () => {
  vi.stubGlobal('localStorage', undefined)
  rememberPlace('/g/a')
  forgetPlace()
  expect(openAtLastPlace(pageAt('/').page)).toBeUndefined()
})

test('a link of our own scheme, and an address of any relay, lead to the same places', () => {
  expect(pathInLink('web+parley:join/AQabc')).toBe('/join/AQabc')
  expect(pathInLink('web+parley://g/a-B')).toBe('/g/a-B')
  expect(pathInLink('https://other.example/#/join/AQabc')).toBe('/join/AQabc')
  expect(pathInLink('javascript:alert(1)')).toBe('/')
  const { page, replaced } = pageAt('/?open=web%2Bparley%3Ajoin%2FAQabc')
  expect(openAtLastPlace(page)).toBeUndefined()
  expect(replaced).toEqual(['/#/join/AQabc'])
})

test('a link handed to the open app leads there; its icon leaves it where it is', () => {
  const went: string[] = []
  let launch: (what: { targetURL?: string }) => void = () => {}
  const launchQueue = { setConsumer: (take: typeof launch) => (launch = take) }
  onLaunch((path) => void went.push(path), { launchQueue } as unknown as Window)
  launch({ targetURL: 'https://chat.example.org/' })
  launch({})
  launch({ targetURL: 'https://chat.example.org/#/g/a-B' })
  launch({ targetURL: 'https://chat.example.org/?open=web%2Bparley%3Ajoin%2FAQ' })
  expect(went).toEqual(['/g/a-B', '/join/AQ'])
  onLaunch(() => undefined, {} as Window)
})
