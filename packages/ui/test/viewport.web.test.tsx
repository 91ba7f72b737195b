/**
 * The four faults of chats on iOS home screens, as far as a browser without a keyboard can show them: its
 * visual viewport is told what Safari's would say.
 */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { ownViewport } from '../src/index.ts'
import { newFakeParley } from './parley.fake.ts'
import { groupPlace, showApp } from './stage.tsx'

const PHONE = { width: 390, height: 844 }
let leave = () => {}
let stop = () => {}
let view: VisualViewport

beforeEach(async () => {
  await page.viewport(PHONE.width, PHONE.height)
  if (window.visualViewport === null) throw new Error('This browser has no visual viewport.')
  view = window.visualViewport
  stop = ownViewport()
  const parley = newFakeParley()
  leave = showApp(parley, groupPlace(parley.addGroup('Bake sale').id))
  await vi.waitFor(() => page.getByRole('textbox', { name: 'Message' }).element())
})
afterEach(() => {
  seen({})
  stop()
  leave()
  document.documentElement.style.cssText = ''
})

/** What can be seen of the page, as Safari says it; nothing given: all of it. */
function seen(part: { heightPx?: number; topPx?: number; scale?: number }): void {
  const { heightPx, topPx, scale } = part
  for (const [name, value] of Object.entries({ height: heightPx, offsetTop: topPx, scale })) {
    if (value === undefined) Reflect.deleteProperty(view, name)
    else Object.defineProperty(view, name, { configurable: true, value })
  }
}

function opensKeyboard(keyboardPx: number, topPx: number): void {
  page.getByRole('textbox', { name: 'Message' }).element().focus()
  seen({ heightPx: innerHeight - keyboardPx, topPx })
  view.dispatchEvent(new Event('resize'))
}

/** Safari tells nothing of it, and goes on saying what was. */
function closesKeyboard(): void {
  page.getByRole('textbox', { name: 'Message' }).element().blur()
}

function box(element: Element): DOMRect {
  return element.getBoundingClientRect()
}

function edges() {
  const composer = box(page.getByRole('textbox', { name: 'Message' }).element())
  const header = box(page.getByRole('heading', { name: 'Bake sale' }).element())
  const app = box(document.querySelector('main')!)
  return { composer, header, app }
}

test('with the keyboard open, header and composer stand in what can be seen', () => {
  opensKeyboard(336, 180)
  const { composer, header, app } = edges()
  expect(header.top).toBeGreaterThanOrEqual(180)
  expect(composer.bottom).toBeLessThanOrEqual(180 + innerHeight - 336)
  expect(Math.round(app.top)).toBe(180)
  expect(Math.round(app.height)).toBe(innerHeight - 336)
})

test('opened, closed and turned twenty times, nothing is hidden and no strip is left', async () => {
  for (let at = 0; at < 20; at++) {
    const isWide = at % 2 === 1
    await page.viewport(isWide ? PHONE.height : PHONE.width, isWide ? PHONE.width : PHONE.height)
    opensKeyboard(isWide ? 200 : 336, at % 3 === 0 ? 0 : 60)
    const { composer, header } = edges()
    expect(header.top, `header ${at}`).toBeGreaterThanOrEqual(view.offsetTop)
    expect(composer.bottom, `composer ${at}`).toBeLessThanOrEqual(view.offsetTop + view.height)
    closesKeyboard()
    const after = edges().app
    expect([after.top, after.bottom], `strip ${at}`).toEqual([0, innerHeight])
    expect(scrollY).toBe(0)
    seen({})
  }
})

test('while a keyboard lies there, the room of the home bar is not kept free as well', () => {
  document.documentElement.style.setProperty('--safe-bottom', '')
  const free = () => getComputedStyle(document.documentElement).getPropertyValue('--safe-bottom')
  const before = free()
  opensKeyboard(336, 0)
  expect(free()).toBe('0px')
  closesKeyboard()
  expect(free()).toBe(before)
})

test('whoever zooms in, and a browser whose own bars come and go, leave the app as it is', () => {
  page.getByRole('textbox', { name: 'Message' }).element().focus()
  seen({ heightPx: innerHeight / 4, topPx: 300, scale: 4 })
  view.dispatchEvent(new Event('resize'))
  expect(edges().app.height).toBe(innerHeight)
  seen({ heightPx: innerHeight - 90 })
  view.dispatchEvent(new Event('resize'))
  expect(edges().app.height).toBe(innerHeight)
})
