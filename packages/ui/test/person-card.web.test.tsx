/** The card of a person: what is known of them, where else one meets them, and what one may do. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { PersonId } from '@parley/react'
import type { FakeGroup } from './group.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { fakePerson, MEMBER } from './people.fake.ts'
import { groupPlace, showApp } from './stage.tsx'

const AMIR = 'Amir' as PersonId

let parley: FakeParley
let group: FakeGroup
let leave = () => {}

beforeEach(async () => {
  await page.viewport(1200, 800)
  parley = newFakeParley()
  group = parley.addGroup('Lake', { people: ['Amir', 'Mei'] })
})
afterEach(() => leave())

const card = () => page.getByRole('dialog', { name: 'Amir' })
const composer = () => page.getByRole('textbox', { name: 'Message', exact: true })

async function looks(): Promise<void> {
  leave = showApp(parley, groupPlace(group.id))
  await userEvent.click(page.getByRole('button', { name: /^People/ }))
  await userEvent.click(page.getByRole('button', { name: 'About Amir', exact: true }))
  await expect.element(card()).toBeVisible()
}

async function presses(name: string): Promise<void> {
  await userEvent.click(card().getByRole('button', { name, exact: true }))
}

test('it tells what is known of a person, and says nothing of what is not', async () => {
  group.here.set({ people: [{ person: AMIR, name: 'Amir', typing: false }], othersCount: 1 })
  group.info.change((was) => ({
    ...was,
    people: [fakePerson('Nora'), fakePerson('Amir', { status: 'At sea', devicesCount: 3 })],
  }))
  await looks()
  for (const said of ['At sea', 'Member', 'here now', 'Came by a link of', '3 devices'])
    await expect.element(card()).toHaveTextContent(said)
  group.here.set({ people: [], othersCount: 0 })
  await expect.element(card()).not.toHaveTextContent('here now')
  await expect.element(card()).not.toHaveTextContent('in common')
})

test('it leads to the other groups that one shares', async () => {
  parley.addGroup('Choir', { people: ['Mei'] })
  parley.addGroup('Book circle', { people: ['Amir'] })
  await looks()
  await expect.element(card()).toHaveTextContent('One more group in common')
  await expect.element(card().getByRole('button', { name: 'Choir' })).not.toBeInTheDocument()
  await presses('Book circle')
  await expect.element(card()).not.toBeInTheDocument()
  await expect.element(page.getByRole('heading', { name: 'Book circle' })).toBeVisible()
})

test('whoever is another than was compared is to be compared first, before anything is written to them', async () => {
  const filled = () => [...card().element().querySelectorAll('[data-look="main"]')]
  await looks()
  expect(filled().map((one) => one.textContent)).toEqual(['Mention'])
  group.info.change((was) => ({
    ...was,
    people: [fakePerson('Nora'), fakePerson('Amir', { verified: 'changed' })],
  }))
  await expect.poll(() => filled().map((one) => one.textContent)).toEqual(['Compare code'])
  await expect.element(card().getByRole('button', { name: 'Mention' })).toBeVisible()
})

test('Mention writes on in the conversation, behind what was begun', async () => {
  group.setDraft('See you there,')
  await looks()
  await presses('Mention')
  await expect.element(composer()).toHaveValue('See you there, @Amir ')
  await expect.element(composer()).toHaveFocus()
})

test('nobody is offered a mention that would mean nobody, nor where they may not write', async () => {
  group.info.change((was) => ({
    ...was,
    people: [...was.people, fakePerson('amir', { person: 'other' as PersonId })],
  }))
  await looks()
  await expect.element(card().getByRole('button', { name: 'Mention' })).not.toBeInTheDocument()
  const people = [fakePerson('Nora'), fakePerson('Amir')]
  group.info.change((was) => ({ ...was, people }))
  await expect.element(card().getByRole('button', { name: 'Mention' })).toBeVisible()
  group.info.change((was) => ({ ...was, me: { ...MEMBER, mayPost: false } }))
  await expect.element(card().getByRole('button', { name: 'Mention' })).not.toBeInTheDocument()
})

test('what one may do with a person is done from their card, which is there again afterwards', async () => {
  await looks()
  await presses('Mute')
  const muting = page.getByRole('dialog', { name: 'Mute Amir' })
  await userEvent.click(muting.getByRole('button', { name: 'Mute', exact: true }))
  await expect.element(card()).toHaveTextContent(/muted/i)
  await presses('Unmute')
  await expect.element(card()).not.toHaveTextContent(/muted/i)
  await presses('Remove from group')
  const removing = page.getByRole('dialog', { name: 'Remove Amir from the group?' })
  await userEvent.click(removing.getByRole('button', { name: 'Remove', exact: true }))
  await expect.element(card()).toHaveTextContent('Not in this group any more.')
  await expect.element(card().getByRole('button', { name: 'Mute' })).not.toBeInTheDocument()
})
