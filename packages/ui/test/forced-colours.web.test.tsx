/** In the system's own colours: what a shade or a colour told is told by what is left. */
import type { MessageKey, PersonId } from '@parley/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cdp, page, userEvent } from 'vitest/browser'
import type { FakeGroup } from './group.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { groupPlace, showApp } from './stage.tsx'

let parley: FakeParley
let group: FakeGroup
let root: MessageKey
let leave = () => {}

beforeEach(async () => {
  await page.viewport(1280, 800)
  await emulates([{ name: 'forced-colors', value: 'active' }])
  parley = newFakeParley()
  group = parley.addGroup('Lake', { people: ['Amir', 'Amira'] })
  root = group.arrive('Amir', 'Which tent?').key
})
afterEach(async () => {
  leave()
  await emulates([])
})

async function emulates(features: readonly { name: string; value: string }[]): Promise<void> {
  await cdp().send('Emulation.setEmulatedMedia', { features: [...features] })
}

test('a sign has the colour of the words it stands with, also where it has one of its own', async () => {
  leave = showApp(parley, { screen: 'settings' })
  await expect.element(page.getByRole('button', { name: 'Link a device' })).toBeVisible()
  const signs = [...document.querySelectorAll('svg')]
  expect(signs.length).toBeGreaterThan(5) // not vacuous
  const colourOf = (element: Element | null) => element && getComputedStyle(element).color
  for (const sign of signs)
    expect(colourOf(sign), sign.outerHTML).toBe(colourOf(sign.parentElement))
})

test('a thread with something unread has its dot', async () => {
  const person = 'Amir' as PersonId
  const thread = {
    count: 3,
    unreadCount: 1,
    lastAt: Date.now(),
    people: [{ person, name: 'Amir' }],
  }
  group.change(root, { thread })
  leave = showApp(parley, groupPlace(group.id))
  await expect.element(page.getByRole('article')).toHaveTextContent('1 unread reply')
  const dot = page.getByRole('article').getByText('1 unread reply').element().parentElement
  if (dot === null) throw new Error('There is no dot.')
  expect(getComputedStyle(dot).borderTopColor).toBe(getComputedStyle(document.body).color)
  expect(getComputedStyle(dot).borderTopWidth).toBe('4px')
})

test('of what is suggested, the one that Enter takes is seen', async () => {
  leave = showApp(parley, groupPlace(group.id))
  await userEvent.click(page.getByRole('textbox', { name: 'Message' }))
  await userEvent.keyboard('@ami')
  const edge = (selected: boolean) =>
    getComputedStyle(page.getByRole('option', { selected }).element()).outlineStyle
  await expect.element(page.getByRole('listbox')).toBeVisible()
  expect([edge(true), edge(false)]).toEqual(['solid', 'none'])
})

test('the colours of a group are those one chooses from, and the chosen one has a ring', async () => {
  leave = showApp(parley, { screen: 'group', group: group.id, side: { pane: 'about' } })
  await userEvent.click(page.getByRole('tab', { name: 'Settings' }))
  await userEvent.click(page.getByRole('radio', { name: 'Violet' }))
  const labels = page
    .getByRole('group', { name: 'Colour' })
    .element()
    .querySelectorAll<HTMLElement>('label')
  const [, ...colours] = [...labels].map((label) => groundOf(label.lastElementChild ?? label))
  expect(new Set(colours).size).toBe(6)
  const ring = (name: string) => {
    const label = page.getByRole('radio', { name }).element().parentElement
    return label && getComputedStyle(label).borderTopColor
  }
  await expect.poll(() => ring('Violet')).not.toBe(ring('Plum'))
  expect(ring('Automatic')).toBe(ring('Plum'))
})

function groundOf(element: Element): string {
  return getComputedStyle(element).backgroundColor
}
