import type { GroupId } from '@parley/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { openBox } from './early-box.ts'
import { handOver } from './handing-over.ts'
import { takeWrittenEarly } from './taking-over.ts'

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
  expect(takeWrittenEarly(LAKE)).toBeUndefined()
})

test('each letter is on the disk, and gone from it when the app has taken it', async () => {
  const { box, holder } = screen()
  await userEvent.fill(box, 'in the tunnel')
  expect(storedText()).toContain('in the tunnel')
  box.focus()
  expect(takeWrittenEarly(LAKE)).toEqual({ sent: [], text: 'in the tunnel', hasFocus: true })
  expect(storedText()).toBe('')
  expect(holder.inert).toBe(true)
  expect(takeWrittenEarly(LAKE)).toBeUndefined()
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
  const early = takeWrittenEarly(LAKE)
  expect(early).toEqual({ sent: ['first', 'second'], text: 'third, ha', hasFocus: true })
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
  expect(takeWrittenEarly(LAKE)).toEqual({ sent: ['by hand'], text: '', hasFocus: true })
})

test('what was sent and nothing more leaves the box empty; an empty Enter sends nothing', async () => {
  const { box } = screen()
  box.focus()
  await userEvent.keyboard('{Enter}')
  await userEvent.keyboard('only this{Enter}')
  expect(takeWrittenEarly('another' as GroupId)).toBeUndefined()
  expect(takeWrittenEarly(LAKE)).toMatchObject({ sent: ['only this'], text: '' })
  expect(box.value).toBe('')
})

test('who goes elsewhere before the app is there finds the words as a draft, not as sent', async () => {
  const { box } = screen()
  const app = document.getElementById('app')
  if (app !== null) handOver(app)
  await userEvent.fill(box, 'see you')
  await userEvent.keyboard('{Enter}')
  await userEvent.keyboard('at five')
  dispatchEvent(new HashChangeEvent('hashchange'))
  expect(document.querySelector('[data-boot]')).toBeNull()
  expect(takeWrittenEarly(LAKE)).toEqual({ sent: [], text: 'see you\nat five', hasFocus: false })
})
