/** Announcements in a class: who may send one, where it stands, and the way from one to the other. */
import { NotAllowed } from '@parley/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { FakeGroup } from './group.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { MEMBER } from './people.fake.ts'
import { groupPlace, showApp } from './stage.tsx'

let parley: FakeParley
let group: FakeGroup
let leave = () => {}

beforeEach(async () => {
  await page.viewport(1200, 800)
  parley = newFakeParley()
  group = parley.addGroup('Class 7b', { people: ['Ms Rivera', 'Mei'] })
  group.info.change((was) => ({ ...was, policy: { ...was.policy, asClass: true } }))
})
afterEach(() => leave())

const box = () => page.getByRole('textbox', { name: 'Message' })
const toggle = () => page.getByRole('button', { name: 'As announcement' })
const opener = (name: string) => page.getByRole('button', { name, exact: true })
const announced = () => page.getByRole('list', { name: 'Announcements' }).getByRole('listitem')

function opens(): void {
  leave = showApp(parley, groupPlace(group.id))
}

async function says(text: string): Promise<void> {
  await userEvent.fill(box(), text)
  await userEvent.keyboard('{Enter}')
}

test('whoever teaches sends one message as an announcement, and the next one is a message again', async () => {
  opens()
  await userEvent.click(toggle())
  await expect.element(toggle()).toHaveAttribute('aria-pressed', 'true')
  await expect.element(page.getByText('This goes to the class as an announcement.')).toBeVisible()
  await says('Trip on Friday')
  await expect.element(toggle()).toHaveAttribute('aria-pressed', 'false')
  await says('Good morning')
  const sent = group.conversation.get().messages.map((one) => [one.text, one.announcement])
  expect(sent).toEqual([
    ['Trip on Friday', true],
    ['Good morning', false],
  ])
  const marked = page.getByRole('article').filter({ hasText: 'Announcement' })
  await expect.element(marked).toHaveTextContent('Trip on Friday')
  await userEvent.click(opener('Announcements'))
  await expect.element(announced()).toHaveTextContent('Trip on Friday')
})

test('what could not be kept is an announcement still when it is back in the box', async () => {
  group.send = () => Promise.reject(new NotAllowed())
  opens()
  await userEvent.click(toggle())
  await says('Trip on Friday')
  await expect.element(page.getByRole('alert')).toBeVisible()
  await expect.element(box()).toHaveValue('Trip on Friday')
  await expect.element(toggle()).toHaveAttribute('aria-pressed', 'true')
})

test('a student announces nothing, is told of what is unread, and finds the way to where it stands', async () => {
  group.info.change((was) => ({ ...was, me: MEMBER }))
  const trip = group.arrive('Ms Rivera', 'Trip on Friday', { announcement: true })
  const boots = group.arrive('Ms Rivera', 'Bring boots', { announcement: true })
  for (let at = 0; at < 40; at++) group.arrive('Mei', `line ${at}`)
  group.change(trip.key, { thread: { count: 2, unreadCount: 0, lastAt: 0, people: [] } })
  opens()
  await expect.element(toggle()).not.toBeInTheDocument()
  const marked: string[] = []
  group.markRead = (key) => void marked.push(key)
  group.conversation.change((was) => ({ ...was, firstUnread: boots.key }))
  await userEvent.click(opener('Announcements, 1 unread'))
  await expect.element(announced().nth(0)).toHaveTextContent('Bring boots')
  await expect.element(announced().nth(0).getByText('Unread', { exact: true })).toBeVisible()
  await expect.element(announced().nth(1)).toHaveTextContent('2 replies')
  await expect.element(announced().nth(1)).not.toHaveTextContent('Unread')
  await userEvent.click(announced().nth(0).getByRole('button'))
  const message = page.getByRole('article').filter({ hasText: 'Bring boots' })
  await expect.element(message).toBeInViewport()
})

test('before anything is announced it is said what will stand there; a group that is no class has neither', async () => {
  opens()
  await userEvent.click(opener('Announcements'))
  await expect.element(page.getByText('Nothing is announced yet')).toBeVisible()
  leave()
  group.info.change((was) => ({ ...was, policy: { ...was.policy, asClass: false } }))
  opens()
  await expect.element(box()).toBeVisible()
  await expect.element(toggle()).not.toBeInTheDocument()
  await expect.element(opener('Announcements')).not.toBeInTheDocument()
})
