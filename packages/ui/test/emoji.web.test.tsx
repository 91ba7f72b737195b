import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { FakeGroup } from './group.fake.ts'
import { newFakeParley } from './parley.fake.ts'
import { groupPlace, showApp } from './stage.tsx'

let group: FakeGroup
let leave = () => {}

beforeEach(async () => {
  localStorage.clear()
  await page.viewport(1200, 800)
  const parley = newFakeParley()
  group = parley.addGroup('Lake')
  group.arrive('Nora', 'words')
  leave = showApp(parley, groupPlace(group.id))
})
afterEach(() => leave())

const article = () => page.getByRole('article').filter({ hasText: 'words' })
const dialog = () => page.getByRole('dialog', { name: 'Choose a reaction' })
const search = () => page.getByRole('searchbox', { name: 'Search emoji' })
const choices = () => dialog().getByRole('button')
const kinds = () => dialog().getByRole('toolbar', { name: 'Kinds of emoji' })
const kind = (name: string) => kinds().getByRole('button', { name, exact: true })
const title = (name: string) => dialog().getByRole('heading', { name, exact: true })
const focused = () => document.activeElement?.getAttribute('aria-label')
/** How far below the upper edge of the grid the title of a kind stands. */
function belowEdge(name: string): number {
  const heading = title(name).element()
  const grid = heading.closest('section')?.parentElement
  const edge = grid?.getBoundingClientRect().top ?? NaN
  return Math.abs((heading.closest('section')?.getBoundingClientRect().top ?? NaN) - edge)
}
const reactions = () => group.conversation.get().messages[0]?.reactions.map(({ emoji }) => emoji)

async function opensChoice(): Promise<void> {
  await userEvent.hover(article())
  await userEvent.click(article().getByRole('button', { name: 'React' }))
  await expect.element(dialog()).toBeVisible()
}

async function opensAll(): Promise<void> {
  await opensChoice()
  await userEvent.click(dialog().getByRole('button', { name: 'More emoji' }))
  await expect.element(search()).toHaveFocus()
  await expect.element(dialog().getByRole('button', { name: 'party popper' })).toBeInTheDocument()
}

test('any emoji is found by its name and chosen by the keyboard alone', async () => {
  await opensAll()
  await userEvent.keyboard('tada')
  const first = () => dialog().element().querySelector('[data-emoji]')?.getAttribute('aria-label')
  await expect.poll(first).toBe('party popper')
  await userEvent.keyboard('{Enter}')
  await expect.poll(reactions).toEqual(['🎉'])
  await expect.element(dialog()).not.toBeInTheDocument()
  await expect.element(article().getByRole('button', { name: 'React' })).toHaveFocus()
})

test('the arrow keys walk the grid, a letter goes back to the search, Escape leaves', async () => {
  await opensAll()
  await userEvent.keyboard('hedgehog{ArrowDown}')
  await expect.poll(() => document.activeElement?.getAttribute('aria-label')).toBe('hedgehog')
  await userEvent.keyboard('x')
  await expect.element(search()).toHaveFocus()
  await userEvent.fill(search(), '')
  await userEvent.keyboard('{ArrowDown}{ArrowRight}{ArrowDown}{ArrowUp}{ArrowLeft}')
  await expect.poll(() => document.activeElement?.getAttribute('aria-label')).toBe('grinning face')
  await userEvent.keyboard('{Escape}')
  await expect.element(dialog()).not.toBeInTheDocument()
  expect(reactions()).toEqual([])
})

test('what was used last comes first the next time', async () => {
  await opensAll()
  await userEvent.fill(search(), 'hedgehog')
  await userEvent.click(dialog().getByRole('button', { name: 'hedgehog' }))
  await opensChoice()
  await expect.element(choices().first()).toHaveTextContent('🦔')
  await userEvent.click(dialog().getByRole('button', { name: 'More emoji' }))
  await expect.element(dialog().getByRole('heading', { name: 'Used last' })).toBeVisible()
})

test('a skin tone is chosen once and kept', async () => {
  await opensAll()
  await userEvent.click(dialog().getByRole('radio', { name: 'Medium dark' }))
  await userEvent.fill(search(), 'waving hand')
  await userEvent.keyboard('{Enter}')
  await expect.poll(reactions).toEqual(['👋🏾'])
  await opensAll()
  await expect.element(dialog().getByRole('radio', { name: 'Medium dark' })).toBeChecked()
})

test('the kinds say which one is on screen while one scrolls, and lead to each', async () => {
  await opensAll()
  await expect.element(title('Flags')).toBeInTheDocument()
  const grid = title('Flags').element().closest('section')?.parentElement
  await expect.element(kind('Smileys and feelings')).toHaveAttribute('aria-current', 'true')
  grid?.scrollTo(0, grid.scrollHeight)
  await expect.element(kind('Flags')).toHaveAttribute('aria-current', 'true')
  grid?.scrollTo(0, 0)
  await expect.element(kind('Smileys and feelings')).toHaveAttribute('aria-current', 'true')
  await userEvent.click(kind('Flags'))
  await expect.poll(() => belowEdge('Flags')).toBeLessThan(4)
  await expect.element(kind('Flags')).toHaveAttribute('aria-current', 'true')
  await expect.element(kind('Smileys and feelings')).not.toHaveAttribute('aria-current')
  await userEvent.click(kind('Food and drink'))
  await expect.poll(() => belowEdge('Food and drink')).toBeLessThan(4)
  await expect.element(kind('Food and drink')).toHaveAttribute('aria-current', 'true')
})

test('by keyboard the kinds are one stop in which the arrow keys walk, and Enter goes to the first of a kind', async () => {
  await opensAll()
  await userEvent.keyboard('{Tab}')
  await expect.poll(focused).toBe('Smileys and feelings')
  await userEvent.keyboard('{ArrowRight}{ArrowRight}')
  await expect.poll(focused).toBe('Animals and nature')
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}')
  await expect.poll(focused).toBe('Flags')
  await userEvent.keyboard('{Home}{End}{Home}{ArrowRight}{ArrowRight}{Enter}')
  await expect.poll(focused).toBe('monkey face')
  await expect.poll(() => belowEdge('Animals and nature')).toBeLessThan(4)
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}')
  await expect.poll(focused).toBe('Animals and nature')
  await userEvent.keyboard('{Tab}{ArrowRight}{Enter}')
  await expect.poll(reactions).toEqual(['🐒'])
})

test('what was used last is a kind too, the first; a kind pressed ends the search', async () => {
  await opensAll()
  await userEvent.fill(search(), 'hedgehog')
  await expect.element(title('Flags')).not.toBeInTheDocument()
  await expect.element(kind('Flags')).not.toHaveAttribute('aria-current')
  await userEvent.click(kind('Things'))
  await expect.element(search()).toHaveValue('')
  await expect.poll(() => belowEdge('Things')).toBeLessThan(4)
  await userEvent.fill(search(), 'hedgehog')
  await userEvent.click(dialog().getByRole('button', { name: 'hedgehog' }))
  await opensAll()
  await expect.element(kinds().getByRole('button').first()).toHaveAccessibleName('Used last')
  await expect.element(kind('Used last')).toHaveAttribute('aria-current', 'true')
})

test('what nobody calls anything says so', async () => {
  await opensAll()
  await userEvent.fill(search(), 'qqqq')
  await expect.element(dialog()).toHaveTextContent('Nothing is called that')
  await userEvent.keyboard('{Enter}')
  expect(reactions()).toEqual([])
})

test('where there is room neither above nor below it lies over what opened it, inside the window', async () => {
  await page.viewport(320, 256)
  await userEvent.click(page.getByRole('button', { name: 'Emoji', exact: true }))
  await expect.element(search()).toBeVisible()
  const box = () => search().element().closest('[popover]')?.getBoundingClientRect()
  await expect.poll(() => box()?.top).toBeGreaterThanOrEqual(0)
  await expect.poll(() => box()?.bottom).toBeLessThanOrEqual(innerHeight)
})
