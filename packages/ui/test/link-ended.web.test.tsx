import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { EndedLink, GroupInfo } from '@parley/react'
import type { FakeGroup } from './group.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { groupPlace, showApp } from './stage.tsx'

let parley: FakeParley
let group: FakeGroup
let before: GroupInfo
let leave = () => {}

beforeEach(async () => {
  await page.viewport(1200, 800)
  parley = newFakeParley()
  group = parley.addGroup('', { state: 'joining' })
})
afterEach(() => leave())

function open(linkFault: EndedLink): void {
  before = group.info.get()
  group.info.set({ ...before, linkFault })
  leave = showApp(parley, groupPlace(group.id))
}
const button = (name: string) => page.getByRole('button', { name })
const said = () => page.getByRole('status').filter({ hasText: 'This invitation has ended' })

test('whoever is on the way in is told what it waits for: the relay, or no more than a moment', async () => {
  leave = showApp(parley, groupPlace(group.id))
  await expect.element(page.getByText('The group is on its way')).toBeVisible()
  parley.connection.set({ state: 'offline', heardAt: undefined })
  await expect.element(page.getByText('as soon as the relay can be reached')).toBeVisible()
})

test('whoever follows a link that has ended is told why, and what to do next', async () => {
  open({ reason: 'used-up', wasHere: false })
  await expect.element(said()).toHaveTextContent('a limited number of people')
  await expect.element(said()).toHaveTextContent('Ask for a new link.')
  await expect.element(page.getByText('You can write already')).not.toBeInTheDocument()
  await expect.element(page.getByRole('textbox', { name: 'Message' })).not.toBeInTheDocument()
  await userEvent.click(button('I have a new link'))
  await expect.element(page.getByRole('textbox', { name: 'Link to the group' })).toBeVisible()
})

test('the group goes from the list by one button when nothing is lost by it', async () => {
  open({ reason: 'expired', wasHere: false })
  await userEvent.click(button('Remove from list'))
  expect(parley.groups.get()).toEqual([])
})

test('what was being written is quoted where there is nothing else to show, before it can be lost', async () => {
  group.setDraft('twelve plates')
  open({ reason: 'withdrawn', wasHere: false })
  await expect.element(said().getByRole('blockquote')).toHaveTextContent('twelve plates')
  await userEvent.click(button('Remove from list'))
  await expect.element(page.getByRole('dialog')).toHaveTextContent('was never sent')
  expect(parley.groups.get()).toHaveLength(1)
})

test('what was written stays in sight, and is not thrown away unasked', async () => {
  group.arrive('Nora', 'I bring the cake')
  group.setDraft('and also')
  open({ reason: 'withdrawn', wasHere: false })
  await expect.element(said()).toHaveTextContent('goes out once you are in')
  await expect.element(page.getByRole('article')).toHaveTextContent('I bring the cake')
  await expect.element(page.getByRole('blockquote')).toHaveTextContent('and also')
  await userEvent.click(button('Remove from list'))
  const dialog = page.getByRole('dialog')
  await expect.element(dialog).toHaveTextContent('was never sent')
  expect(parley.groups.get()).toHaveLength(1)
  await userEvent.click(dialog.getByRole('button', { name: 'Remove', exact: true }))
  await expect.poll(() => parley.groups.get()).toEqual([])
})

test('whoever was here before leaves it at that, and keeps what they have', async () => {
  group.arrive('Amir', 'from before')
  open({ reason: 'outdated', wasHere: true })
  await userEvent.click(button('Not now'))
  await expect.element(said()).not.toBeInTheDocument()
  await expect.element(page.getByRole('article')).toHaveTextContent('from before')
  expect(parley.groups.get()).toHaveLength(1)
})

test('it goes away by itself when the link lets them in after all', async () => {
  open({ reason: 'maker-gone', wasHere: false })
  await expect.element(said()).toBeVisible()
  group.info.set({ ...before, state: 'ready' })
  await expect.element(said()).not.toBeInTheDocument()
  await expect.element(page.getByRole('textbox', { name: 'Message' })).toBeVisible()
})
