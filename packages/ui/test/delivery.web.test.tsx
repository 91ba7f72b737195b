import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { FakeGroup } from './group.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { chooseLanguage } from '../src/language/language.ts'
import { groupPlace, showApp } from './stage.tsx'

let parley: FakeParley
let group: FakeGroup
let leave = () => {}

beforeEach(async () => {
  await page.viewport(1200, 800)
  parley = newFakeParley()
  group = parley.addGroup('Lake')
})
afterEach(() => leave())

const article = (text: string) => page.getByRole('article').filter({ hasText: text })
const open = () => {
  leave = showApp(parley, groupPlace(group.id))
}

test('Enter on a message tells how far it got, among how many', async () => {
  open()
  group.arrive('Nora', 'words', { status: 'read', readBy: 1, receivedBy: 2, othersCount: 3 })
  await expect.element(article('words')).toHaveTextContent('Read by 1 of 3')
  page.getByRole('article').element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(article('words')).toHaveTextContent('Read by 1 of 3, received by 2')
})

test.each([
  [{ status: 'on-device' }, 'Kept here', 'Kept here, not with the relay yet'],
  [{ status: 'on-relay' }, 'With the relay', 'With the relay: the others get it from there'],
  [{ status: 'received', receivedBy: 3 }, 'Received', 'Received by all 3'],
  [{ status: 'read', readBy: 2, receivedBy: 3 }, 'Read by 2 of 3', 'Read by 2 of 3, received by 3'],
] as const)('%j is said in a word, and in a sentence when asked', async (reached, word, whole) => {
  open()
  group.arrive('Nora', 'words', { othersCount: 3, ...reached })
  const said = article('words').getByText(word, { exact: true })
  await expect.element(said).toBeVisible()
  page.getByRole('article').element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(article('words').getByText(whole, { exact: true })).toBeVisible()
})

test('the words are read from the right in Arabic, whichever way the message runs', async () => {
  await chooseLanguage('ar')
  try {
    open()
    group.arrive('Nora', 'see you', { status: 'read', readBy: 1, receivedBy: 2, othersCount: 3 })
    const said = article('see you').getByText(/قُرئت/).last()
    await expect.element(said).toBeVisible()
    const text = said.element().firstChild
    if (text === null) throw new Error('There are no words.')
    const words = text.textContent ?? ''
    expect(leftOf(text, words.indexOf('قُرئت'))).toBeGreaterThan(leftOf(text, words.indexOf('عند')))
  } finally {
    await chooseLanguage('en')
  }
})

const STEPS = [
  { status: 'on-device' },
  { status: 'on-relay' },
  { status: 'received', receivedBy: 2 },
  { status: 'received', receivedBy: 3 },
  { status: 'read', readBy: 1, receivedBy: 3 },
  { status: 'read', readBy: 3, receivedBy: 3 },
] as const

test.each([
  [390, 'en'],
  [390, 'ar'],
  [1440, 'en'],
  [1440, 'ar'],
] as const)('however far messages got, nothing moves by it: %i px, %s', async (width, language) => {
  await page.viewport(width, 5_000) // all of them are drawn
  await chooseLanguage(language)
  try {
    open()
    // Somewhere among them are those whose last line is just full.
    for (let length = 2; length <= 40; length++)
      group.arrive('Nora', 'mm '.repeat(length).trim(), { othersCount: 3 })
    const log = () => page.getByRole('log').first().element()
    const heights = () =>
      [...log().querySelectorAll<HTMLElement>('article')].map((one) => one.offsetHeight)
    const places = () => [...heights(), log().scrollHeight]
    const words = () => log().querySelector('[data-words-below]')?.textContent
    const reach = async (reached: (typeof STEPS)[number]) => {
      group.conversation.change((was) => ({
        ...was,
        messages: was.messages.map((one) => ({ ...one, ...reached })),
      }))
      await expect
        .poll(
          () =>
            log().querySelectorAll(`[data-status="${reached.status}"]:not([data-words-below])`)
              .length,
        )
        .toBe(39)
    }
    await expect.poll(() => heights().length).toBe(39)
    const said = new Set<string | undefined>()
    let before: readonly number[] | undefined
    for (const step of STEPS) {
      await reach(step)
      before ??= places()
      expect(places(), step.status).toEqual(before)
      await expect.poll(() => said.has(words())).toBe(false)
      said.add(words())
    }
    expect(said.size).toBe(STEPS.length)
    expect(new Set(heights()).size).toBeGreaterThan(1)
    // Nor when one more is sent: then each has its sign.
    const last = heights().at(-1)
    group.arrive('Nora', 'one more', { othersCount: 3, status: 'on-device' })
    await expect.element(article('one more')).toBeVisible()
    expect(heights().at(-2)).toBe(last)
    expect(log().querySelectorAll('[data-words-below]')).toHaveLength(1)
  } finally {
    await chooseLanguage('en')
  }
})

function leftOf(text: Node, at: number): number {
  const letter = document.createRange()
  letter.setStart(text, at)
  letter.setEnd(text, at + 1)
  return letter.getBoundingClientRect().left
}

test('that all is well is seen when it becomes so, and asked for at any time', async () => {
  await page.viewport(390, 844)
  open()
  const word = page
    .getByRole('status')
    .filter({ hasText: /^(Connected|Offline)$/ })
    .first()
  const width = () => word.element().getBoundingClientRect().width
  await expect.element(word).toHaveTextContent('Connected')
  expect(width()).toBeLessThan(2)
  parley.connection.set({ state: 'offline', heardAt: Date.now() })
  await expect.poll(width).toBeGreaterThan(20)
  parley.connection.set({ state: 'connected', heardAt: Date.now() })
  await expect.element(word).toHaveTextContent('Connected')
  expect(width()).toBeGreaterThan(20)
  await expect.poll(width, { timeout: 10_000 }).toBeLessThan(2)

  const ask = page.getByRole('button', { name: 'Connection' }).first()
  await userEvent.click(ask)
  const card = page.getByRole('dialog', { name: 'Connection' })
  await expect
    .element(card)
    .toHaveTextContent(/^Connected.*You have everything known up to.*\d\d:\d\d/)
  await expect.element(card).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(card).not.toBeInTheDocument()
  await expect.element(ask).toHaveFocus()
})
