import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { FileOpened, GroupId } from '@parley/react'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { showApp } from './stage.tsx'

let parley: FakeParley
let group: GroupId
let leave = () => {}

beforeEach(async () => {
  await page.viewport(1200, 800)
  parley = newFakeParley()
  group = parley.addGroup('Botany').id
})
afterEach(() => leave())

const dialog = () => page.getByRole('dialog', { name: 'Open a group file' })

function dropped(name: string): void {
  const data = new DataTransfer()
  data.items.add(new File(['sealed'], name))
  const event = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
  document.body.dispatchEvent(event)
  expect(event.defaultPrevented).toBe(name.endsWith('.parley'))
}

const OUTCOMES: readonly (readonly [(id: GroupId) => FileOpened, RegExp])[] = [
  [taken({ messagesCount: 3 }), /3 new messages in .?Botany/],
  [
    taken({ messagesCount: 1, isPartly: true }),
    /One new message in .?Botany.*did not come from members/,
  ],
  [taken({ messagesCount: 0 }), /up to date with the file/],
  [taken({ outcome: 'nothing-new' }), /already had everything of .?Botany/],
  [() => ({ outcome: 'not-here' }), /not in on this device/],
  [() => ({ outcome: 'damaged' }), /is damaged/],
  [() => ({ outcome: 'foreign' }), /not a group’s file/],
  [() => ({ outcome: 'newer' }), /newer Parley/],
]

function taken(how: object): (group: GroupId) => FileOpened {
  return (id) => ({ outcome: 'taken', group: id, messagesCount: 0, isPartly: false, ...how })
}

test('a file dropped anywhere is opened, and what became of it is said in a sentence', async () => {
  leave = showApp(parley, { screen: 'groups' })
  await expect.element(page.getByRole('link', { name: /Botany/ })).toBeVisible()
  for (const [says, sentence] of OUTCOMES) {
    parley.files.says = says(group)
    dropped('group-2026-11-22.parley')
    await expect.element(dialog().getByRole('status')).toHaveTextContent(sentence)
    await userEvent.keyboard('{Escape}')
    await expect.element(dialog()).not.toBeInTheDocument()
  }
})

test('another file is nobody’s here, and one that cannot be kept is said to be so', async () => {
  leave = showApp(parley, { screen: 'groups' })
  await expect.element(page.getByRole('link', { name: /Botany/ })).toBeVisible()
  dropped('holiday.jpg')
  await expect.element(dialog()).not.toBeInTheDocument()
  parley.files.open = () => Promise.reject(new Error('no room'))
  dropped('group.PARLEY'.toLowerCase())
  await expect.element(dialog().getByRole('alert')).toHaveTextContent('could not be kept')
})

test('the way to a file is in the dialog to join, and after it the group can be shown', async () => {
  leave = showApp(parley, { screen: 'groups' })
  await userEvent.click(page.getByRole('button', { name: 'Join', exact: true }))
  await userEvent.click(page.getByRole('button', { name: 'Open a group file…' }))
  await expect.element(dialog()).toBeVisible()
  parley.files.says = taken({ messagesCount: 2 })(group)
  const input = document.querySelector<HTMLInputElement>('input[type="file"]')
  if (input === null) throw new Error('no field for a file')
  await userEvent.upload(input, new File(['sealed'], 'group.parley'))
  await expect.element(dialog()).toHaveTextContent('2 new messages')
  await userEvent.click(dialog().getByRole('button', { name: 'Show the group' }))
  await expect.element(dialog()).not.toBeInTheDocument()
  await expect.element(page.getByRole('heading', { name: 'Botany' }).first()).toBeVisible()
})

test('beside the button to save stands whether a stranger could read the file', async () => {
  for (const [encrypted, sentence] of [
    [true, /whoever else finds it cannot read it/],
    [false, /whoever finds the file can read it/],
  ] as const) {
    const fake = parley.addGroup(encrypted ? 'Sealed' : 'Open')
    fake.info.change((was) => ({ ...was, encrypted }))
    leave = showApp(parley, { screen: 'group', group: fake.id, side: { pane: 'about' } })
    await userEvent.click(page.getByRole('tab', { name: 'Settings' }))
    const section = page.getByRole('region', { name: 'This group as a file' })
    await expect.element(section).toHaveTextContent(sentence)
    leave()
  }
  leave = () => {}
})
