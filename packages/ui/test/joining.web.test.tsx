/** A link that led here from wherever: nobody is in a group by it who did not say so. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { parseInviteLink, type GroupState } from '@parley/react'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { showApp } from './stage.tsx'

/** Version 1, and so many bytes as an invitation has. */
const CODE = `AQ${'A'.repeat(85)}`

let parley: FakeParley
let leave = () => {}

beforeEach(async () => {
  await page.viewport(390, 844)
  parley = newFakeParley()
})
afterEach(() => leave())

function follows() {
  const join = vi.spyOn(parley, 'join')
  leave = showApp(parley, { screen: 'join', code: CODE })
  return join
}
const button = (name: string) => page.getByRole('button', { name, exact: true })

test('[AT255] whoever has a name is asked once, by a button that Enter presses, before anything is sent', async () => {
  const join = follows()
  await expect.element(page.getByText('You join as Nora.')).toBeVisible()
  await expect.element(button('Join')).toHaveFocus()
  expect(button('Join').element().getBoundingClientRect().height).toBeGreaterThanOrEqual(44)
  expect(join).not.toHaveBeenCalled()
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => join.mock.calls).toEqual([[CODE]])
  await expect.element(page.getByText('The group is on its way')).toBeVisible()
})

test('who does not want to now is with their groups, and in none more', async () => {
  const join = follows()
  await userEvent.click(button('Not now'))
  await expect.element(page.getByText('No groups yet')).toBeVisible()
  expect(join).not.toHaveBeenCalled()
})

test('who says a name first has said with it that they want to', async () => {
  parley.name.set(undefined)
  const join = follows()
  await userEvent.fill(page.getByRole('textbox', { name: 'Your name' }), 'Zoe')
  expect(join).not.toHaveBeenCalled()
  await userEvent.click(button('Join'))
  await expect.poll(() => join.mock.calls).toEqual([[CODE]])
})

test('who is in that group, or on the way into it, goes there; who was is asked', async () => {
  const parsed = parseInviteLink(CODE)
  if (!parsed.ok) throw new Error(parsed.broke)
  for (const state of ['joining', 'waiting', 'ready', 'closed', 'left', 'removed'] as const) {
    parley = newFakeParley()
    const group = parley.addGroup('Choir', { state: state satisfies GroupState })
    const { openGroup } = parley
    vi.spyOn(parley, 'openGroup').mockImplementation((id) =>
      id === parsed.invitation.group ? group : openGroup(id),
    )
    const join = follows()
    if (state === 'left' || state === 'removed') {
      await expect.element(page.getByText('You join as Nora.')).toBeVisible()
      expect(join, state).not.toHaveBeenCalled()
    } else await expect.poll(() => join.mock.calls, { message: state }).toEqual([[CODE]])
    leave()
  }
})
