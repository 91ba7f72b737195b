import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { FakeGroup } from './group.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { groupPlace, showApp } from './stage.tsx'

const HOSTILE = '\u202e<img src=x onerror=alert(1)>'
const HOUR = 3_600_000

let parley: FakeParley
let lake: FakeGroup
let leave = () => {}

beforeEach(async () => {
  await page.viewport(1200, 800)
  parley = newFakeParley()
  lake = parley.addGroup('Lake')
  parley.addGroup('Quiet')
})
afterEach(() => leave())

const row = (name: string) =>
  page.getByRole('navigation').getByRole('link').filter({ hasText: name })

/** Somebody wrote that long ago, and it was not read. */
function missed(text: string, agoMs: number, more = {}) {
  const message = lake.arrive('Amir', text, { sentAt: Date.now() - agoMs, ...more })
  const { firstUnread } = lake.conversation.get()
  lake.conversation.change((was) => ({ ...was, firstUnread: firstUnread ?? message.key }))
  lake.change(message.key, {})
  return message
}

test('who comes back after hours is told since when, and finds what was missed by group', async () => {
  missed(HOSTILE, 5 * HOUR)
  missed('@Nora, are you there?', 4 * HOUR, { mentionsMe: true })
  leave = showApp(parley)
  await userEvent.click(page.getByRole('button', { name: 'Catch up' }))
  const dialog = page.getByRole('dialog', { name: 'Catch up' })
  await expect.element(dialog.getByRole('region', { name: 'Lake' })).toBeVisible()
  await expect.element(dialog.getByRole('region', { name: 'Quiet' })).not.toBeInTheDocument()
  await expect.element(dialog.getByText('2 new messages')).toBeVisible()
  await expect.element(dialog.getByRole('button', { name: /Mentions you/ })).toBeVisible()
  expect(dialog.element().querySelector('img')).toBeNull()
  await userEvent.click(dialog.getByRole('button', { name: '2 new messages' }))
  await expect.element(page.getByRole('heading', { name: 'Lake', exact: true })).toBeVisible()
  await expect.element(dialog).not.toBeInTheDocument()
})

test('who was away for hours is shown one way to what was missed, who was not another, and everything is read at once', async () => {
  missed('now', 1_000)
  leave = showApp(parley)
  await expect.element(row('Lake')).toBeVisible()
  await expect.element(page.getByText(/^Unread since/)).not.toBeInTheDocument()
  missed('long ago', 2 * HOUR)
  await userEvent.click(page.getByRole('button', { name: 'Catch up' }))
  const dialog = page.getByRole('dialog', { name: 'Catch up' })
  await userEvent.click(dialog.getByRole('button', { name: 'Mark all as read' }))
  await expect.element(page.getByText('You have seen everything.')).toBeVisible()
})

test('what was missed a minute ago is found from the list of groups, and in the palette by that name', async () => {
  missed('now', 60_000)
  leave = showApp(parley)
  const dialog = page.getByRole('dialog', { name: 'Catch up' })
  await userEvent.click(page.getByRole('button', { name: 'Catch up' }))
  await expect.element(dialog.getByText('1 new message')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(dialog).not.toBeInTheDocument()
  await expect.element(page.getByRole('button', { name: 'Catch up' })).toHaveFocus()
  await userEvent.keyboard('{Control>}k{/Control}catch{Enter}')
  await expect.element(dialog.getByText('1 new message')).toBeVisible()
  parley.markAllRead()
  await expect.element(dialog.getByText('You have seen everything.')).toBeVisible()
})

test('a group is marked as unread from its row with the keyboard, and as read again', async () => {
  leave = showApp(parley)
  const more = page.getByRole('button', { name: 'More about Quiet' })
  await expect.element(more).toBeInTheDocument()
  more.element().focus()
  await userEvent.keyboard('{Enter}')
  await userEvent.click(page.getByRole('menuitem', { name: 'Mark as unread' }))
  await expect.element(row('Quiet')).toHaveTextContent('marked as unread')
  await expect.element(more).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await userEvent.click(page.getByRole('menuitem', { name: 'Mark as read' }))
  await expect.element(row('Quiet')).not.toHaveTextContent('marked as unread')
})

test('a press of the second button opens the same menu', async () => {
  leave = showApp(parley)
  await userEvent.click(row('Quiet'), { button: 'right' })
  await expect.element(page.getByRole('menuitem', { name: 'Mark as unread' })).toBeVisible()
})

test('whoever wrote a message is told who has read it, by name', async () => {
  const message = lake.arrive('Nora', 'hello')
  lake.who.set({ read: [HOSTILE], received: ['Beatriz'], others: 3 })
  leave = showApp(parley, groupPlace(lake.id))
  const article = page.getByRole('article').filter({ hasText: message.text })
  await userEvent.hover(article)
  await userEvent.click(article.getByRole('button', { name: 'More' }))
  await userEvent.click(page.getByRole('menuitem', { name: 'Who has read this' }))
  const dialog = page.getByRole('dialog', { name: 'Who has this message' })
  await expect.element(dialog.getByRole('heading', { name: 'Read' })).toBeVisible()
  await expect.element(dialog.getByText('Beatriz')).toBeVisible()
  await expect.element(dialog.getByText('3 others: not known to have it yet')).toBeVisible()
  lake.who.set(undefined)
  await expect.element(dialog.getByText(/more than fifty people/)).toBeVisible()
})

test('without the relay a group says until when it knows everything, and what is missing', async () => {
  leave = showApp(parley, groupPlace(lake.id))
  const says = page.getByText(/You have everything known up to/)
  await expect.element(says).not.toBeInTheDocument()
  lake.completeness.set({
    knownUntil: new Date().setHours(14, 2, 0, 0),
    isInStep: false,
    missing: true,
  })
  parley.connection.set({ state: 'offline', heardAt: Date.now() })
  await expect.element(says).toBeVisible()
  await expect.element(page.getByText(/not here yet/)).toBeVisible()
})
