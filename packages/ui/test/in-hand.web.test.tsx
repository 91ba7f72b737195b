import { type MessageKey, NotAllowed, type SendOptions } from '@parley/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { type FakeGroup, shownMessage } from './group.fake.ts'
import { type FakeParley, newFakeParley } from './parley.fake.ts'
import { groupPlace, showApp } from './stage.tsx'

let parley: FakeParley
let group: FakeGroup
let leave = () => {}
/** What the disk has not answered yet, oldest first. */
let asked: { keep(): Promise<void>; refuse(): void }[] = []

beforeEach(async () => {
  localStorage.clear()
  await page.viewport(1280, 844)
  parley = newFakeParley()
  group = parley.addGroup('Lake', { people: ['Amir'] })
  for (let at = 0; at < 30; at++) group.arrive('Amir', `before ${at}`)
  const keep = group.send.bind(group)
  asked = []
  group.send = (text: string, options?: SendOptions) =>
    new Promise((resolve, reject) => {
      asked.push({
        keep: () => keep(text, options).then(resolve),
        refuse: () => reject(new NotAllowed()),
      })
    })
  leave = showApp(parley, groupPlace(group.id))
  await vi.waitUntil(() => said('before 29').length === 1)
})
afterEach(() => {
  vi.useRealTimers()
  leave()
})

const composer = () => page.getByRole('textbox', { name: 'Message' })
const log = () => document.querySelector('[role="log"]') as HTMLElement
const articles = () => Array.from(document.querySelectorAll<HTMLElement>('[role="log"] article'))
const said = (text: string) => articles().filter((one) => one.textContent.includes(text))
const gapBelow = () => log().scrollHeight - log().scrollTop - log().clientHeight

/** After each frame was drawn: what is on the screen with this text, as `in-hand 610`, with its lower edge. */
function watchesFrames(text: string): { readonly frames: string[]; stop(): void } {
  const frames: string[] = []
  const { port1, port2 } = new MessageChannel()
  let frame = 0
  const next = () => {
    frame = requestAnimationFrame(next)
    port2.postMessage('drawn')
  }
  port1.addEventListener('message', () => frames.push(said(text).flatMap(drawnAt).join(' ')))
  port1.start()
  next()
  return {
    frames,
    stop() {
      cancelAnimationFrame(frame)
      port1.close()
    },
  }
}

function drawnAt(article: HTMLElement): readonly string[] {
  if (!article.checkVisibility({ visibilityProperty: true })) return []
  const { bottom } = article.getBoundingClientRect()
  if (bottom > log().getBoundingClientRect().bottom + 2) return []
  return [article.dataset['key'] === undefined ? 'in-hand' : 'message', String(Math.round(bottom))]
}

async function send(text: string): Promise<void> {
  await userEvent.fill(composer(), text)
  await userEvent.keyboard('{Enter}')
}

test('what was sent stands at the end of the log at once, marked as not kept, and without a tick', async () => {
  await send('on my way')
  const [one, ...more] = said('on my way')
  expect(more).toEqual([])
  expect(one?.getAttribute('aria-busy')).toBe('true')
  expect(one?.querySelector('[data-status]')).toBeNull()
  expect(one?.textContent).toContain('being kept')
  expect(Math.abs(gapBelow())).toBeLessThan(2)
  await expect.element(composer()).toHaveValue('')
})

test('once it is kept it is a message like any other, there once, and where it stood', async () => {
  await send('on my way')
  const before = said('on my way')[0]?.getBoundingClientRect()
  await asked[0]?.keep()
  await expect.poll(() => said('on my way').map((one) => one.ariaBusy)).toEqual([null])
  const bubble = () => said('on my way')[0]?.getBoundingClientRect()
  await expect.poll(() => Math.abs((bubble()?.top ?? 0) - (before?.top ?? 99))).toBeLessThan(2)
})

test('from the key press on it is seen in every frame, where it stood, until it is read as a message', async () => {
  const seen = watchesFrames('on my way')
  await send('on my way')
  await expect.poll(() => seen.frames.length).toBeGreaterThan(2)
  await asked[0]?.keep()
  await expect
    .poll(() => said('on my way').map((one) => one.dataset['key']))
    .not.toContain(undefined)
  await expect.poll(() => seen.frames.at(-1)).toMatch(/^message/)
  seen.stop()
  const shown = seen.frames.slice(seen.frames.findIndex((one) => one !== ''))
  const places = shown.map((one) => Number(one.split(' ')[1]))
  expect(shown.filter((one) => one.split(' ').length !== 2)).toEqual([])
  expect(Math.max(...places) - Math.min(...places)).toBeLessThan(2)
})

test('a short one after long ones is seen in every frame, and the log ends with it', async () => {
  // By those that it measures first the list guesses how high others are.
  for (let at = 0; at < 30; at++) group.arrive('Amir', `story ${at}: ${'and so on '.repeat(50)}`)
  group.conversation.change((was) => ({ ...was, firstUnread: undefined }))
  leave()
  leave = showApp(parley, groupPlace(group.id))
  await expect.poll(() => said('story 29').length).toBe(1)
  await expect.poll(gapBelow).toBeLessThan(2)
  for (const text of ['yes', 'and yes']) {
    await send(text)
    const watched = watchesFrames(text)
    await expect.poll(() => watched.frames.length).toBeGreaterThan(2)
    await asked.shift()?.keep()
    await expect.poll(() => watched.frames.at(-1)).toMatch(/^message/)
    watched.stop()
    const places = watched.frames.map((one) => Number(one.split(' ')[1]))
    expect(Math.max(...places) - Math.min(...places)).toBeLessThan(3)
    expect(watched.frames.filter((one) => one === '')).toEqual([])
    await expect.poll(gapBelow).toBeLessThan(2)
  }
})

test('a message that is there before its keeping is told of is not shown twice', async () => {
  const key = 'Nora/known' as MessageKey
  vi.spyOn(group, 'newMessage').mockReturnValue({ ...group.newMessage(), key })
  await send('only once')
  group.conversation.change((was) => ({
    ...was,
    messages: [...was.messages, shownMessage('Nora', 'only once', { key })],
  }))
  await expect.poll(() => said('only once').map((one) => one.dataset['key'])).toEqual([key])
})

test('what cannot be kept goes from the log and back into the composer', async () => {
  await send('not allowed here')
  expect(said('not allowed here')).toHaveLength(1)
  asked[0]?.refuse()
  await expect.element(composer()).toHaveValue('not allowed here')
  expect(said('not allowed here')).toHaveLength(0)
})

test('several stand in the order they were sent, and the composer takes the next', async () => {
  await send('first')
  await send('second')
  await userEvent.fill(composer(), 'third, half')
  expect(
    articles()
      .slice(-2)
      .map((one) => one.ariaBusy),
  ).toEqual(['true', 'true'])
  expect(said('first')[0]?.compareDocumentPosition(said('second')[0] as Node)).toBe(4)
  await asked[0]?.keep()
  await asked[1]?.keep()
  await expect.poll(() => articles().filter((one) => one.ariaBusy === 'true')).toEqual([])
  await expect.element(composer()).toHaveValue('third, half')
})

test('of a disk that lags far behind the newest texts are drawn and the rest is counted', async () => {
  for (let at = 0; at < 23; at++) await send(`quick ${at}.`)
  const drawn = () => articles().filter((one) => one.ariaBusy === 'true')
  expect(drawn()).toHaveLength(20)
  expect(drawn()[0]?.textContent).toContain('quick 3.')
  await expect.element(page.getByText('3 more being kept')).toBeVisible()
  for (const one of asked) await one.keep()
  await expect.poll(drawn).toEqual([])
  await expect.poll(() => said('quick 22.').length).toBe(1)
  await expect.element(page.getByText('more being kept')).not.toBeInTheDocument()
})

test('a disk that takes long is told of in words', async () => {
  await send('slowly')
  await expect
    .poll(() => said('slowly')[0]?.querySelector('time')?.nextElementSibling?.textContent)
    .toBe('being kept')
  const height = said('slowly')[0]?.offsetHeight
  const words = () => document.querySelector('[aria-busy] [data-words-below]')
  await expect.poll(() => words()?.getBoundingClientRect().width).toBeGreaterThan(20)
  expect(words()?.textContent).toBe('being kept')
  expect(said('slowly')[0]?.offsetHeight).toBe(height)
  // What stood below the message above has given way.
  const other = '[data-key] [data-words-below]'
  for (const one of log().querySelectorAll(other))
    expect(one.checkVisibility({ visibilityProperty: true })).toBe(false)
})

test('an answer in a thread stands in the thread, and nowhere else', async () => {
  const text = 'before 29'
  const root = page
    .getByRole('log', { name: 'Messages' })
    .getByRole('article')
    .filter({ hasText: text })
  await userEvent.hover(root)
  await userEvent.click(root.getByRole('button', { name: 'Reply in thread' }))
  const inThread = page.getByRole('textbox', { name: 'Reply in thread' })
  await userEvent.fill(inThread, 'just here')
  await userEvent.keyboard('{Enter}')
  const busy = () => Array.from(document.querySelectorAll('article[aria-busy]'))
  await expect
    .poll(() => busy().map((one) => one.textContent.includes('just here')))
    .toEqual([true])
  expect(busy()[0]?.closest('[role="log"]')?.getAttribute('aria-label')).toBe('Thread')
})
