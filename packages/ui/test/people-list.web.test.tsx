import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { PersonId } from '@parley/react'
import type { FakeGroup } from './group.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { fakePerson, MEMBER } from './people.fake.ts'
import { groupPlace, showApp } from './stage.tsx'

let parley: FakeParley
let group: FakeGroup
let leave = () => {}

beforeEach(async () => {
  await page.viewport(1200, 800)
  parley = newFakeParley()
  group = parley.addGroup('Lake')
})
afterEach(() => leave())

const button = (name: string | RegExp) => page.getByRole('button', { name })
const rows = () => page.getByRole('list', { name: 'People in this group' }).getByRole('listitem')
const change = (next: Partial<ReturnType<FakeGroup['info']['get']>>) =>
  group.info.change((was) => ({ ...was, ...next }))

async function openSheet(): Promise<void> {
  leave = showApp(parley, groupPlace(group.id))
  await userEvent.click(button(/^People/))
}

async function choose(act: string, name: string): Promise<void> {
  await userEvent.click(button(`What to do with ${name}`))
  await userEvent.click(page.getByRole('menuitem', { name: act }))
}

test('oneself stands first, then who is in charge, whatever their names', async () => {
  change({
    people: [
      fakePerson('Amir'),
      fakePerson('Mei', { role: 'guest' }),
      fakePerson('Nora'),
      fakePerson('Zoe', { role: 'owner' }),
    ],
  })
  await openSheet()
  await expect.element(rows().nth(0)).toHaveTextContent('Nora')
  await expect.element(rows().nth(1)).toHaveTextContent('Zoe')
  await expect.element(rows().nth(2)).toHaveTextContent('Amir')
  await expect.element(rows().nth(3)).toHaveTextContent('Mei')
})

test('in a group of two hundred a person is found by name, and leaving is never far away', async () => {
  const crowd = Array.from({ length: 199 }, (_, n) => fakePerson(`Person ${n}`))
  change({ people: [fakePerson('Nora'), ...crowd], me: MEMBER })
  await openSheet()
  await expect.element(page.getByRole('heading', { name: '200 people' })).toBeVisible()
  expect(rows().elements()).toHaveLength(50)
  await expect.element(button('Leave group')).toBeVisible()
  await userEvent.click(button('Show 50 more'))
  await expect.poll(() => rows().elements().length).toBe(100)
  const search = page.getByRole('searchbox', { name: 'Find a person' })
  await userEvent.fill(search, 'person 198')
  await expect.poll(() => rows().elements().length).toBe(1)
  await userEvent.fill(search, 'nobody at all')
  await expect.element(page.getByText('Nobody by that name.')).toBeVisible()
})

test('blocking says what it does, and that nobody is told', async () => {
  await openSheet()
  await choose('Block', 'Amir')
  const told = page.getByRole('status').filter({ hasText: 'Amir is blocked' })
  await expect.element(told).toHaveTextContent('Nobody is told')
  await choose('Unblock', 'Amir')
  await expect.element(page.getByText('Amir is no longer blocked.')).toBeVisible()
})

test('Enter, pressed once too often, removes nobody', async () => {
  await openSheet()
  await choose('Remove from group', 'Amir')
  const dialog = page.getByRole('dialog', { name: 'Remove Amir from the group?' })
  await expect.element(dialog.getByRole('heading')).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(dialog).toBeVisible()
  expect(group.info.get().people.map(({ name }) => name)).toContain('Amir')
})

test('who has found that the codes differ is not led to say that they are the same', async () => {
  await openSheet()
  await choose('Compare code', 'Amir')
  await userEvent.click(button('They differ'))
  await expect.element(page.getByText(/do not trust this person/)).toBeVisible()
  const close = page.getByRole('dialog', { name: 'Compare with Amir' }).getByText('Close')
  await expect.element(close).toHaveAttribute('data-look', 'main')
  await expect.element(button('They are the same')).toHaveAttribute('data-look', 'plain')
})

test('who is here is seen on a phone as a number, heard by name, and said beside them; nothing announces it', async () => {
  await page.viewport(390, 844)
  const people = ['Amir', 'Mei'].map((name) => ({ person: name as PersonId, name, typing: false }))
  group.here.set({ people, othersCount: 2 })
  leave = showApp(parley, groupPlace(group.id))
  await expect.element(page.getByText('3 here')).toBeVisible()
  await expect.element(page.getByText('Here now: Amir and Mei')).toBeInTheDocument()
  const count = page.getByText('3 here').element()
  expect(count.closest('[aria-hidden]')).toBe(count)
  expect(count.closest('[aria-live], [role="status"]')).toBeNull()
  const { right, bottom } = count.getBoundingClientRect()
  expect(document.elementFromPoint(right - 2, bottom - 2)).toBe(count)
  await userEvent.click(button(/^People/))
  const row = page.getByRole('listitem').filter({ hasText: 'Amir' })
  await expect.element(row.getByText('here now')).toBeVisible()
})

test('whoever is out of a group is not told who is in it now, nor that they are connected', async () => {
  const here = { person: 'Amir' as PersonId, name: 'Amir', typing: false }
  group.here.set({ people: [here], othersCount: 1 })
  leave = showApp(parley, groupPlace(group.id))
  const header = () => document.querySelector('section > header')?.textContent
  await expect.poll(header).toContain('2 here')
  change({ state: 'removed', departure: { type: 'removed', by: 'Amir', at: Date.now() } })
  await expect.poll(header).toContain('You were removed')
  expect(header()).not.toMatch(/here|people|Connected/)
})

test('whose request was declined is told that, and not that they were removed', async () => {
  change({
    state: 'removed',
    me: { ...MEMBER, role: undefined, mayPost: false },
    departure: { type: 'declined', by: '', at: Date.now() },
  })
  leave = showApp(parley, groupPlace(group.id))
  const told = page.getByRole('status').filter({ hasText: 'You were not let in' })
  await expect.element(told).toHaveTextContent('turned your request down')
  await expect.element(page.getByText(/were removed/)).not.toBeInTheDocument()
})

test('Enter, pressed once too often, does not say that the digits of two devices are the same', async () => {
  parley.name.set(undefined)
  leave = showApp(parley, { screen: 'link', code: '' })
  await userEvent.fill(page.getByRole('textbox', { name: 'Short code or link' }), 'K7MP-29QX')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('img', { name: /^Digits to compare/ })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  expect(parley.own.linking.get().step).toBe('compare')
})

test('a new device that cannot reach the other is not kept waiting without a way out', async () => {
  parley.name.set(undefined)
  leave = showApp(parley, { screen: 'link', code: '' })
  await userEvent.fill(page.getByRole('textbox', { name: 'Short code or link' }), 'K7MP-29QX')
  await userEvent.keyboard('{Enter}')
  parley.own.linking.set({ step: 'waiting', link: '', shortCode: '' })
  await userEvent.click(button('Cancel'))
  await expect.element(page.getByRole('textbox', { name: 'Your name' })).toBeVisible()
})

test('where the device can hand a link to other apps, it is offered, and closing that is no fault', async () => {
  const shared: unknown[] = []
  const share = async (what: unknown) => {
    shared.push(what)
    throw new DOMException('Closed by the person.', 'AbortError')
  }
  Object.defineProperty(navigator, 'share', { value: share, configurable: true })
  leave = showApp(parley, groupPlace(group.id))
  await userEvent.click(button('Invite'))
  await userEvent.click(button('Make link'))
  await userEvent.click(button('Share'))
  expect(shared).toEqual([{ url: group.info.get().invites[0]?.link }])
  await expect.element(page.getByRole('textbox', { name: 'Invite link' })).toBeVisible()
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument()
  Reflect.deleteProperty(navigator, 'share')
})
