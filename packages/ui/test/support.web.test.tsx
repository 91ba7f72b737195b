import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { newSupport } from './scenes-support.ts'
import { groupPlace, showApp } from './stage.tsx'

let leave = () => {}
let world = newSupport()

beforeEach(async () => {
  await page.viewport(1280, 800)
  world = newSupport()
})
afterEach(() => leave())

const region = (name: string) => page.getByRole('region', { name, exact: true })
const rows = (name: string) =>
  region(name)
    .getByRole('listitem')
    .elements()
    .map((row) => row.textContent)

test('talks are in one entry of the list, and in an inbox who has waited longest comes first', async () => {
  const { parley, team } = world
  leave = showApp(parley, { screen: 'support', team: team.id })
  await expect.element(region('Waiting')).toBeVisible()
  const waiting = rows('Waiting')
  expect(waiting).toHaveLength(2)
  expect(waiting[0]).toMatch(/Visitor 90C1.*Arabic/)
  expect(waiting[1]).toMatch(/Visitor 4F2A.*Wann kommt mein Paket\?.*beans\.example\/cart.*German/)
  expect(rows('Answered')).toHaveLength(1)
  expect(rows('Closed')).toHaveLength(1)
  const list = page.getByRole('navigation').getByRole('listitem')
  expect(list.elements().map((row) => row.textContent)).toEqual([
    expect.stringMatching(/^Support · .*Bean shop.*2 wait for an answer/),
    expect.stringMatching(/^B?Bean shop/),
  ])
})

test('an answer that is half typed shows in the inbox, and is in its box again', async () => {
  const { parley, team, waiting } = world
  leave = showApp(parley, groupPlace(waiting.id))
  await userEvent.fill(page.getByRole('textbox', { name: 'Message' }), 'Es ist schon')
  leave()
  leave = showApp(parley, { screen: 'support', team: team.id })
  await expect.element(region('Waiting')).toHaveTextContent('Draft: Es ist schon')
  leave()
  leave = showApp(parley, groupPlace(waiting.id))
  await expect.element(page.getByRole('textbox', { name: 'Message' })).toHaveValue('Es ist schon')
})

test('above a talk stand page and language; what is no address is no link; closing it is said and taken back', async () => {
  const { parley, waiting } = world
  leave = showApp(parley, groupPlace(waiting.id))
  await expect.element(page.getByText('Here the conversation begins.')).toBeVisible()
  const link = page.getByRole('link', { name: 'beans.example/cart' })
  await expect.element(link).toHaveAttribute('rel', 'noopener noreferrer')
  await userEvent.click(page.getByRole('button', { name: 'Close conversation' }))
  await expect.element(page.getByText(/This conversation is closed/)).toBeVisible()
  await userEvent.click(page.getByRole('button', { name: 'Open again' }))
  await expect.element(page.getByRole('button', { name: 'Close conversation' })).toBeVisible()
})

test('who has no visitor yet has the lines for a page before them', async () => {
  const { parley, team } = world
  const lone = parley.addGroup('Lone team')
  leave = showApp(parley, { screen: 'support', team: lone.id })
  await userEvent.click(page.getByRole('button', { name: 'Make the lines' }))
  const lines = page.getByRole('textbox', { name: 'Lines for the page' })
  await expect
    .element(lines)
    .toHaveValue(expect.stringMatching(/^<script.*\n<parley-chat support="/))
  expect(team.info.get().desks).toEqual([])
})
