/** The words of a school, wherever a class names itself or the people in it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { FakeGroup } from './group.fake.ts'
import { newFakeParley } from './parley.fake.ts'
import { groupPlace, showApp } from './stage.tsx'

let group: FakeGroup
let leave = () => {}

beforeEach(async () => {
  await page.viewport(1200, 800)
  const parley = newFakeParley()
  group = parley.addGroup('Class 7b', { people: ['Ali', 'Mei'] })
  leave = showApp(parley, groupPlace(group.id))
  await userEvent.click(page.getByRole('button', { name: 'People', exact: true }))
})
afterEach(() => leave())

const people = (name: string) => page.getByRole('list', { name })
const tab = (name: string) => page.getByRole('tab', { name })

test('in a class people are teachers and students; in any other group they are not', async () => {
  await expect.element(people('People in this group').getByText('Member').first()).toBeVisible()
  group.info.change((was) => ({ ...was, policy: { ...was.policy, asClass: true } }))
  const list = people('People in this class')
  await expect.element(list.getByText('Class teacher')).toBeVisible()
  await expect.element(list.getByText('Student').first()).toBeVisible()
  await userEvent.click(page.getByRole('button', { name: 'What to do with Ali' }))
  await expect.element(page.getByRole('menuitem', { name: 'Remove from class' })).toBeVisible()
})

test('rules, roles to give and the way out speak of the class', async () => {
  group.info.change((was) => ({ ...was, policy: { ...was.policy, asClass: true } }))
  await userEvent.click(page.getByRole('button', { name: 'What to do with Ali' }))
  await userEvent.click(page.getByRole('menuitem', { name: 'Change role' }))
  await expect.element(page.getByRole('radio', { name: /^Assistant/ })).toBeVisible()
  await userEvent.click(page.getByRole('button', { name: 'Cancel' }))
  await userEvent.click(tab('Settings'))
  await expect.element(page.getByRole('switch', { name: 'Lock the class' })).toBeVisible()
  await expect.element(page.getByRole('textbox', { name: 'Class name' })).toBeVisible()
})
