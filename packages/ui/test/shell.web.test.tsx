import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { FakeGroup } from './group.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { groupPlace, showApp } from './stage.tsx'

let parley: FakeParley
let group: FakeGroup
let leave = () => {}

beforeEach(async () => {
  localStorage.clear()
  await page.viewport(1280, 800)
  parley = newFakeParley()
  parley.addGroup('Choir', { people: ['Mei'] })
  parley.addGroup('Book circle', { people: ['Zoë'] }).arrive('Zoë', 'Chapter one')
  group = parley.addGroup('Lake')
  group.arrive('Amir', 'first words')
  group.arrive('Nora', 'second words')
})
afterEach(() => {
  leave()
  document.documentElement.dir = 'ltr'
})

const open = () => {
  leave = showApp(parley, groupPlace(group.id))
}
const composer = () => page.getByRole('textbox', { name: 'Message' })
const heading = (name: string) => page.getByRole('heading', { name, level: 1 })
const article = (text: string) => page.getByRole('article').filter({ hasText: text })
const focusOn = async (text: string) => {
  await expect.element(article(text)).toBeVisible()
  article(text).element().focus()
}
async function hasFocus(element: () => Element): Promise<void> {
  await expect.poll(() => element() === document.activeElement).toBe(true)
}

test('the palette finds groups, people and what to do, by keys alone, and gives focus back', async () => {
  open()
  await hasFocus(() => composer().element())
  await userEvent.keyboard('{Control>}k{/Control}')
  const field = page.getByRole('combobox', { name: 'Group, person or what to do' })
  await hasFocus(() => field.element())
  await userEvent.keyboard('zoe')
  const chosen = page.getByRole('option', { selected: true })
  await expect.element(chosen).toHaveTextContent('in Book circle')
  await userEvent.keyboard('{Escape}')
  await hasFocus(() => composer().element())
  await userEvent.keyboard('{Control>}k{/Control}boo{Enter}')
  await expect.element(heading('Book circle')).toBeVisible()
})

test('the palette says when there is nothing, and its arrows go round', async () => {
  open()
  await userEvent.keyboard('{Control>}k{/Control}')
  const chosen = page.getByRole('option', { selected: true })
  await expect.element(chosen).toHaveTextContent('Lake')
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(chosen).toHaveTextContent('Book circle')
  await userEvent.keyboard('{ArrowUp}{ArrowUp}')
  await expect.element(chosen).toHaveTextContent('Zoë')
  await userEvent.keyboard('qqq')
  await expect.element(page.getByText('Nothing is called that.').first()).toBeVisible()
  expect(chosen.query()).toBeNull()
})

test('what is known by another word is found, and the palette leads to the very place', async () => {
  open()
  await expect.element(composer()).toBeVisible()
  const chosen = page.getByRole('option', { selected: true })
  const goTo = async (typed: string, name: string) => {
    await userEvent.keyboard('{Control>}k{/Control}')
    await expect.element(page.getByRole('combobox', { name: /^Group, person/ })).toHaveFocus()
    await userEvent.keyboard(typed)
    await expect.element(chosen).toHaveTextContent(name)
    await userEvent.keyboard('{Enter}')
  }
  const stood = document.querySelector('main')?.getBoundingClientRect().top
  await goTo('silence', 'Keep this group quiet…')
  await expect.element(page.getByRole('switch', { name: 'Keep this group quiet' })).toHaveFocus()
  await goTo('roles', 'People of this group')
  await expect.element(page.getByRole('tab', { name: 'People', selected: true })).toHaveFocus()
  await goTo('translation', 'Language')
  await expect.element(page.getByRole('combobox', { name: 'Language of Parley' })).toHaveFocus()
  await goTo('status', 'Your status')
  await expect.element(page.getByRole('textbox', { name: 'Status' })).toHaveFocus()
  await goTo('recovery', 'Recovery phrase')
  const phrase = page.getByRole('heading', { name: 'Recovery phrase' })
  await expect.element(phrase).toHaveFocus()
  await expect.element(phrase).toBeInViewport()
  // The window of the app stays where it is.
  expect(document.querySelector('main')?.getBoundingClientRect().top).toBe(stood)
})

test('inviting is asked for in the palette where one may', async () => {
  open()
  await expect.element(composer()).toBeVisible()
  await userEvent.keyboard('{Control>}k{/Control}invite{Enter}')
  await expect.element(page.getByRole('dialog', { name: /^Invite/ })).toBeVisible()
})

test('Alt and the arrows go to the neighbours, with Shift to what is unread', async () => {
  open()
  const choir = parley.openGroup(parley.groups.get()[2]!.id) as FakeGroup
  const said = choir.arrive('Mei', 'Who sings?')
  choir.conversation.change((was) => ({ ...was, firstUnread: said.key }))
  choir.setDraft('')
  await expect.element(heading('Lake')).toBeVisible()
  await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}')
  await expect.element(heading('Book circle')).toBeVisible()
  await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}')
  await expect.element(heading('Lake')).toBeVisible()
  await userEvent.keyboard('{Alt>}{Shift>}{ArrowDown}{/Shift}{/Alt}')
  await expect.element(heading('Choir')).toBeVisible()
})

test('a question mark opens the help, unless it is written or turned off', async () => {
  open()
  await userEvent.fill(composer(), '')
  await userEvent.keyboard('what?')
  await expect.element(composer()).toHaveValue('what?')
  await focusOn('first words')
  await userEvent.keyboard('?')
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect.element(help).toBeVisible()
  await expect.element(help).toHaveTextContent('Reply in thread')
  await expect.element(help).toHaveTextContent('Struck through')
  await expect.element(help).toHaveTextContent('New lineShiftEnter')
  await expect.element(help).toHaveTextContent('Quote: begin each line with>')
  await userEvent.click(help.getByRole('switch', { name: 'Keys without Ctrl or Alt' }))
  await userEvent.keyboard('{Escape}')
  await hasFocus(() => article('first words').element())
  await userEvent.keyboard('?')
  expect(help.query()).toBeNull()
  await userEvent.keyboard('{Control>}/{/Control}')
  await userEvent.click(help.getByRole('switch', { name: 'Keys without Ctrl or Alt' }))
  await userEvent.keyboard('{Escape}?')
  await expect.element(help).toBeVisible()
})

test('one letter acts on the message in focus, and nowhere else', async () => {
  open()
  await focusOn('second words')
  await userEvent.keyboard('k')
  await hasFocus(() => article('first words').element())
  await userEvent.keyboard('j')
  await hasFocus(() => article('second words').element())
  await userEvent.keyboard('e')
  await hasFocus(() => composer().element())
  await expect.element(composer()).toHaveValue('second words')
  await userEvent.keyboard('{Escape}')
  await focusOn('first words')
  await userEvent.keyboard('e') // somebody else's
  await hasFocus(() => article('first words').element())
  await userEvent.keyboard('r')
  await expect.element(page.getByText('Replying to Amir')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await focusOn('first words')
  await userEvent.keyboard('+')
  await expect.element(page.getByRole('dialog', { name: 'Choose a reaction' })).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await hasFocus(() => article('first words').element())
  await userEvent.keyboard('{Escape}')
  await hasFocus(() => composer().element())
})

test('the pane beside the conversation gives focus back, however it is closed', async () => {
  open()
  const about = page.getByRole('button', { name: /^People/ })
  const pane = page.getByRole('region', { name: 'About this group' })
  for (const close of ['{Escape}', 'button', 'again']) {
    await userEvent.click(about)
    await expect.element(pane).toBeVisible()
    await hasFocus(() => pane.getByRole('heading', { name: 'About this group' }).element())
    if (close === 'button') await userEvent.click(pane.getByRole('button', { name: 'Close' }))
    else if (close === 'again') await userEvent.click(about)
    else await userEvent.keyboard(close)
    await expect.element(pane).not.toBeInTheDocument()
    await hasFocus(() => about.element())
  }
})

test('alone on a narrow screen the pane has the screen’s heading, and focus', async () => {
  await page.viewport(390, 844)
  open()
  await expect.element(heading('Lake')).toBeVisible()
  await userEvent.click(page.getByRole('button', { name: /^People/ }))
  await hasFocus(() => heading('About this group').element())
  await expect.poll(() => page.getByRole('heading', { level: 1 }).elements()).toHaveLength(1)
  await page.viewport(1280, 800)
  await expect
    .element(page.getByRole('heading', { name: 'About this group', level: 2 }))
    .toBeVisible()
})

test('words that are no phrase are told at the box they were typed into', async () => {
  parley.own.recover = async () => ({
    outcome: 'not-a-phrase',
    fault: { broke: 'count', count: 2 },
  })
  leave = showApp(parley, { screen: 'recover' })
  const box = page.getByRole('textbox', { name: 'Recovery phrase' })
  await userEvent.fill(box, 'two words')
  await expect.element(box).not.toHaveAttribute('aria-invalid')
  await userEvent.click(page.getByRole('button', { name: 'Recover' }))
  await expect.element(box).toHaveAttribute('aria-invalid', 'true')
  await expect.element(box).toHaveAccessibleDescription(/these are 2/)
})

const width = (selector: string) =>
  Math.round(document.querySelector(selector)!.getBoundingClientRect().width)

test('panes are resized by keys and by a mouse, within limits, and it is kept', async () => {
  open()
  const line = page.getByRole('separator', { name: 'Width of the list of groups' })
  await expect.element(line).toBeInTheDocument()
  const before = width('nav')
  line.element().focus()
  await userEvent.keyboard('{ArrowRight}{ArrowRight}')
  await expect.poll(() => width('nav')).toBe(before + 32)
  await userEvent.keyboard('{Home}')
  await expect.poll(() => width('nav')).toBe(240)
  await userEvent.keyboard('{ArrowLeft}')
  await expect.poll(() => width('nav')).toBe(240)
  await userEvent.keyboard('{Enter}{ArrowLeft}')
  await expect.poll(() => width('nav')).toBe(before - 16)
  leave()
  open()
  await expect.poll(() => width('nav')).toBe(before - 16)
})

test('from right to left the arrow keys of a line between panes are turned round', async () => {
  document.documentElement.dir = 'rtl'
  open()
  const line = page.getByRole('separator', { name: 'Width of the list of groups' })
  await expect.element(line).toBeInTheDocument()
  const before = width('nav')
  line.element().focus()
  await userEvent.keyboard('{ArrowLeft}')
  await expect.poll(() => width('nav')).toBe(before + 16)
})

test('on a phone there is one pane at a time, and each has its way back', async () => {
  await page.viewport(390, 844)
  open()
  await expect.element(composer()).toBeVisible()
  expect(document.querySelector('nav')!.checkVisibility()).toBe(false)
  await userEvent.click(page.getByRole('button', { name: /^People/ }))
  await expect.element(page.getByRole('tablist')).toBeVisible()
  expect(document.querySelector('[role="log"]')!.checkVisibility()).toBe(false)
  await userEvent.click(page.getByRole('button', { name: 'Back', exact: true }))
  await expect.element(composer()).toBeVisible()
  await hasFocus(() => page.getByRole('button', { name: /^People/ }).element())
})

function swipe(element: Element, fromX: number, toX: number): void {
  const touch = (x: number) =>
    new Touch({ identifier: 1, target: element, clientX: x, clientY: 400 })
  const fire = (type: string, x: number) =>
    element.dispatchEvent(
      new TouchEvent(type, {
        bubbles: true,
        cancelable: true,
        touches: type === 'touchend' ? [] : [touch(x)],
        changedTouches: [touch(x)],
      }),
    )
  fire('touchstart', fromX)
  for (const part of [0.2, 0.5, 1]) fire('touchmove', fromX + (toX - fromX) * part)
  fire('touchend', toX)
}

test('a finger from the leading edge goes back, from the middle it does not', async () => {
  await page.viewport(390, 844)
  open()
  await expect.element(composer()).toBeVisible()
  const log = () => page.getByRole('log').element()
  swipe(log(), 200, 380)
  await expect.element(composer()).toBeVisible()
  swipe(log(), 8, 300)
  await expect.poll(() => document.querySelector('nav')!.checkVisibility()).toBe(true)
})

test('from right to left the leading edge is the right one', async () => {
  document.documentElement.dir = 'rtl'
  await page.viewport(390, 844)
  open()
  await expect.element(composer()).toBeVisible()
  const log = () => page.getByRole('log').element()
  swipe(log(), 8, 300)
  await expect.element(composer()).toBeVisible()
  swipe(log(), 382, 90)
  await expect.poll(() => document.querySelector('nav')!.checkVisibility()).toBe(true)
})

test('a finger that rests on a message opens its sheet; who moves scrolls', async () => {
  await page.viewport(390, 844)
  open()
  await expect.element(article('first words')).toBeVisible()
  const bubble = page.getByText('first words').element()
  const press = (type: string, x = 100) =>
    bubble.dispatchEvent(
      new PointerEvent(type, { bubbles: true, pointerType: 'touch', clientX: x, clientY: 300 }),
    )
  press('pointerdown')
  press('pointermove', 130)
  press('pointerup', 130)
  press('pointerdown')
  const sheet = page.getByRole('dialog', { name: 'Message', exact: true })
  await expect.element(sheet).toBeVisible()
  press('pointerup')
  await userEvent.click(sheet.getByRole('button', { name: '👍' }))
  await expect.element(article('first words').getByRole('button', { name: '👍 You' })).toBeVisible()
  expect(sheet.query()).toBeNull()
})

test('in a window that shows hardly more than what frames the groups, each of them is reached', async () => {
  await page.viewport(320, 200)
  leave = showApp(parley)
  const row = page.getByRole('link', { name: /Book circle/ })
  await expect.element(row).toBeInTheDocument()
  const element = row.element()
  element.scrollIntoView({ block: 'center' })
  const { top, height, left } = element.getBoundingClientRect()
  expect(height).toBeGreaterThan(40)
  for (const part of [0.1, 0.5, 0.9])
    expect(element.contains(document.elementFromPoint(left + 80, top + part * height))).toBe(true)
})
