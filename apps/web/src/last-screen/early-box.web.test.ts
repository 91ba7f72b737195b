import type { GroupId } from '@parley/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { openBox } from './early-box.ts'
import { handOver } from './handing-over.ts'
import { keepWords, newSentWords, newWordsName, takeWords } from './early-words.ts'
import { goOnEarly } from './taking-over.ts'

const LAKE = 'lake' as GroupId
const PATH = '/g/lake'

beforeEach(() => localStorage.clear())
afterEach(() => document.body.replaceChildren())

/** A last screen with a list beside it, over the place of an app. */
function screen({ isWritable = true } = {}) {
  document.body.innerHTML = `<div id="app"></div><div data-boot="">
    <main><a href="#">a group</a><section><div data-below="0"><p>what was said</p></div>
    <form><textarea ${isWritable ? 'data-writable="" data-kept-words="Kept here"' : ''} aria-label="Message"></textarea>
    <button>Emoji</button><button data-sends="">Send</button></form></section></main></div>`
  const holder = document.querySelector<HTMLElement>('[data-boot]')
  const box = document.querySelector('textarea')
  const send = document.querySelector<HTMLElement>('[data-sends]')
  const log = document.querySelector('[data-below]')
  if (holder === null || box === null || send === null || log === null) throw new Error('no screen')
  return { holder, box, send, log, isOpen: openBox(holder, PATH) }
}

/** An app at this group that keeps nothing before it is told to, and what it was given. */
function app({ begun = '', group = LAKE, isBoxed = true, refuses = false } = {}) {
  let draft = begun
  const sent: string[] = []
  const ids = new Set<string>()
  const done: (() => void)[] = []
  const element = document.createElement('textarea')
  element.value = begun
  element.addEventListener('input', () => (draft = element.value))
  document.body.append(element)
  const write = (text: string) => (element.value = draft = text)
  const send = async (text: string, id: string) => {
    await new Promise<void>((resolve) => done.push(resolve))
    if (refuses) throw new Error('refused')
    if (!ids.has(id)) sent.push(text)
    ids.add(id)
  }
  const goOn = () =>
    goOnEarly({
      group: {
        id: group,
        draft: { get: () => draft, subscribe: () => () => undefined },
        setDraft: write,
        send: (text, { id = '' } = {}) => send(text, id),
      },
      box: isBoxed
        ? {
            element,
            write,
            putBack: (text) => write(`${text}\n${draft}`),
            mustWait: () => false,
            send,
          }
        : undefined,
      keepDrafts: () => new Promise((resolve) => done.push(resolve)),
    })
  const keepsAll = async () => {
    while (done.length > 0) {
      for (const resolve of done.splice(0)) resolve()
      await Promise.resolve().then(() => undefined)
    }
  }
  return { goOn, keepsAll, sent, element, draft: () => draft }
}

const storedText = () => Object.values<string>({ ...localStorage }).join()

test('of the last screen the box can be written into and sent from, and nothing else pressed or heard', async () => {
  const { holder, box, send, isOpen } = screen()
  expect(isOpen).toBe(true)
  await userEvent.fill(box, 'soon there')
  expect(box.value).toBe('soon there')
  for (const one of holder.querySelectorAll('a, p, button:not([data-sends])')) {
    expect(one.closest('[inert]'), one.localName).not.toBeNull()
    expect(one.closest('[aria-hidden=true]'), one.localName).not.toBeNull()
  }
  for (const one of [box, send]) expect(one.closest('[inert], [aria-hidden]')).toBeNull()
  expect(holder.querySelector('main')?.role).toBe('none')
})

test('a box that something was begun in stays shut', () => {
  const { holder, isOpen } = screen({ isWritable: false })
  expect(isOpen).toBe(false)
  expect(holder.getAttribute('data-boot')).toBe('')
})

test('each letter is on the disk, and gone from it when the draft holds it', async () => {
  const { box, holder } = screen()
  await userEvent.fill(box, 'in the tunnel')
  expect(storedText()).toContain('in the tunnel')
  box.focus()
  const { goOn, keepsAll, element, draft } = app()
  goOn()
  expect(draft()).toBe('in the tunnel')
  expect(document.activeElement).toBe(element)
  expect(holder.inert).toBe(true)
  expect(storedText()).toContain('in the tunnel')
  await keepsAll()
  expect(storedText()).toBe('')
  goOn()
  expect(draft()).toBe('in the tunnel')
})

test('what is sent stands at the end of the log as being on this device, and comes in its order', async () => {
  const { holder, box, log } = screen()
  await userEvent.fill(box, 'first')
  await userEvent.keyboard('{Enter}')
  expect(box.value).toBe('')
  expect(log.lastElementChild?.textContent).toBe('firstKept here')
  expect(holder.querySelector('output')?.textContent).toBe('Kept here: first')
  await userEvent.keyboard('{Enter}')
  await userEvent.keyboard('second{Enter}')
  expect(log.lastElementChild?.textContent).toBe('secondKept here')
  await userEvent.keyboard('third, ha')
  expect(box.value).toBe('third, ha')
  const { goOn, keepsAll, sent, draft } = app({ begun: 'old' })
  goOn()
  goOn()
  await keepsAll()
  expect(sent).toEqual(['first', 'second'])
  expect(draft()).toBe('old\nthird, ha')
  expect(storedText()).toBe('')
})

test('the button shows that there is something to send, sends it, and leaves the caret in the box', async () => {
  const { box, send, log } = screen()
  const isReady = () => send.hasAttribute('data-ready')
  expect(isReady()).toBe(false)
  await userEvent.fill(box, 'by hand')
  expect(isReady()).toBe(true)
  await userEvent.click(send)
  expect(log.lastElementChild?.textContent).toContain('by hand')
  expect(isReady()).toBe(false)
  expect(document.activeElement).toBe(box)
  const { goOn, keepsAll, sent, draft } = app()
  goOn()
  await keepsAll()
  expect([sent, draft()]).toEqual([['by hand'], ''])
})

test('an empty Enter sends nothing, and another group takes nothing', async () => {
  const { box } = screen()
  box.focus()
  await userEvent.keyboard('{Enter}')
  await userEvent.keyboard('only this{Enter}')
  const another = app({ group: 'another' as GroupId })
  another.goOn()
  await another.keepsAll()
  expect(another.sent).toEqual([])
  const { goOn, keepsAll, sent } = app()
  goOn()
  await keepsAll()
  expect(sent).toEqual(['only this'])
  expect(box.value).toBe('')
})

test('who goes elsewhere before the app is there finds the words as a draft, not as sent', async () => {
  const { box } = screen()
  const place = document.getElementById('app')
  if (place !== null) handOver(place)
  await userEvent.fill(box, 'see you')
  await userEvent.keyboard('{Enter}')
  await userEvent.keyboard('at five')
  dispatchEvent(new HashChangeEvent('hashchange'))
  expect(document.querySelector('[data-boot]')).toBeNull()
  const { goOn, keepsAll, sent, draft } = app()
  goOn()
  expect(storedText()).toContain('see you\\nat five')
  await keepsAll()
  expect([sent, draft()]).toEqual([[], 'see you\nat five'])
  expect(storedText()).toBe('')
})

test('where nothing can be sent, all of it is the draft', async () => {
  const { box } = screen()
  await userEvent.fill(box, 'one')
  await userEvent.keyboard('{Enter}two')
  const { goOn, keepsAll, sent, draft } = app({ begun: 'old', isBoxed: false })
  goOn()
  await keepsAll()
  expect([sent, draft()]).toEqual([[], 'old\none\ntwo'])
  expect(storedText()).toBe('')
})

/** As an app leaves them that ended after it had begun to keep them. */
function leftTaken(text: string) {
  const [name, sent] = [newWordsName(), newSentWords('sent')]
  keepWords(name, { path: PATH, sent: [sent], text })
  takeWords(name, PATH)
}

test('[AT245] the next page goes on with what an app had begun with: sends under the same id, and no draft twice', async () => {
  for (const isBoxed of [true, false]) {
    leftTaken('begun')
    const { goOn, keepsAll, sent, draft } = app({ begun: 'old\nbegun', isBoxed })
    goOn()
    goOn()
    await keepsAll()
    expect([sent, draft()]).toEqual([['sent'], 'old\nbegun'])
    expect(storedText()).toBe('')
  }
  leftTaken('lost')
  const { goOn, keepsAll, draft } = app({ begun: 'old' })
  goOn()
  await keepsAll()
  expect(draft()).toBe('old\nlost')
})

test('what turns out not to be allowed goes to the draft, and stays here until that is kept', async () => {
  for (const isBoxed of [true, false]) {
    leftTaken('')
    const { goOn, keepsAll, draft } = app({ isBoxed, refuses: true })
    goOn()
    await keepsAll()
    expect(draft().trim()).toBe('sent')
    expect(storedText()).toBe('')
  }
})
