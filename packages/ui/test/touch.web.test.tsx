/** What a finger finds in a conversation: formatting without keys, and the acts on a message without dots. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cdp, page, userEvent } from 'vitest/browser'
import { chooseLanguage } from '../src/language/language.ts'
import type { FakeGroup } from './group.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { groupPlace, showApp } from './stage.tsx'

let parley: FakeParley
let group: FakeGroup
let leave = () => {}

beforeEach(async () => {
  localStorage.clear()
  await page.viewport(390, 844)
  await touches(true)
  parley = newFakeParley()
  group = parley.addGroup('Lake')
  leave = showApp(parley, groupPlace(group.id))
})
afterEach(async () => {
  leave()
  await touches(false)
})

async function touches(enabled: boolean): Promise<void> {
  await cdp().send('Emulation.setTouchEmulationEnabled', { enabled })
}

const composer = () => page.getByRole('textbox', { name: 'Message' })
const box = () => composer().element() as HTMLTextAreaElement
const selected = () => box().value.slice(box().selectionStart, box().selectionEnd)
const opens = () => page.getByRole('button', { name: 'Formatting' })
const tool = (name: string) =>
  page.getByRole('toolbar', { name: 'Formatting' }).getByRole('button', { name })

test('a row of buttons formats what is selected, the box keeps its focus, and one step back undoes it', async () => {
  await userEvent.fill(composer(), 'loud words')
  await userEvent.click(opens())
  await expect.element(opens()).toHaveAttribute('aria-expanded', 'true')
  await expect.element(composer()).toHaveFocus()
  for (const [name, made, words] of [
    ['Bold', '**loud** words', 'loud'],
    ['Italic', '*loud* words', 'loud'],
    ['Struck through', '~~loud~~ words', 'loud'],
    ['Code', '`loud` words', 'loud'],
    ['List', '- loud words', '- loud words'],
    ['Quote', '> loud words', '> loud words'],
    ['Link', '[loud](https://) words', ''],
  ] as const) {
    box().setSelectionRange(0, 4)
    await userEvent.click(tool(name))
    await expect.element(composer()).toHaveValue(made)
    await expect.element(composer()).toHaveFocus()
    expect(selected()).toBe(words)
    await userEvent.keyboard('{Control>}z{/Control}')
    await expect.element(composer()).toHaveValue('loud words')
  }
})

test('code of several lines becomes a block, and a list is taken away as it was made', async () => {
  await userEvent.fill(composer(), 'one\ntwo')
  await userEvent.click(opens())
  box().select()
  await userEvent.click(tool('Code'))
  await expect.element(composer()).toHaveValue('```\none\ntwo\n```')
  await userEvent.keyboard('{Control>}z{/Control}')
  box().select()
  await userEvent.click(tool('List'))
  await expect.element(composer()).toHaveValue('- one\n- two')
  await userEvent.click(tool('List'))
  await expect.element(composer()).toHaveValue('one\ntwo')
})

test.each([
  ['en', 'ltr', '{ArrowRight}'],
  ['ar', 'rtl', '{ArrowLeft}'],
] as const)(
  'in %s the keyboard walks the row in reading order, as one stop',
  async (language, dir, onward) => {
    await chooseLanguage(language)
    try {
      expect(document.documentElement.dir || 'ltr').toBe(dir)
      const open = page
        .getByRole('button', { expanded: false })
        .and(page.getByRole('button', { name: /^(Formatting|التنسيق)$/ }))
      await userEvent.click(open)
      const row = page.getByRole('toolbar')
      await expect.element(row).toBeVisible()
      const buttons = () => [...row.element().querySelectorAll('button')]
      expect(buttons().filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1)
      const at = () => buttons().findIndex((one) => one === document.activeElement)
      buttons()[0]?.focus()
      await userEvent.keyboard(onward)
      expect(at()).toBe(1)
      await userEvent.keyboard('{End}')
      expect(at()).toBe(buttons().length - 1)
      await userEvent.keyboard(onward)
      expect(at()).toBe(0)
      await userEvent.keyboard('{Escape}')
      await expect.element(row).not.toBeInTheDocument()
      expect(document.activeElement?.localName).toBe('textarea')
    } finally {
      await chooseLanguage('en')
    }
  },
)

const rests = (element: Element) => {
  element.dispatchEvent(
    new PointerEvent('pointerdown', {
      bubbles: true,
      pointerType: 'touch',
      clientX: 9,
      clientY: 9,
    }),
  )
}
const lifts = (element: Element) => {
  element.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, pointerType: 'touch' }))
  const end = new TouchEvent('touchend', { bubbles: true, cancelable: true })
  element.dispatchEvent(end)
  return end
}

test('resting on a message opens what one can do with it; that is told once', async () => {
  group.arrive('Amir', 'who comes?')
  const hint = page.getByText('Hold a message')
  await expect.element(hint).toBeVisible()
  const article = page.getByRole('article')
  await expect.element(article).toBeVisible()
  rests(article.getByText('who comes?').element())
  await expect.element(page.getByRole('dialog', { name: 'Message' })).toBeVisible()
  await expect.element(hint).not.toBeInTheDocument()
  leave()
  leave = showApp(parley, groupPlace(group.id))
  await expect.element(article).toBeVisible()
  await expect.element(hint).not.toBeInTheDocument()
})

test('who cannot rest touches the message, then its button; unseen, that does nothing', async () => {
  group.arrive('Amir', 'who comes?')
  const more = page.getByRole('article').getByRole('button', { name: 'More' })
  await expect.element(more).toBeInTheDocument()
  const shown = () => getComputedStyle(more.element()).opacity
  expect(shown()).toBe('0')
  const touch = (element: Element) => {
    rests(element)
    lifts(element)
    element.dispatchEvent(
      new PointerEvent('click', { bubbles: true, cancelable: true, pointerType: 'touch' }),
    )
  }
  touch(more.element())
  await expect.poll(shown).toBe('1')
  expect(page.getByRole('dialog').elements()).toEqual([])
  touch(more.element())
  await expect.element(page.getByRole('dialog', { name: 'Message' })).toBeVisible()
})

test('resting on the row of a group opens its menu, which lifting leaves open; that is told once', async () => {
  leave()
  leave = showApp(parley)
  const hint = page.getByText('Hold a group')
  await expect.element(hint).toBeVisible()
  const row = page.getByRole('navigation').getByRole('link').filter({ hasText: 'Lake' })
  const menu = page.getByRole('menu', { name: 'More about Lake' })
  rests(row.element())
  await expect.element(menu).toBeVisible()
  await expect.element(hint).not.toBeInTheDocument()
  // Some platforms say so of a resting finger as well.
  const said = new MouseEvent('contextmenu', { bubbles: true, cancelable: true })
  row.element().dispatchEvent(said)
  expect(said.defaultPrevented).toBe(true)
  await expect.element(menu).toBeVisible()
  // Others take its lifting for a press beside the menu.
  ;(menu.element() as HTMLElement).hidePopover()
  expect(lifts(row.element()).defaultPrevented).toBe(true) // it presses no link
  await expect.element(menu).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(menu).not.toBeInTheDocument()
  expect(lifts(row.element()).defaultPrevented).toBe(false)

  leave()
  leave = showApp(parley)
  await expect.element(row).toBeVisible()
  await expect.element(hint).not.toBeInTheDocument()
})

test('a finger that moves on, or lifts soon, opens no menu of a row', async () => {
  leave()
  leave = showApp(parley)
  const row = page.getByRole('navigation').getByRole('link').filter({ hasText: 'Lake' })
  await expect.element(row).toBeVisible()
  parley.addGroup('Shore')
  const shore = page.getByRole('navigation').getByRole('link').filter({ hasText: 'Shore' })
  await expect.element(shore).toBeVisible()
  for (const ends of ['pointerup', 'pointercancel', 'pointermove'] as const) {
    rests(row.element())
    const moved = { bubbles: true, pointerType: 'touch', clientX: 9, clientY: 40 }
    row.element().dispatchEvent(new PointerEvent(ends, moved))
  }
  // One that rests meanwhile opens its own.
  rests(shore.element())
  await expect.element(page.getByRole('menu', { name: 'More about Shore' })).toBeVisible()
  await expect.element(page.getByRole('menu', { name: 'More about Lake' })).not.toBeInTheDocument()
})
