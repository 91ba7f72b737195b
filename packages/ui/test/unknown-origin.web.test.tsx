import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { groupPlace, showApp } from './stage.tsx'

let parley: FakeParley
let leave = () => {}

beforeEach(async () => {
  await page.viewport(1200, 800)
  parley = newFakeParley()
})
afterEach(() => leave())

test('whoever opened a relay at an address it does not know is told that its operator has to name it', async () => {
  leave = showApp(parley, { screen: 'groups' })
  const said = page.getByText('does not know its own address https://chat.example.org')
  await expect.element(said).not.toBeInTheDocument()
  const unknownOrigin = 'https://chat.example.org'
  parley.connection.set({ state: 'offline', heardAt: Date.now(), unknownOrigin })
  await expect.element(said).toBeVisible()
  await expect.element(said).toHaveTextContent('Its operator has to set PARLEY_ORIGINS')
  parley.connection.set({ state: 'connected', heardAt: Date.now() })
  await expect.element(said).not.toBeInTheDocument()
})

test('on a phone it is said where somebody who followed a link is, and once', async () => {
  await page.viewport(390, 800)
  const group = parley.addGroup('Bake sale')
  leave = showApp(parley, groupPlace(group.id))
  parley.connection.set({ state: 'offline', heardAt: undefined, unknownOrigin: 'http://a.test' })
  const said = page.getByRole('status').filter({ hasText: 'does not know its own address' })
  await expect.element(said).toBeVisible()
  await page.viewport(1200, 800)
  await expect.element(said).toBeVisible()
  expect(said.elements()).toHaveLength(1)
})
