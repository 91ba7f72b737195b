/** What is kept and can be changed: nothing to save, something to save, and what changes meanwhile. */
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

const field = (name: string) => page.getByRole('textbox', { name, exact: true })
const button = (name: string) => page.getByRole('button', { name, exact: true })

test('a form with nothing changed has no button, and says so when Enter is pressed all the same', async () => {
  const group = parley.addGroup('Lake')
  const isQuiet = async (name: string) => {
    await expect.element(button(name)).not.toBeInTheDocument()
  }
  leave = showApp(parley, { screen: 'settings' })
  await expect.element(field('Your name')).toBeVisible()
  await isQuiet('Save name')
  await isQuiet('Save status')
  await userEvent.click(field('Your name'))
  await userEvent.keyboard('{Enter}')
  await expect
    .element(page.getByRole('status').filter({ hasText: 'Nothing has changed yet.' }))
    .toBeVisible()
  await userEvent.keyboard(' ')
  await isQuiet('Save name') // a blank at the end is no other name
  leave()

  leave = showApp(parley, groupPlace(group.id))
  await userEvent.click(page.getByRole('button', { name: /^People/ }))
  await userEvent.click(page.getByRole('tab', { name: 'Settings' }))
  await expect.element(field('Description')).toBeVisible()
  await isQuiet('Save name')
  await isQuiet('Save description')
})

test('what was changed is saved at one press, said, and focus is not lost', async () => {
  leave = showApp(parley, { screen: 'settings' })
  await userEvent.fill(field('Your name'), ' Nora B. ')
  const save = button('Save name')
  await userEvent.click(save)
  await expect.poll(() => parley.name.get()).toBe('Nora B.')
  await expect.element(field('Your name')).toHaveValue('Nora B.')
  await expect.element(page.getByText('Saved', { exact: true })).toBeVisible()
  await expect.element(save).not.toBeInTheDocument()
  await expect.element(page.getByText('Saved', { exact: true })).toHaveFocus()
  await userEvent.fill(field('Your name'), 'Nora C.')
  await expect.element(page.getByText('Saved', { exact: true })).not.toBeInTheDocument()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText('Saved', { exact: true })).toBeVisible()
  await expect.element(field('Your name')).toHaveFocus()
})

test('what is wrong with a name is said, and nothing of it is saved or lost', async () => {
  leave = showApp(parley, { screen: 'settings' })
  await userEvent.clear(field('Your name'))
  await userEvent.click(button('Save name'))
  await expect.element(page.getByRole('alert')).toHaveTextContent('A name is needed')
  expect(parley.name.get()).toBe('Nora')
  parley.setName = () => Promise.reject(new Error('The disk is gone.'))
  await userEvent.fill(field('Your name'), 'Zoe')
  await userEvent.click(button('Save name'))
  await expect.element(page.getByRole('alert')).toHaveTextContent('could not be kept')
  await expect.element(field('Your name')).toHaveValue('Zoe')
})

test('a name that changes elsewhere shows at once, and never over what somebody is writing', async () => {
  leave = showApp(parley, { screen: 'settings' })
  await expect.element(field('Your name')).toHaveValue('Nora')
  await parley.setName('Nora from the phone')
  await expect.element(field('Your name')).toHaveValue('Nora from the phone')
  await userEvent.fill(field('Your name'), 'Half a na')
  await parley.setName('Another one')
  await userEvent.keyboard('me')
  await expect.element(field('Your name')).toHaveValue('Half a name')
  await expect.element(button('Save name')).toBeVisible()
})
