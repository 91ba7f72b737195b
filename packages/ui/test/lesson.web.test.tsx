/** A lesson: hands go up and come down, whoever teaches gives the word and asks for quiet. */
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
  group = parley.addGroup('Class 7b', { people: ['Ali', 'Mei'] })
  group.info.change((was) => ({ ...was, policy: { ...was.policy, asClass: true } }))
})
afterEach(() => leave())

const lesson = () => page.getByRole('region', { name: 'Lesson' })
const button = (name: string) => lesson().getByRole('button', { name, exact: true })
const hands = () => lesson().getByRole('list', { name: 'Hands up' }).getByRole('listitem')

function opens(): void {
  leave = showApp(parley, groupPlace(group.id))
}

function asStudent(): void {
  group.info.change((was) => ({ ...was, me: MEMBER }))
}

test('a student raises a hand and takes it down again, and sees who is before them', async () => {
  asStudent()
  group.raises('Mei')
  opens()
  await userEvent.click(button('Raise hand'))
  await expect.element(hands().nth(0)).toHaveTextContent('Mei')
  await expect.element(hands().nth(1)).toHaveTextContent('You')
  await expect.element(button('Call on Mei')).not.toBeInTheDocument()
  await userEvent.click(button('Lower hand'))
  await expect.element(button('Raise hand')).toHaveFocus()
  expect(group.lesson.hands.get().up.map(({ name }) => name)).toEqual(['Mei'])
})

test('whoever teaches calls on one, lowers another, or all; who has the word is said', async () => {
  for (const name of ['Mei', 'Ali', 'Sam', 'Eve']) group.raises(name)
  opens()
  await userEvent.click(button('Call on Ali'))
  await expect.element(lesson().getByText('Ali has the word')).toBeVisible()
  await userEvent.click(button('Lower Mei’s hand'))
  await expect.element(hands().nth(0)).toHaveTextContent('Sam')
  await userEvent.click(button('Lower all'))
  await expect.element(hands()).not.toBeInTheDocument()
  await expect.element(button('Raise hand')).not.toBeInTheDocument()
})

test('who is called on is told so, and nobody else is', async () => {
  asStudent()
  opens()
  await group.lesson.callOn(group.raises('Nora'))
  await expect.element(lesson().getByText('You have the word')).toBeVisible()
})

test('quiet now is one press, told to all; a student then has a hand and no composer', async () => {
  opens()
  await userEvent.click(button('Quiet now'))
  await expect.element(button('Quiet now')).not.toBeInTheDocument()
  expect(group.info.get().policy.hushed).toBe(true)
  await expect
    .element(lesson().getByText('Quiet now: only teachers and assistants write.'))
    .toBeVisible()
  await userEvent.click(button('End the quiet'))
  await expect.element(button('Quiet now')).toBeVisible()
  expect(group.info.get().policy.hushed).toBe(false)
  await userEvent.click(button('Quiet now'))
  group.info.change((was) => ({ ...was, me: { ...MEMBER, mayPost: false, bar: 'hushed' } }))
  await expect
    .element(page.getByText('Whoever teaches has asked for quiet.', { exact: false }))
    .toBeVisible()
  await expect.element(page.getByRole('textbox', { name: 'Message' })).not.toBeInTheDocument()
  await expect.element(button('Raise hand')).toBeVisible()
})

test('open or one by one is changed later: the link of the other kind ends', async () => {
  await group.inviteLink()
  opens()
  await userEvent.click(page.getByRole('button', { name: 'People', exact: true }))
  await userEvent.click(page.getByRole('tab', { name: 'Settings' }))
  const each = page.getByRole('radio', { name: 'Approve each' })
  await expect
    .element(page.getByRole('radio', { name: 'Open', exact: false }).first())
    .toBeChecked()
  await userEvent.click(each)
  await expect.element(each).toBeChecked()
  await expect
    .poll(() => group.info.get().invites.map(({ needsApproval }) => needsApproval))
    .toEqual([true])
})

test('a group that is no class has no lesson', async () => {
  group.info.change((was) => ({ ...was, policy: { ...was.policy, asClass: false } }))
  opens()
  await expect.element(page.getByRole('textbox', { name: 'Message' })).toBeVisible()
  await expect.element(lesson()).not.toBeInTheDocument()
})
