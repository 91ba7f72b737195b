/** Long messages: their beginning, and all of it when somebody wants it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cdp, page, userEvent } from 'vitest/browser'
import { shownMessage, type FakeGroup } from './group.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { groupPlace, showApp } from './stage.tsx'

const LINES = Array.from({ length: 60 }, (_, n) => `Line ${n + 1}`)
const LONG = LINES.join('\n')
/** Some twenty-five lines on a phone, and fourteen where there is room. */
const PROSE = 'The mast is fine, the sail is not, and nobody knows about the anchor. '.repeat(14)

let parley: FakeParley
let group: FakeGroup
let leave = () => {}

beforeEach(async () => {
  await page.viewport(1200, 800)
  parley = newFakeParley()
  group = parley.addGroup('Lake')
})
afterEach(() => leave())

const open = () => {
  leave = showApp(parley, groupPlace(group.id))
}
const article = (text: string) => page.getByRole('article').filter({ hasText: text })
const showAll = () => page.getByRole('button', { name: /^Show all, / })
const showLess = () => page.getByRole('button', { name: /^Show less, / })
const log = () => page.getByRole('log', { name: 'Messages' }).element() as HTMLElement
const boxOf = (element: Element) => element.getBoundingClientRect()
const heightOf = (text: string) => boxOf(article(text).element()).height
const bottomGap = () => log().scrollHeight - log().scrollTop - log().clientHeight
const topOf = (text: string) => Math.round(boxOf(article(text).element()).top)

async function frames(count: number, look: () => void): Promise<void> {
  for (let n = 0; n < count; n++) {
    await new Promise((next) => requestAnimationFrame(next))
    look()
  }
}

/** Nothing moves over ten frames. */
async function settles(look: () => unknown): Promise<void> {
  const isStill = async () => {
    const before = look()
    await frames(10, () => undefined)
    return look() === before
  }
  await expect.poll(isStill).toBe(true)
}

function fill(count: number): void {
  const messages = Array.from({ length: count }, (_, n) => shownMessage('Mei', `n${n}. some words`))
  group.conversation.change((was) => ({ ...was, messages }))
}

test('a long message shows its beginning, and all of it for whoever asks', async () => {
  group.arrive('Amir', LONG)
  open()
  await expect.element(showAll()).toHaveAccessibleName(/^Show all, Amir, /)
  expect(heightOf('Line 1')).toBeLessThan(innerHeight / 2 + 50)
  await userEvent.click(showAll())
  await expect.element(showLess()).toHaveFocus()
  expect(heightOf('Line 1')).toBeGreaterThan(60 * 20)
  await userEvent.keyboard('{Enter}')
  await expect.element(showAll()).toHaveFocus()
  expect(heightOf('Line 1')).toBeLessThan(innerHeight / 2 + 50)
})

test('what is folded away is read by a screen reader, and copied', async () => {
  group.arrive('Amir', LONG)
  open()
  await expect.element(showAll()).toBeVisible()
  await expect.element(page.getByText('Line 60')).toBeInTheDocument()
  getSelection()?.selectAllChildren(article('Line 1').element())
  expect(String(getSelection())).toContain(LONG)
})

test('nothing that is short has the button, nor what only looks long; a phone folds sooner', async () => {
  await page.viewport(1200, 1800)
  group.arrive('Amir', `gaps${'\n'.repeat(30)}end`)
  group.arrive('Amir', PROSE)
  group.arrive('Mei', LINES.slice(0, 15).join('\n'))
  group.arrive('Amir', `\`\`\`\n${`${'x'.repeat(400)}\n`.repeat(5)}\`\`\``)
  open()
  await expect.element(article('gaps')).toBeVisible()
  expect(showAll().query()).toBeNull()
  await page.viewport(390, 844)
  await expect.element(article('The mast').getByRole('button', { name: /^Show all/ })).toBeVisible()
  expect(showAll().elements()).toHaveLength(1)
})

test.each(['code', 'a list', 'a quote', 'another direction', 'no space to break at'])(
  'a message with %s folds too, and its time stays below',
  async (what) => {
    const texts: Record<string, string> = {
      code: `begins\n\`\`\`ts\n${LONG}\n\`\`\``,
      'a list': `begins\n- ${LINES.join('\n- ')}`,
      'a quote': `> begins\n> ${LINES.join('\n> ')}`,
      'another direction': `begins ${'התרנים בסדר, המפרש לא. '.repeat(100)}`,
      'no space to break at': `begins${'W'.repeat(3_000)}\u202e<b>${'\u0351'.repeat(90)}`,
    }
    await page.viewport(390, 844)
    group.arrive('Amir', texts[what] ?? '')
    open()
    await expect.element(showAll()).toBeVisible()
    const folded = heightOf('begins')
    expect(folded).toBeLessThan(innerHeight / 2 + 50)
    const time = article('begins').element().querySelector('time')
    if (time === null) throw new Error('There is no time.')
    expect(boxOf(time).bottom).toBeGreaterThan(boxOf(showAll().element()).bottom + 10)
    await userEvent.click(showAll())
    await expect.poll(() => heightOf('begins')).toBeGreaterThan(folded * 1.5)
    // It scrolls in one way: code has no height of its own in here.
    const code = article('begins').element().querySelector('pre')
    if (code !== null) expect(code.scrollHeight).toBeLessThanOrEqual(code.clientHeight + 1)
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(innerWidth)
  },
)

test('at the end of the log, what is read stays where it is in every frame while a message opens', async () => {
  fill(40)
  group.arrive('Amir', LONG)
  open()
  await expect.element(showAll()).toBeVisible()
  await expect.poll(bottomGap).toBeLessThan(2)
  await settles(bottomGap)
  const before = topOf('Line 1')
  const seen = new Set<number>()
  const watching = frames(12, () => seen.add(topOf('Line 1')))
  await userEvent.click(showAll())
  await expect.element(showLess()).toBeInTheDocument()
  await watching
  await frames(12, () => seen.add(topOf('Line 1')))
  expect([...seen]).toEqual([before])
  expect(bottomGap()).toBeGreaterThan(600)
})

test('what was open stays open while it is far away, and folded its beginning is there', async () => {
  fill(300)
  const messages = group.conversation.get().messages
  group.arrive('Amir', LONG, { above: messages[295]!.key })
  open()
  await expect.element(showAll()).toBeVisible()
  await settles(bottomGap)
  await userEvent.click(showAll())
  await expect.element(showLess()).toBeInTheDocument()
  await settles(bottomGap)
  // The list may still be on its way to where it was.
  await expect
    .poll(async () => {
      log().scrollTop = 0
      await frames(4, () => undefined)
      return article('n0. some words').query()
    })
    .not.toBeNull()
  await expect.poll(() => showLess().query()).toBeNull()
  await userEvent.click(page.getByRole('button', { name: 'Newest messages' }))
  await expect.element(showLess()).toBeVisible()
  await settles(bottomGap)
  await userEvent.click(showLess())
  await expect.element(showAll()).toBeVisible()
  await expect.element(showAll()).toHaveFocus()
  await settles(() => topOf('Line 1'))
  expect(topOf('Line 1')).toBeGreaterThanOrEqual(boxOf(log()).top - 1)
})

test('a link in what is folded away opens it when it takes focus, and is on the screen', async () => {
  fill(40)
  group.arrive('Amir', `${LONG}\nhttps://harbour.example/minutes`)
  open()
  await expect.element(showAll()).toBeVisible()
  await settles(bottomGap)
  const link = article('Line 1').getByRole('link').element() as HTMLElement
  link.focus()
  await expect.element(showLess()).toBeInTheDocument()
  await settles(() => boxOf(link).top)
  expect(document.activeElement).toBe(link)
  expect(boxOf(link).top).toBeGreaterThan(boxOf(log()).top)
  expect(boxOf(link).bottom).toBeLessThan(boxOf(log()).bottom)
})

test('a link that the button lies over opens it when it takes focus; the button itself does not', async () => {
  group.arrive('Amir', LINES.map((line, n) => `${line} https://harbour.example/${n}`).join('\n'))
  open()
  await expect.element(showAll()).toBeVisible()
  const button = showAll().element() as HTMLElement
  const isUnder = (link: Element) =>
    boxOf(link).bottom > boxOf(button).top + 2 && boxOf(link).top < boxOf(button).bottom - 2
  const links = Array.from(article('Line 1').element().querySelectorAll('a'))
  const under = links.find(isUnder)
  if (under === undefined) throw new Error('There is no link under the button.')
  button.focus()
  await frames(4, () => undefined)
  await expect.element(showAll()).toHaveFocus()
  under.focus()
  await expect.element(showLess()).toBeInTheDocument()
  await settles(() => boxOf(under).top)
  expect(document.activeElement).toBe(under)
  const { left, top, width, height } = boxOf(under)
  expect(document.elementFromPoint(left + width / 2, top + height / 2)).toBe(under)
})

test('an edit that makes it short shows it whole, and leaves the focus at the message', async () => {
  const { key } = group.arrive('Amir', LONG)
  open()
  await userEvent.click(showAll())
  await expect.element(showLess()).toHaveFocus()
  group.change(key, { text: 'Line 1 is all', edited: true })
  await expect.element(article('Line 1 is all')).toBeVisible()
  expect(showLess().query()).toBeNull()
  await expect.poll(() => document.activeElement?.getAttribute('data-key')).toBe(key)
})

test('who has seen what is shown of a long message has read it, and one who goes to it opens nothing', async () => {
  fill(60)
  const long = group.arrive('Amir', LONG)
  for (let n = 0; n < 40; n++) group.arrive('Mei', `after ${n}`)
  group.arrive('Mei', 'an answer', { replyTo: long })
  group.conversation.change((was) => ({ ...was, firstUnread: long.key }))
  open()
  await expect.element(showAll()).toBeVisible()
  await expect.poll(() => group.marked.length).toBeGreaterThan(0)
  const { messages } = group.conversation.get()
  const at = (key: unknown) => messages.findIndex((one) => one.key === key)
  expect(at(group.marked[0])).toBeGreaterThanOrEqual(at(long.key))
  await userEvent.click(page.getByRole('button', { name: /new message|Newest/ }))
  await userEvent.click(article('an answer').getByRole('button', { name: /Line 1/ }))
  await expect.poll(() => document.activeElement?.getAttribute('data-key')).toBe(long.key)
  await expect.element(showAll()).toBeVisible()
})

test('a thread folds what is long as well, for itself', async () => {
  const { key } = group.arrive('Amir', LONG)
  leave = showApp(parley, { screen: 'group', group: group.id, side: { pane: 'thread', root: key } })
  const inThread = page.getByRole('region', { name: 'Thread', exact: true })
  await userEvent.click(inThread.getByRole('button', { name: /^Show all/ }))
  await expect.element(inThread.getByRole('button', { name: /^Show less/ })).toBeInTheDocument()
  expect(showAll().elements()).toHaveLength(1)
})

test('for a finger the button is as high as one, and its words have room beside the shortest lines', async () => {
  await page.viewport(390, 844)
  await cdp().send('Emulation.setTouchEmulationEnabled', { enabled: true })
  try {
    group.arrive('Amir', 'i\n'.repeat(40))
    open()
    await expect.element(showAll()).toBeVisible()
    const button = showAll().element()
    expect(boxOf(button).height).toBeGreaterThanOrEqual(44)
    const words = document.createRange()
    words.selectNodeContents(button)
    expect(words.getClientRects()).toHaveLength(1)
    expect(words.getBoundingClientRect().right).toBeLessThanOrEqual(boxOf(button).right)
  } finally {
    await cdp().send('Emulation.setTouchEmulationEnabled', { enabled: false })
  }
})

test.each([
  ['a wide window', 1200],
  ['a phone', 390],
])(
  'asked for more contrast, what is shown ends with a whole line above its edge: %s',
  async (_, width) => {
    await page.viewport(width, 844)
    const features = [{ name: 'prefers-contrast', value: 'more' }]
    await cdp().send('Emulation.setEmulatedMedia', { features })
    try {
      group.arrive('Amir', PROSE.repeat(3))
      open()
      await expect.element(showAll()).toBeVisible()
      const { top } = boxOf(showAll().element())
      const words = document.createRange()
      words.selectNodeContents(
        article('The mast')
          .getByText(/^The mast is fine/)
          .first()
          .element(),
      )
      const lines = [...words.getClientRects()]
      expect(lines.length).toBeGreaterThan(20) // not vacuous
      expect(lines.filter((line) => line.top < top - 1 && line.bottom > top + 1)).toEqual([])
      expect(getComputedStyle(showAll().element(), '::before').content).toBe('none')
    } finally {
      await cdp().send('Emulation.setEmulatedMedia', { features: [] })
    }
  },
)
