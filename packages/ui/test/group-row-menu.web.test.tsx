/** What one can do with a group from the list, without opening it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { FakeGroup } from './group.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { MEMBER } from './people.fake.ts'
import { groupPlace, showApp } from './stage.tsx'

let parley: FakeParley
let lake: FakeGroup
let leave = () => {}

beforeEach(async () => {
  await page.viewport(1200, 800)
  parley = newFakeParley()
  lake = parley.addGroup('Lake', { people: ['Mei'] })
})
afterEach(() => leave())

const item = (name: string) => page.getByRole('menuitem', { name, exact: true })
const more = () => page.getByRole('button', { name: 'More about Lake' })

async function opensMenu(): Promise<void> {
  await userEvent.click(
    page.getByRole('navigation').getByRole('link').filter({ hasText: 'Lake' }),
    {
      button: 'right',
    },
  )
  await expect.element(item('Mark as unread')).toBeVisible()
}

test('a group is kept quiet from its row, and no longer', async () => {
  leave = showApp(parley)
  await opensMenu()
  await userEvent.click(item('Keep quiet'))
  expect(lake.info.get().quietForMe).toBe(true)
  await expect.element(more()).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await userEvent.click(item('No longer quiet'))
  expect(lake.info.get().quietForMe).toBe(false)
})

test('people are invited, and looked at, from the row of their group', async () => {
  leave = showApp(parley)
  await opensMenu()
  await userEvent.click(item('Invite people'))
  const dialog = page.getByRole('dialog', { name: 'Invite people' })
  await expect.element(dialog).toBeVisible()
  // A press of the second button in it is the text’s own, and opens no menu of the row.
  await userEvent.click(dialog.getByText('Make a link', { exact: false }).first(), {
    button: 'right',
  })
  await expect.element(item('Mark as unread')).not.toBeInTheDocument()
  await userEvent.keyboard('{Escape}')
  await expect.element(dialog).not.toBeInTheDocument()
  await opensMenu()
  await userEvent.click(item('About this group'))
  await expect.element(page.getByRole('list', { name: 'People in this group' })).toBeVisible()
})

test('who may not invite is not offered it; who leaves is asked first', async () => {
  lake.info.change((was) => ({ ...was, me: { ...MEMBER, mayInvite: false } }))
  leave = showApp(parley)
  await opensMenu()
  await expect.element(item('Invite people')).not.toBeInTheDocument()
  await expect.element(item('Remove from this device')).not.toBeInTheDocument()
  await userEvent.click(item('Leave group'))
  const dialog = page.getByRole('dialog', { name: 'Leave this group?' })
  await expect.element(dialog).toHaveTextContent('Any invite link that still works')
  await userEvent.click(dialog.getByRole('button', { name: 'Leave', exact: true }))
  await expect.element(dialog).not.toBeInTheDocument()
  expect(lake.info.get().state).toBe('left')
})

test('a group that one is out of goes from this device, once somebody has heard what goes with it', async () => {
  lake.info.change((was) => ({ ...was, state: 'removed' }))
  leave = showApp(parley, groupPlace(lake.id))
  await opensMenu()
  await expect.element(item('Leave group')).not.toBeInTheDocument()
  await expect.element(item('Keep quiet')).not.toBeInTheDocument()
  await userEvent.click(item('Remove from this device'))
  const dialog = page.getByRole('dialog', { name: 'Remove this group from this device?' })
  await expect.element(dialog).toHaveTextContent('deleted here')
  await userEvent.click(dialog.getByRole('button', { name: 'Remove', exact: true }))
  await expect.element(page.getByText('No groups yet')).toBeVisible()
})

test('the menu of a class speaks of a class, and whoever founded it is not offered to leave', async () => {
  lake.info.change((was) => ({ ...was, policy: { ...was.policy, asClass: true } }))
  leave = showApp(parley)
  await opensMenu()
  await expect.element(item('About this class')).toBeVisible()
  await expect.element(item('Keep silent for me')).toBeVisible()
  await expect.element(item('Leave class')).not.toBeInTheDocument()
})
