/** Ways to be rid of what is over: a request, a group one is out of, a device's data. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { GroupState, Notice } from '@parley/react'
import { plainHost } from './classroom.fake.ts'
import type { FakeGroup } from './group.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { groupPlace, showApp } from './stage.tsx'
import type { Host } from '../src/index.ts'

let parley: FakeParley
let group: FakeGroup
let leave = () => {}

beforeEach(async () => {
  await page.viewport(1200, 800)
  parley = newFakeParley()
})
afterEach(() => leave())

const button = (name: string) => page.getByRole('button', { name, exact: true })

function open(state: GroupState, onErase?: () => Promise<void>): void {
  group = parley.addGroup('Night watch', { state })
  leave = showApp(parley, groupPlace(group.id), onErase)
}

test('who has asked to come in takes it back, once they were asked whether they mean it', async () => {
  open('waiting')
  await userEvent.click(button('Withdraw the request'))
  const asked = page.getByRole('dialog', { name: 'Withdraw your request?' })
  await userEvent.click(asked.getByRole('button', { name: 'Cancel' }))
  expect(parley.groups.get()).toHaveLength(1)
  await userEvent.click(button('Withdraw the request'))
  await userEvent.click(asked.getByRole('button', { name: 'Withdraw' }))
  await expect.poll(() => parley.groups.get()).toEqual([])
  await expect.element(page.getByText('No groups yet')).toBeVisible()
})

test('who takes a request back is told first what they would lose with it', async () => {
  open('waiting')
  group.setDraft('I bring the lamp')
  const kept = page.getByText('What you were writing is kept:')
  await expect.element(kept).toBeVisible()
  await expect.element(page.getByText('I bring the lamp')).toBeVisible()
  await userEvent.click(button('Withdraw the request'))
  const asked = page.getByRole('dialog', { name: 'Withdraw your request?' })
  await expect.element(asked).toHaveTextContent('was never sent, and goes with it')
})

test('who is removed while writing has the draft in sight', async () => {
  open('removed')
  group.setDraft('half a sentence')
  await expect.element(page.getByText('What you were writing is kept:')).toBeVisible()
  await expect.element(page.getByText('half a sentence')).toBeVisible()
})

test('what was written before the app could say that it is over may go to the draft', async () => {
  const goOnEarly: Host['goOnEarly'] = (one, box) => {
    one.setDraft(`${one.draft.get()}, ${box === undefined ? 'no box' : 'a box'}`)
  }
  group = parley.addGroup('Night watch', { state: 'removed' })
  group.setDraft('from yesterday')
  leave = showApp(parley, groupPlace(group.id), undefined, { ...plainHost(), goOnEarly })
  await expect.element(page.getByText('What you were writing is kept:')).toBeVisible()
  await expect.poll(() => group.draft.get()).toBe('from yesterday, no box')
})

test('who was never let in is told so on the whole screen, and loses nothing they have read', async () => {
  group = parley.addGroup('', { state: 'removed' })
  group.info.change((was) => ({ ...was, departure: { type: 'declined', by: '', at: Date.now() } }))
  leave = showApp(parley, groupPlace(group.id))
  const told = page.getByRole('status').filter({ hasText: 'You were not let in' })
  await expect.element(told).toHaveTextContent('turned your request down. That was today')
  await expect.element(page.getByText('This is the beginning')).not.toBeInTheDocument()
  await expect.element(page.getByRole('log')).not.toBeInTheDocument()
  await expect.element(page.getByRole('button', { name: /^People/ })).not.toBeInTheDocument()
  const heading = page.getByRole('heading', { name: 'A group you were invited to' })
  await expect.element(heading).toBeVisible()
  await userEvent.click(button('Remove from this device'))
  const asked = page.getByRole('dialog', { name: 'Remove this group from this device?' })
  await expect.element(asked).toHaveTextContent('anything you wrote and had not sent')
  await expect.element(asked).not.toHaveTextContent('that was said in it')
  await userEvent.click(asked.getByRole('button', { name: 'Remove' }))
  await expect.poll(() => parley.groups.get()).toEqual([])
})

test('a group one has left is removed from the device after being told what goes and what stays', async () => {
  open('left')
  const at = Date.now()
  group.info.change((was) => ({ ...was, departure: { type: 'left', by: 'Nora', at } }))
  await userEvent.click(button('Remove from this device'))
  const asked = page.getByRole('dialog', { name: 'Remove this group from this device?' })
  await expect.element(asked).toHaveTextContent('is deleted here')
  await expect.element(asked).toHaveTextContent('so do your other devices')
  await userEvent.click(asked.getByRole('button', { name: 'Remove' }))
  await expect.poll(() => parley.groups.get()).toEqual([])
  await expect.element(page.getByText('No groups yet')).toBeVisible()
})

test('a group that one is in, and one that only a relay shuts, are not offered to be removed', async () => {
  open('closed')
  await expect.element(page.getByText(/no longer takes part/)).toBeVisible()
  await expect.element(button('Remove from this device')).not.toBeInTheDocument()
  group.info.change((was) => ({ ...was, state: 'ready' }))
  await expect.element(page.getByRole('textbox', { name: 'Message' })).toBeVisible()
  await expect.element(button('Remove from this device')).not.toBeInTheDocument()
})

test('a removed device deletes its data when told to, and says so when another tab holds on to it', async () => {
  let hasOtherTab = true
  let erasedCount = 0
  parley.own.isRemoved.set(true)
  open('closed', async () => {
    if (hasOtherTab) throw new Error('blocked')
    erasedCount++
  })
  await userEvent.click(button('Delete this device’s data').first())
  const asked = page.getByRole('dialog', { name: /^Delete all that Parley keeps/ })
  await expect.element(asked).toHaveTextContent('This cannot be undone')
  await expect.element(asked).toHaveTextContent('Your other devices keep everything')
  await userEvent.click(asked.getByRole('button', { name: 'Delete' }))
  await expect.element(asked.getByRole('alert')).toHaveTextContent('Close the other tabs')
  hasOtherTab = false
  await userEvent.click(asked.getByRole('button', { name: 'Delete' }))
  await expect.poll(() => erasedCount).toBe(1)
})

test('who came back by words that nobody knows may go on waiting, and is told of no groups to lose', async () => {
  parley.own.search.set('nothing-found')
  leave = showApp(parley, { screen: 'groups' }, async () => {})
  const told = page.getByRole('status').filter({ hasText: 'No groups were found' })
  await expect.element(told).toHaveTextContent('press Join, and paste the link')
  await expect.element(told).toHaveTextContent('Was it another phrase?')
  await userEvent.click(button('Delete this device’s data'))
  const asked = page.getByRole('dialog', { name: /^Delete all that Parley keeps/ })
  await expect.element(asked).not.toHaveTextContent('Your groups')
  await userEvent.click(asked.getByRole('button', { name: 'Cancel' }))
  await userEvent.click(button('Keep waiting'))
  await expect.element(told).not.toHaveTextContent('Was it another phrase?')
  await expect.element(button('Delete this device’s data')).not.toBeInTheDocument()
  await expect.element(button('What to do')).toHaveFocus()
})

test('who comes back is told what is known: first that the phrase is right, and that they are back when it is so', async () => {
  parley.name.set(undefined)
  parley.own.search.set('searching')
  leave = showApp(parley)
  const title = (name: string) => page.getByRole('heading', { name })
  await expect.element(title('Your phrase is right')).toBeVisible()
  await expect.element(page.getByText('as soon as the relay answers')).toBeVisible()
  await expect.element(page.getByText('You are back')).not.toBeInTheDocument()
  parley.own.search.set('found')
  await expect.element(title('You are back')).toBeVisible()
  await expect.element(page.getByRole('textbox', { name: 'Your name' })).not.toBeInTheDocument()
  parley.name.set('Nora')
  const told = page.getByRole('status').filter({ hasText: 'You are back.' })
  await expect.element(told).toBeVisible()
  await userEvent.click(button('OK'))
  await expect.element(told).not.toBeInTheDocument()
})

test('who goes on while the relay is silent is not told that they are back', async () => {
  parley.own.search.set('searching')
  leave = showApp(parley)
  const told = page.getByRole('status').filter({ hasText: 'Your phrase is right.' })
  await expect.element(told).toHaveTextContent('as soon as the relay answers')
  await expect.element(told).not.toHaveTextContent('You are back')
})

test('who leaves a group is back at the list, without the sheet of what they left', async () => {
  group = parley.addGroup('Night watch')
  group.info.change((was) => ({ ...was, me: { ...was.me, role: 'member' } }))
  leave = showApp(parley, groupPlace(group.id))
  await userEvent.click(page.getByRole('button', { name: /^People/ }))
  await userEvent.click(button('Leave group'))
  const asked = page.getByRole('dialog', { name: 'Leave this group?' })
  await userEvent.click(asked.getByRole('button', { name: 'Leave' }))
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  const list = page.getByRole('navigation', { name: 'Groups' })
  await expect
    .element(list.getByRole('link', { name: /Night watch/ }))
    .toHaveTextContent('You left')
  await expect.element(page.getByRole('heading', { name: 'Choose a group' })).toBeVisible()
  await expect.poll(() => list.element().contains(document.activeElement)).toBe(true)
})

test('what one wrote and nobody got is one notice, whose texts are read and written again one by one', async () => {
  const texts = ['I bring the boat', 'and the oars', 'at ten?']
  group = parley.addGroup('Night watch')
  const keptOf = (text: string): Notice => ({
    id: text,
    type: 'not-shown',
    by: 'Amir',
    group: group.id,
    text,
  })
  parley.notices.set(texts.map(keptOf))
  leave = showApp(parley)
  const told = page.getByRole('alert')
  await expect.element(told).toHaveTextContent(/Amir had removed or muted you, .* 3 messages/)
  await expect.element(page.getByText('at ten?')).not.toBeVisible()
  await userEvent.click(button('Show the 3 texts'))
  await expect.element(page.getByText('at ten?')).toBeVisible()
  await userEvent.click(button('Write again').nth(1))
  expect(group.draft.get()).toBe('and the oars')
  await expect.element(told).toHaveTextContent('2 messages')

  await userEvent.click(button('Dismiss'))
  const asked = page.getByRole('dialog', { name: 'Delete these 2 texts?' })
  await userEvent.click(asked.getByRole('button', { name: 'Cancel' }))
  expect(parley.notices.get()).toHaveLength(2)
  await userEvent.click(button('Dismiss'))
  await userEvent.click(asked.getByRole('button', { name: 'Delete' }))
  await expect.poll(() => parley.notices.get()).toEqual([])
})

test('who was removed is told so in plain words, with the one text in sight', async () => {
  open('removed')
  const text = 'half of it is mine'
  parley.notices.set([{ id: '1', type: 'not-shown', by: 'Amir', group: group.id, text }])
  const told = page.getByRole('alert')
  await expect.element(told).toHaveTextContent('Amir removed you before this message reached')
  await expect.element(page.getByText(text)).toBeVisible()
  await expect.element(button('Write again')).not.toBeInTheDocument()
})

test('a phone shows one notice, and the others when asked for', async () => {
  await page.viewport(390, 844)
  parley.notices.set([
    { id: '1', type: 'storage-full' },
    { id: '2', type: 'relay-misbehaved' },
  ])
  leave = showApp(parley)
  const second = page.getByText('The relay sent something that breaks the rules')
  await expect.element(page.getByText('storage is full')).toBeVisible()
  await expect.element(second).not.toBeVisible()
  await userEvent.click(button('1 more'))
  await expect.element(second).toBeVisible()
})
