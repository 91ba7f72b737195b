import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { groupPlace, showApp } from './stage.tsx'

let parley: FakeParley
let leave = () => {}

beforeEach(async () => {
  await page.viewport(1200, 800)
  parley = newFakeParley()
})
afterEach(() => leave())

test('a founder whom the relay did not invite reads it above the conversation, until it takes the group', async () => {
  const group = parley.addGroup('Bake sale')
  leave = showApp(parley, groupPlace(group.id))
  const said = page.getByText('This relay founds groups only for who was invited')
  await expect.element(said).not.toBeInTheDocument()
  const before = group.info.get()
  group.info.set({ ...before, isUninvited: true })
  await expect.element(said).toHaveTextContent('what you wrote is kept')
  group.info.set(before)
  await expect.element(said).not.toBeInTheDocument()
})

test('an invitation that was taken says so, and leads to the groups', async () => {
  parley.addGroup('Bake sale')
  leave = showApp(parley, { screen: 'invited' })
  await expect.element(page.getByRole('heading')).toHaveTextContent('You may found groups here')
  await userEvent.click(page.getByRole('button', { name: 'To your groups' }))
})
