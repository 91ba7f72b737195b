import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { NotAllowed, type PersonId, type RecordId } from '@parley/react'
import type { FakeGroup } from './group.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { fakePerson, FOUNDER, MEMBER } from './people.fake.ts'
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

const open = () => {
  leave = showApp(parley, groupPlace(group.id))
}
const button = (name: string | RegExp) => page.getByRole('button', { name })
const openSheet = () => userEvent.click(button(/^People/))
const row = (name: string) => page.getByRole('listitem').filter({ hasText: name })
const change = (next: Partial<ReturnType<FakeGroup['info']['get']>>) =>
  group.info.change((was) => ({ ...was, ...next }))

test('who may do nothing with a person is offered to compare and to block, and nothing else', async () => {
  change({
    me: MEMBER,
    people: [fakePerson('Nora'), fakePerson('Amir', { may: [], assignable: [] })],
  })
  open()
  await openSheet()
  await userEvent.click(button('What to do with Amir'))
  const offered = page.getByRole('menuitem')
  await expect.element(offered.nth(0)).toHaveTextContent('Compare code')
  await expect.element(offered.nth(1)).toHaveTextContent('Block')
  expect(offered.elements()).toHaveLength(2)
})

test('removing says what happens, and asks once', async () => {
  open()
  await openSheet()
  await userEvent.click(button('What to do with Amir'))
  await userEvent.click(page.getByRole('menuitem', { name: 'Remove from group' }))
  const dialog = page.getByRole('dialog', { name: 'Remove Amir from the group?' })
  await expect.element(dialog).toHaveTextContent('offline too, will not appear for anyone')
  await userEvent.click(dialog.getByRole('button', { name: 'Remove', exact: true }))
  await expect.element(dialog).not.toBeInTheDocument()
  await expect.element(row('Amir')).not.toBeInTheDocument()
})

test('who is said to have a new identity is compared with at one press', async () => {
  const about = { by: 'Amir', person: 'Amir' as PersonId, group: group.id }
  parley.notices.set([{ id: '1', type: 'identity-changed', ...about }])
  open()
  await expect.element(page.getByRole('alert')).toHaveTextContent('Amir has a new identity')
  await userEvent.click(button('Compare code'))
  const dialog = page.getByRole('dialog', { name: 'Compare with Amir' })
  await expect.element(dialog.getByRole('img', { name: /^Code to compare/ })).toBeVisible()
  change({ people: [fakePerson('Nora')] })
  await expect.element(dialog).not.toBeInTheDocument()
  await expect.element(button('Compare code')).not.toBeInTheDocument()
})

test('a removed device says so in its groups, and none of them says it is closed', async () => {
  change({ state: 'closed' })
  open()
  await expect.element(page.getByText('The relay no longer takes part')).toBeVisible()
  parley.own.isRemoved.set(true)
  const told = page.getByRole('status').filter({ hasText: 'This device was removed' })
  await expect.element(told).toBeVisible()
  await expect.element(page.getByText('Closed for you')).not.toBeInTheDocument()
  await expect.element(button('New group')).not.toBeInTheDocument()
})

test('an act that the rules no longer allow is answered in words', async () => {
  open()
  group.mute = () => Promise.reject(new NotAllowed())
  await openSheet()
  await userEvent.click(button('What to do with Amir'))
  await userEvent.click(page.getByRole('menuitem', { name: 'Mute' }))
  await userEvent.click(button('Mute'))
  await expect.element(page.getByRole('alert')).toHaveTextContent('do not let you do that')
})

test('a switch that could not be kept goes back to what is true', async () => {
  open()
  group.setPolicy = () => Promise.reject(new Error('The disk is gone.'))
  await openSheet()
  await userEvent.click(page.getByRole('tab', { name: 'Settings' }))
  const lock = page.getByRole('switch', { name: 'Lock the group' })
  await userEvent.click(lock)
  await expect.element(page.getByRole('alert')).toHaveTextContent('could not be kept')
  await expect.element(lock).not.toBeChecked()
})

test('moderators see who waits; others see nothing of it', async () => {
  const request = { id: 'r' as RecordId, person: 'Sami' as PersonId, role: 'member' } as const
  change({ requests: [{ ...request, name: 'Sami', at: Date.now() }] })
  open()
  await expect.element(page.getByText('Sami would like to come in.')).toBeVisible()
  change({ me: MEMBER })
  await expect.element(page.getByText('Sami would like to come in.')).not.toBeInTheDocument()
  await expect.element(button('People, 1 waiting')).not.toBeInTheDocument()
  change({ me: FOUNDER })
  await userEvent.click(button('Look'))
  await userEvent.click(button('Let in Sami'))
  await expect.element(row('Sami')).toBeVisible()
})

test('in slow mode one message waits and says when it goes out; the next stays in the composer', async () => {
  change({
    me: { ...MEMBER, bar: 'slow', mayPost: false, until: Date.now() + 3_600_000 },
    policy: { ...group.info.get().policy, slowModeSeconds: 3_600 },
  })
  open()
  const composer = page.getByRole('textbox', { name: 'Message' })
  const send = button('Send')
  await expect.element(page.getByText(/^Slow mode: goes out by itself in/)).toBeVisible()
  await userEvent.fill(composer, 'early')
  await expect.element(send).not.toHaveAttribute('aria-disabled')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('article')).toHaveTextContent('early')
  change({ postWaits: true })
  await expect.element(page.getByText(/^Your message goes out in/)).toBeVisible()
  await userEvent.fill(composer, 'too soon')
  await userEvent.keyboard('{Enter}')
  await expect.element(composer).toHaveValue('too soon')
  await expect.element(send).toHaveAttribute('aria-disabled', 'true')
  change({ me: MEMBER, postWaits: false })
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('article').last()).toHaveTextContent('too soon')
})

test('what a blocked person wrote is folded away, and unfolds when asked', async () => {
  open()
  group.arrive('Amir', 'spoilers')
  await parley.block('Amir' as PersonId)
  await expect.element(page.getByRole('article')).not.toHaveTextContent('spoilers')
  await userEvent.click(button('Show anyway'))
  await expect.element(page.getByRole('article')).toHaveTextContent('spoilers')
})

test('what was not sent goes back to the composer, before what is being written', async () => {
  open()
  const composer = page.getByRole('textbox', { name: 'Message' })
  await userEvent.fill(composer, 'new words')
  parley.notices.set([{ id: '1', type: 'not-sent', group: group.id, text: 'old words' }])
  await userEvent.click(button('Write again'))
  await expect.element(composer).toHaveValue('old words\nnew words')
  await expect.element(button('Write again')).not.toBeInTheDocument()
})

test('typing is told once, and its end when the text is sent', async () => {
  open()
  await userEvent.fill(page.getByRole('textbox', { name: 'Message' }), 'hello')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => group.told).toEqual([true, false])
})

test('another kind of link is made when asked for, and the count is told honestly', async () => {
  open()
  await userEvent.click(button('Invite'))
  const field = page.getByRole('textbox', { name: 'Invite link' })
  await userEvent.click(button('Make link'))
  await expect.element(field).toHaveValue(group.info.get().invites[0]?.link ?? '')
  await userEvent.click(page.getByText('Who it lets in, and how long'))
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Lets in' }), '5')
  await expect.element(page.getByText(/Each relay keeps this count for itself/)).toBeVisible()
  await expect.element(field).not.toBeInTheDocument()
  await userEvent.click(button('Make link'))
  await expect.element(field).toBeVisible()
  expect(group.info.get().invites[0]).toMatchObject({ usesCount: 5, role: 'member' })
  await userEvent.click(button('Withdraw').first())
  await userEvent.click(
    page
      .getByRole('dialog', { name: /^Withdraw/ })
      .getByText('Withdraw')
      .last(),
  )
  await expect.poll(() => group.info.get().invites.length).toBe(1)
})

test('who founded a group is offered no way out of it, is told why, and led to what they can do instead', async () => {
  open()
  await openSheet()
  await expect.element(page.getByText(/^You made this group, so you stay in it:/)).toBeVisible()
  await expect.element(button('Leave group')).not.toBeInTheDocument()
  await userEvent.click(button('Keep this group quiet…'))
  await expect.element(page.getByRole('switch', { name: 'Keep this group quiet' })).toHaveFocus()
  change({ me: MEMBER })
  await userEvent.click(page.getByRole('tab', { name: 'People' }))
  await expect.element(button('Leave group')).toBeVisible()
  await expect.element(page.getByText(/^You made this group/)).not.toBeInTheDocument()
})

test('Escape leaves a question and not the sheet behind it, and folding leaves the other open', async () => {
  change({ me: { ...FOUNDER, role: 'admin' } })
  open()
  await openSheet()
  await userEvent.click(button('Leave group'))
  const asked = page.getByRole('dialog', { name: 'Leave this group?' })
  await expect.element(asked).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(asked).not.toBeInTheDocument()
  await expect.element(page.getByRole('tab', { name: 'People' })).toBeVisible()
  await expect.poll(() => document.activeElement?.textContent).toBe('Leave group')
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('tab', { name: 'People' })).not.toBeInTheDocument()
  await userEvent.click(button('Invite'))
  const fold = page.getByText('Who it lets in, and how long')
  await userEvent.click(fold)
  await userEvent.click(fold)
  await expect.element(button('Make link')).toBeVisible()
})
