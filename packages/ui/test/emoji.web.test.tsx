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
  await expect.element(choices().first()).toHaveAccessibleName('party popper')
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

test('what nobody calls anything says so', async () => {
  await opensAll()
  await userEvent.fill(search(), 'qqqq')
  await expect.element(dialog()).toHaveTextContent('Nothing is called that')
  await userEvent.keyboard('{Enter}')
  expect(reactions()).toEqual([])
})
