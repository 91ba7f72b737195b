/** A class: founded by the teacher's link, shown on the board, joined by a code. */
import { classCodeOf, classDoorOf } from '@parley/react'
import { encode } from 'uqr'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Place } from '../src/index.ts'
import { type FakeClassroom, hostWith, newFakeClassroom } from './classroom.fake.ts'
import type { FakeGroup } from './group.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { groupPlace, showApp } from './stage.tsx'

let parley: FakeParley
let classroom: FakeClassroom
let leave = () => {}

beforeEach(async () => {
  await page.viewport(1200, 800)
  parley = newFakeParley()
  classroom = newFakeClassroom('Class 7b')
})
afterEach(() => leave())

const button = (name: string) => page.getByRole('button', { name, exact: true })
const heading = (name: string) => page.getByRole('heading', { name, exact: true })
const square = () => page.getByRole('img', { name: 'QR code of the class' })

function opens(place: Place): void {
  leave = showApp(parley, place, undefined, hostWith(classroom))
}

async function newGroup(): Promise<{ group: FakeGroup; link: string; code: string }> {
  const group = parley.addGroup('Class 7b')
  const link = await group.inviteLink()
  return { group, link, code: mustCode(link) }
}

function mustCode(link: string | undefined): string {
  const code = classCodeOf(link ?? '')
  if (code === undefined) throw new Error(`This is no link: ${link}`)
  return code
}

/** The dark squares of what is drawn, and of what this text should be. */
function drawnAs(text: string): string {
  const { data } = encode(text, { ecc: 'M', border: 4 })
  return String(data.flat().filter(Boolean).length)
}
function squaresDrawn(): string {
  const path = square().element().querySelector('path')?.getAttribute('d') ?? ''
  const runs = [...path.matchAll(/h(\d+)v1/g)].map(([, run]) => Number(run))
  return String(runs.reduce((sum, run) => sum + run, 0))
}

test('the teacher says a name and presses once; the board shows square, address and code', async () => {
  parley.name.set(undefined)
  opens({ screen: 'class' })
  await userEvent.fill(page.getByRole('textbox', { name: 'Your name' }), 'Ms Rivera')
  await userEvent.click(button('Go on'))
  const name = page.getByRole('textbox', { name: 'Name of the class' })
  await expect.element(name).toHaveValue('Class 7b')
  await userEvent.click(button('Start the class'))
  await expect.element(heading('Class 7b')).toHaveFocus()
  const [summary] = parley.groups.get()
  const link = summary && parley.openGroup(summary.id)?.info.get().invites[0]?.link
  const code = mustCode(link)
  await expect.element(page.getByText(code, { exact: true })).toBeVisible()
  expect(classroom.doors.size).toBe(1)
  const atLan = `http://192.168.1.23:8080/${link?.slice(link.indexOf('#'))}`
  expect(squaresDrawn()).toBe(drawnAs(atLan))

  await userEvent.selectOptions(
    page.getByRole('combobox', { name: 'Address on the board' }),
    'parley.local:8080',
  )
  expect(squaresDrawn()).toBe(drawnAs(atLan.replace('192.168.1.23', 'parley.local')))
})

test('whoever opens the teacher’s link on another day has the board of the same class', async () => {
  await newGroup()
  opens({ screen: 'class' })
  await expect.element(heading('Class 7b')).toHaveFocus()
  await expect.element(page.getByText('2 students are in')).toBeVisible()
  expect(parley.groups.get()).toHaveLength(1)
})

test('a relay that was started anew is given the code again; while it is away none is promised', async () => {
  const { group, code } = await newGroup()
  classroom.isAway = true
  opens({ screen: 'board', group: group.id })
  await expect.element(page.getByText('The relay is away.', { exact: false })).toBeVisible()
  await expect.element(page.getByText(code)).not.toBeInTheDocument()
  classroom.isAway = false
  classroom.restarts()
  await expect.element(page.getByText(code)).toBeVisible()
  classroom.restarts()
  await expect.poll(() => classroom.doors.size).toBe(1)
})

test('after a removal all links have ended: one press makes the next, of the same kind', async () => {
  const { group } = await newGroup()
  opens({ screen: 'board', group: group.id })
  await expect.element(square()).toBeVisible()
  group.info.change((was) => ({ ...was, invites: [] }))
  await expect.element(square()).not.toBeInTheDocument()
  await userEvent.click(button('Make link'))
  await expect.element(square()).toBeVisible()
  expect(group.info.get().invites).toHaveLength(1)

  classroom.here.change((was) => was && { ...was, addresses: [] })
  await expect.element(page.getByText('in no network yet', { exact: false })).toBeVisible()
  await expect.element(square()).not.toBeInTheDocument()
})

test('who may found no groups at the laptop of their class is not offered to, by button or by palette', async () => {
  const { group } = await newGroup()
  group.info.change((was) => ({ ...was, policy: { ...was.policy, asClass: true } }))
  classroom.founds = false
  opens({ screen: 'groups' })
  await expect.element(button('Join')).toBeVisible()
  await expect.element(button('New group')).not.toBeInTheDocument()
  await userEvent.keyboard('{Control>}k{/Control}new group')
  await expect.element(page.getByText('Nothing is called that.').first()).toBeVisible()
  leave()
  classroom.founds = true
  opens({ screen: 'groups' })
  await expect.element(button('New group')).toBeVisible()
})

test('the board is one press from the link; a group that is no class speaks of no students', async () => {
  const group = parley.addGroup('Choir')
  leave = showApp(parley, groupPlace(group.id))
  await userEvent.click(button('Invite'))
  await userEvent.click(button('Make link'))
  await userEvent.click(button('Show on the board'))
  await expect.element(heading('Choir')).toHaveFocus()
  await expect.element(page.getByText('Come in')).toBeVisible()
  await expect.element(page.getByText('3 people')).toBeVisible()
  await expect.element(page.getByRole('img', { name: 'QR code of the link' })).toBeVisible()
  await expect.element(page.getByText('student', { exact: false })).not.toBeInTheDocument()
})

test('a code leads to its class; a wrong one and a relay that does not answer are told apart', async () => {
  const joined: string[] = []
  parley.join = async (link) => {
    joined.push(link)
    return { ok: true, group: parley.addGroup('Class 7b').id }
  }
  const sender = newFakeParley().addGroup('Class 7b')
  const link = await sender.inviteLink()
  opens({ screen: 'groups', start: 'join-group' })
  const field = page.getByRole('textbox', { name: 'Link to the group' })
  await expect.element(page.getByText('type the class code from the board')).toBeVisible()
  await userEvent.fill(field, 'zzzz zzzz')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText('There is no class with this code here.')).toBeVisible()
  classroom.isAway = true
  await userEvent.fill(field, mustCode(link))
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText('could not be looked up')).toBeVisible()
  expect(joined).toEqual([])

  classroom.isAway = false
  const door = await classDoorOf(link)
  if (door !== undefined) await classroom.layDown(door)
  await userEvent.keyboard('{Enter}')
  await expect.element(heading('Class 7b')).toBeVisible()
  expect(joined).toEqual([link.slice(link.indexOf('#'))])
})
