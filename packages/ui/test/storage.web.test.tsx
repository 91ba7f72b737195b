import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { GroupId, MessageKey } from '@parley/react'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { groupPlace, showApp } from './stage.tsx'

let parley: FakeParley
let leave = () => {}

beforeEach(async () => {
  await page.viewport(1200, 800)
  parley = newFakeParley()
  parley.addGroup('Harbour festival')
  parley.addGroup('Choir')
})
afterEach(() => leave())

const section = () => page.getByRole('region', { name: 'Storage on this device' })
const inSection = (name: string | RegExp) => section().getByRole('button', { name })

test('a person sees what each group takes, is told what can go, lets it go, and chooses a limit', async () => {
  leave = showApp(parley, { screen: 'settings' })
  await expect.element(section()).toHaveTextContent('21 MB in all')
  await expect.element(section()).toHaveTextContent('Choir2.3 MB')
  const free = inSection('Free 14 MB')
  await expect
    .element(free)
    .toHaveAccessibleDescription(/14 MB of older messages can go.*relay keeps them/)
  await userEvent.click(free)
  await expect.element(section().getByRole('status').first()).toHaveTextContent('14 MB freed')
  await expect.element(section()).toHaveTextContent('6.6 MB in all')
  const nothing = inSection('Free space')
  await expect.element(nothing).toHaveFocus()
  await expect.element(nothing).toHaveAttribute('aria-disabled', 'true')
  await expect.element(nothing).toHaveAccessibleDescription(/^Nothing can go right now/)
  await userEvent.selectOptions(section().getByLabelText('Keep at most'), '200 MB')
  await expect.poll(() => parley.storage.budgetBytes.get()).toBe(200_000_000)
  await expect.element(section()).toHaveTextContent('Your limit is 200 MB.')
})

test('of several groups one is freed by itself, and focus is on what is said of it', async () => {
  parley.storage.use.change((was) => ({
    ...was,
    groups: was.groups.map((one) => ({ ...one, freeableBytes: 1_000_000 })),
  }))
  leave = showApp(parley, { screen: 'settings' })
  await expect.element(inSection('Free 2 MB')).toBeVisible()
  await userEvent.click(inSection('Free 1 MB in Choir'))
  const said = section().getByRole('status').first()
  await expect.element(said).toHaveTextContent('1 MB freed')
  await expect.element(said).toHaveFocus()
  await expect.element(inSection('Free 1 MB')).toBeVisible()
  await expect.element(inSection(/Choir/)).not.toBeInTheDocument()
})

test('while the relay is away nothing goes, and that is said; the button still has what can go', async () => {
  parley.storage.free = async () => ({ outcome: 'away', bytes: 0 })
  leave = showApp(parley, { screen: 'settings' })
  await userEvent.click(inSection('Free 14 MB'))
  await expect.element(section()).toHaveTextContent('The relay is away. Nothing is freed')
  await expect.element(inSection('Free 14 MB')).toHaveFocus()
})

test('the browser is asked to keep it, and what it says is said', async () => {
  leave = showApp(parley, { screen: 'settings' })
  parley.storage.persist = async () => false
  await userEvent.click(inSection('Ask it to keep Parley'))
  await expect.element(section()).toHaveTextContent('It did not agree')
  parley.storage.persist = async () => {
    parley.storage.use.change((was) => ({ ...was, isPersistent: true }))
    return true
  }
  await userEvent.click(inSection('Ask it to keep Parley'))
  await expect.element(section()).toHaveTextContent('has promised not to clear')
})

test('what a cleared browser lost is told with its texts, which can be written again', async () => {
  const group = parley.addGroup('Bake sale')
  const lost = { group: group.id, groupName: 'Bake sale' }
  parley.storage.loss.set({
    state: 'returning',
    unsentCount: 4,
    unsent: [
      { ...lost, key: 'a' as MessageKey, text: '<b>two</b> trays' },
      { ...lost, key: 'b' as MessageKey, group: 'gone' as GroupId, text: 'not here yet' },
    ],
  })
  leave = showApp(parley, groupPlace(group.id))
  const told = page.getByRole('region', { name: 'Notices' })
  await expect.element(told).toHaveTextContent('4 messages of yours had not been sent')
  await expect.element(told).toHaveTextContent('<b>two</b> trays')
  await expect.element(told).toHaveTextContent('and 2 more, whose texts are lost')
  const again = told.getByRole('button', { name: 'Write again' })
  expect(again.elements()).toHaveLength(1)
  await userEvent.click(again)
  await expect
    .element(page.getByRole('textbox', { name: 'Message' }))
    .toHaveValue('<b>two</b> trays')
  await userEvent.click(told.getByRole('button', { name: 'Dismiss' }))
  await expect.element(told).not.toBeInTheDocument()
})

test('older messages that were freed are said to be on the relay, at the upper end of what is here', async () => {
  const group = parley.addGroup('Bake sale')
  group.arrive('Amir', 'hello')
  leave = showApp(parley, groupPlace(group.id))
  const said = page.getByText('Older messages are on the relay')
  await expect.element(said).not.toBeInTheDocument()
  group.conversation.change((was) => ({ ...was, isOlderAway: true, hasOlder: true }))
  await expect.element(said).toBeVisible()
})

test('a full disk leads to where space can be made', async () => {
  const group = parley.addGroup('Bake sale')
  parley.notices.set([{ id: 'full', type: 'storage-full' }])
  leave = showApp(parley, groupPlace(group.id))
  await userEvent.click(page.getByRole('button', { name: 'Free space' }))
  await expect
    .element(page.getByRole('region', { name: 'Storage on this device' }))
    .toHaveTextContent('in all')
})

test('on plain http nothing is said of opening without a network, and no promise is asked for', async () => {
  Object.defineProperty(window, 'isSecureContext', { value: false, configurable: true })
  try {
    leave = showApp(parley, { screen: 'settings' })
    await expect.element(section()).toHaveTextContent('only while the relay can be reached')
    await expect.element(section()).not.toHaveTextContent('without a network')
    await expect.element(inSection('Ask it to keep Parley')).not.toBeInTheDocument()
  } finally {
    Reflect.deleteProperty(window, 'isSecureContext')
  }
})
