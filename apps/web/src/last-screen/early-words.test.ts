import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  forgetStrayWords,
  forgetWords,
  giveBackSent,
  keepWords,
  leaveBehind,
  letGoOfSent,
  letGoOfText,
  newSentWords,
  newWordsName,
  takeLeftBehind,
  takeWords,
  textUnder,
} from './early-words.ts'

const disk = new Map<string, string>()
let isFull = false

beforeEach(() => {
  disk.clear()
  isFull = false
  vi.useFakeTimers({ now: 1_000_000 })
  const storage = {
    getItem: (name: string) => disk.get(name) ?? null,
    setItem(name: string, value: string) {
      if (isFull) throw new DOMException('full', 'QuotaExceededError')
      disk.set(name, value)
      Object.assign(storage, { [name]: value })
    },
    removeItem(name: string) {
      disk.delete(name)
      Reflect.deleteProperty(storage, name)
    },
  }
  for (const name of ['getItem', 'setItem', 'removeItem'])
    Object.defineProperty(storage, name, { enumerable: false })
  vi.stubGlobal('localStorage', storage)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const HELLO = newSentWords('hello')
const words = (text: string, path = '/g/lake') => ({ path, sent: [HELLO], text })
const later = (ms: number) => Date.now() + ms

test('what a page wrote is taken at its own place, and stays until each of it is kept', () => {
  const name = newWordsName()
  expect(keepWords(name, words('and'))).toBe(true)
  expect(takeWords(name, '/g/sea')).toBeUndefined()
  expect(takeWords(name, '/g/lake')).toMatchObject({ ...words('and'), isTaken: false })
  expect(takeWords(name, '/g/lake')).toMatchObject({ ...words('and'), isTaken: true })
  letGoOfSent(name, HELLO.id)
  expect(takeWords(name, '/g/lake')).toMatchObject({ sent: [], text: 'and' })
  letGoOfText(name, 'and')
  expect(disk.size).toBe(0)
})

test('what cannot be sent goes before what is in the box, and only what was kept is let go of', () => {
  const name = newWordsName()
  keepWords(name, words('and'))
  giveBackSent(name, HELLO.id)
  giveBackSent(name, HELLO.id)
  letGoOfText(name, 'and')
  expect(takeWords(name, '/g/lake')).toMatchObject({ sent: [], text: 'hello\nand' })
  letGoOfText(name, textUnder(name))
  expect(disk.size).toBe(0)
  giveBackSent(name, HELLO.id)
  expect(disk.size).toBe(0)
})

test('what an app had begun with is gone on with by the next page at once, but not by its own', () => {
  const name = newWordsName()
  keepWords(name, words('and'))
  expect(takeLeftBehind('/g/lake', later(0))).toEqual([])
  takeWords(name, '/g/lake')
  expect(takeLeftBehind('/g/lake', later(0), new Set([name]))).toEqual([])
  expect(takeLeftBehind('/g/lake', later(0))).toMatchObject([{ name, isTaken: true }])
})

test('each page writes under a name of its own', () => {
  const [one, other] = [newWordsName(), newWordsName()]
  keepWords(one, words('from one'))
  keepWords(other, words('from the other'))
  expect(takeWords(one, '/g/lake')?.text).toBe('from one')
  expect(takeWords(other, '/g/lake')?.text).toBe('from the other')
})

test('a page that is still there is not robbed; one that ended a minute ago, or went elsewhere, is', () => {
  const name = newWordsName()
  keepWords(name, words('still at it'))
  expect(takeLeftBehind('/g/lake', later(60_000))).toEqual([])
  expect(takeLeftBehind('/g/sea', later(60_001))).toEqual([])
  expect(takeLeftBehind('/g/lake', later(60_001))).toMatchObject([words('still at it')])
  forgetWords()
  keepWords(name, words('went elsewhere'))
  leaveBehind(name)
  expect(takeLeftBehind('/g/lake', later(0))).toMatchObject([words('went elsewhere')])
})

test('what lies at a place that is gone is forgotten after a day, and all of it on demand; nothing else is', () => {
  localStorage.setItem('parley/last-screen', 'kept')
  keepWords(newWordsName(), words('stays'))
  keepWords(newWordsName(), words('goes', '/g/left'))
  const isNowhere = (path: string) => path === '/g/left'
  forgetStrayWords(isNowhere, later(86_400_000))
  expect([...disk.values()].join()).toContain('goes')
  forgetStrayWords(isNowhere, later(86_400_001))
  expect([...disk.values()].join()).toContain('stays')
  expect([...disk.values()].join()).not.toContain('goes')
  forgetWords()
  expect([...disk.keys()]).toEqual(['parley/last-screen'])
})

test('a full disk is told, and damage is nothing', () => {
  isFull = true
  expect(keepWords(newWordsName(), words('x'))).toBe(false)
  isFull = false
  const odd = ['', '{', 'null', '7', '{"path":"/g/lake"}', '{"path":7,"sent":[],"text":"x","at":0}']
  const sent = ['7', '"x"', '{"id":"x","text":"x"}', `{"id":"${HELLO.id}"}`]
  const damaged = sent.map((one) => `{"path":"/g/lake","sent":[${one}],"text":"x","at":0}`)
  for (const text of [...odd, ...damaged]) {
    const name = newWordsName()
    localStorage.setItem(name, text)
    expect(takeWords(name, '/g/lake'), text).toBeUndefined()
    expect(takeLeftBehind('/g/lake', later(1e9)), text).toEqual([])
  }
})

test('what was written before a clock was set back is neither lost nor left lying', () => {
  const [mine, stray] = [newWordsName(), newWordsName()]
  keepWords(mine, words('in time'), later(400 * 86_400_000))
  keepWords(stray, words('in vain', '/g/gone'), later(400 * 86_400_000))
  expect(takeLeftBehind('/g/lake', Date.now())).toMatchObject([words('in time')])
  letGoOfSent(mine, HELLO.id)
  letGoOfText(mine, 'in time')
  forgetStrayWords((path) => path === '/g/gone', Date.now())
  expect(disk.size).toBe(0)
})
