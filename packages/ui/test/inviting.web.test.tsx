/** The sheet that invites: keeps focus, keeps to what was chosen last, and asks before it ends a link. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { FakeGroup } from './group.fake.ts'
import { newFakeParley } from './parley.fake.ts'
import { fakeInvite } from './people.fake.ts'
import { hostAt } from './classroom.fake.ts'
import { groupPlace, showApp } from './stage.tsx'

let group: FakeGroup
let addresses: readonly string[] = []
let leave = () => {}

beforeEach(async () => {
  await page.viewport(1200, 800)
  const parley = newFakeParley()
  group = parley.addGroup('Choir')
  addresses = []
  leave = showApp(
    parley,
    groupPlace(group.id),
    undefined,
    hostAt(() => addresses),
  )
})
afterEach(() => leave())

const button = (name: string) => page.getByRole('button', { name, exact: true })
const sheet = () => page.getByRole('dialog', { name: 'Invite people' })
const field = () => page.getByRole('textbox', { name: 'Invite link' })
const newest = () => group.info.get().invites[0]

async function chooses(label: string, option: string): Promise<void> {
  await userEvent.selectOptions(page.getByRole('combobox', { name: label }), option)
}

/** As a removal does. */
function endAllLinks(): void {
  group.info.change((was) => ({ ...was, invites: [] }))
}

test('there is no link before it is asked for; the usual one takes one press, and is there the next time', async () => {
  await userEvent.click(button('Invite'))
  await expect.element(sheet().getByRole('heading', { name: 'Invite people' })).toHaveFocus()
  await expect.element(button('Make link')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(sheet()).not.toBeInTheDocument()
  expect(group.info.get().invites).toEqual([])

  await userEvent.click(button('Invite'))
  await userEvent.click(button('Make link'))
  await expect.element(field()).toHaveFocus()
  await expect.element(button('Make link')).not.toBeInTheDocument()
  expect(group.info.get().invites).toHaveLength(1)
  await userEvent.keyboard('{Escape}')
  await userEvent.click(button('Invite'))
  await expect.element(field()).toHaveValue(newest()?.link ?? '')
  expect(group.info.get().invites).toHaveLength(1)
})

test('whoever chooses approval first has that one link only, and none that lets everybody in', async () => {
  await userEvent.click(button('Invite'))
  await userEvent.click(page.getByText('Who it lets in, and how long'))
  await userEvent.click(page.getByRole('switch', { name: 'Approve each person' }))
  expect(group.info.get().invites).toEqual([])
  const make = button('Make link').element()
  const press = () => make.dispatchEvent(new MouseEvent('click', { bubbles: true }))
  press()
  press()
  await expect.element(field()).toHaveFocus()
  expect(group.info.get().invites).toMatchObject([{ needsApproval: true }])
})

test('Tab stays in the open sheet, both ways, and focus comes back to the button', async () => {
  await userEvent.click(button('Invite'))
  await userEvent.click(button('Make link'))
  await expect.element(field()).toHaveFocus()
  for (const key of ['{Tab}', '{Shift>}{Tab}{/Shift}'])
    for (let at = 0; at < 20; at++) {
      await userEvent.keyboard(key)
      const { activeElement: now } = document
      expect(now === document.body || sheet().element().contains(now)).toBe(true)
    }
  await userEvent.keyboard('{Escape}')
  await expect.element(sheet()).not.toBeInTheDocument()
  await expect.element(button('Invite')).toHaveFocus()
})

test('after all links have ended the next one has the options that were chosen last', async () => {
  await userEvent.click(button('Invite'))
  await userEvent.click(page.getByText('Who it lets in, and how long'))
  await chooses('Lets in', '5')
  await chooses('Ends', 'week')
  await userEvent.click(page.getByRole('switch', { name: 'Approve each person' }))
  await userEvent.click(button('Make link'))
  await expect.element(field()).toHaveValue(newest()?.link ?? '')
  const first = newest()?.link
  await userEvent.keyboard('{Escape}')
  await userEvent.click(button('Invite'))
  await expect.element(field()).toHaveValue(first ?? '')
  await userEvent.keyboard('{Escape}')

  endAllLinks()
  await userEvent.click(button('Invite'))
  await userEvent.click(button('Make link'))
  await expect.element(field()).toBeVisible()
  expect(newest()).toMatchObject({ role: 'member', needsApproval: true, usesCount: 5 })
  expect(newest()?.expiresAt).toBeGreaterThan(Date.now() + 6 * 86_400_000)
  await expect.element(page.getByRole('combobox', { name: 'Ends' })).toHaveValue('week')
  await expect.element(sheet()).toHaveTextContent('waits until a moderator lets them in')
})

test('a link that makes moderators is chosen again, but made only when asked for', async () => {
  await userEvent.click(button('Invite'))
  await userEvent.click(page.getByText('Who it lets in, and how long'))
  await chooses('They come in as', 'moderator')
  await userEvent.click(button('Make link'))
  await userEvent.keyboard('{Escape}')
  endAllLinks()
  await userEvent.click(button('Invite'))
  const role = page.getByRole('combobox', { name: 'They come in as' })
  await expect.element(role).toHaveValue('moderator')
  await expect.element(field()).not.toBeInTheDocument()
  await expect.element(sheet().getByRole('heading', { name: 'Invite people' })).toHaveFocus()
  await expect.element(sheet()).toHaveTextContent('can let in, mute and remove others')
  await expect.element(sheet()).not.toHaveTextContent('Whoever holds this link')
  expect(group.info.get().invites).toEqual([])
  await userEvent.click(button('Make link'))
  await expect.element(field()).toBeVisible()
  expect(newest()).toMatchObject({ role: 'moderator' })
})

test('a link is withdrawn only after a question, and keeping it keeps the sheet', async () => {
  await userEvent.click(button('Invite'))
  await userEvent.click(button('Make link'))
  await expect.element(field()).toBeVisible()
  await userEvent.click(button('Withdraw'))
  const asked = page.getByRole('dialog', { name: 'Withdraw this link?' })
  await expect.element(asked).toHaveTextContent('Who came by it stays')
  await userEvent.click(asked.getByRole('button', { name: 'Cancel' }))
  await expect.element(asked).not.toBeInTheDocument()
  expect(group.info.get().invites).toHaveLength(1)
  await expect.element(sheet()).toBeVisible()

  await userEvent.click(button('Withdraw'))
  await userEvent.click(asked.getByRole('button', { name: 'Withdraw' }))
  await expect.poll(() => group.info.get().invites).toEqual([])
  await expect.element(sheet()).toHaveTextContent('That link lets nobody in any more')
  await expect.element(field()).not.toBeInTheDocument()
  await expect.element(button('Make link')).toHaveFocus()
  await expect.element(sheet()).not.toHaveTextContent('Send this link')
  await userEvent.click(button('Make link'))
  await expect.element(field()).toBeVisible()
  await expect.element(sheet()).not.toHaveTextContent('That link lets nobody in any more')
})

test('after another link than the one on show is withdrawn, focus goes to the links that are left', async () => {
  const other = { role: 'guest', needsApproval: false, expiresAt: 0, usesCount: 0 } as const
  await group.inviteLink()
  await group.invite(other)
  const guests = newest()?.id
  const { lastInvite, ...was } = group.info.get()
  group.info.set(was)
  expect(lastInvite?.role).toBe('guest')
  await userEvent.click(button('Invite'))
  await expect.element(field()).toBeVisible()
  const row = page.getByRole('listitem').filter({ hasText: 'Guest' })
  await expect.element(row).not.toHaveTextContent('shown above')
  await userEvent.click(row.getByRole('button', { name: 'Withdraw' }))
  const asked = page.getByRole('dialog', { name: 'Withdraw this link?' })
  await userEvent.click(asked.getByRole('button', { name: 'Withdraw' }))
  await expect.element(page.getByRole('heading', { name: 'Links in use' })).toHaveFocus()
  expect(group.info.get().invites.some(({ id }) => id === guests)).toBe(false)
  await expect.element(page.getByRole('listitem')).toHaveTextContent('shown above')
})

test('of a link with approval who came in and who only asked are counted apart', async () => {
  const approved = { role: 'member', needsApproval: true, expiresAt: 0, usesCount: 0 } as const
  const limited = { ...approved, usesCount: 5 }
  const counts = { joinsCount: 3, inCount: 1, askingCount: 2 }
  const invites = [fakeInvite(approved, counts), fakeInvite(limited, counts)]
  group.info.change((was) => ({ ...was, invites }))
  await userEvent.click(button('Invite'))
  const rows = page.getByRole('region', { name: 'Links in use' }).getByRole('listitem')
  await expect.element(rows.nth(0)).toHaveTextContent('1 let in · 2 waiting · made by you')
  await expect.element(rows.nth(1)).toHaveTextContent('used by 3 of 5 · 1 let in · 2 waiting')
  await expect.element(rows.nth(0)).not.toHaveTextContent('joined')
})

test('Tab goes round in the choice of a reaction', async () => {
  await userEvent.keyboard('{Escape}')
  group.arrive('Amir', 'hello')
  await userEvent.hover(page.getByRole('article'))
  await userEvent.click(button('React'))
  const choice = page.getByRole('dialog', { name: 'Choose a reaction' })
  const [first, last] = [choice.getByRole('button').first(), choice.getByRole('button').last()]
  await expect.element(first).toHaveFocus()
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}')
  await expect.element(last).toHaveFocus()
  await userEvent.keyboard('{Tab}')
  await expect.element(first).toHaveFocus()
})

/** A page that was opened at a name of this computer alone. */
async function opensLocalLink(): Promise<void> {
  const link = 'http://localhost:8080/#/join/AQabc'
  const usual = { role: 'member', needsApproval: false, expiresAt: 0, usesCount: 0 } as const
  group.info.change((was) => ({ ...was, invites: [fakeInvite(usual, { link })] }))
  await userEvent.click(button('Invite'))
  await expect.element(field()).toHaveValue(link)
}

test('of a link that leads only to this computer the one for others comes first, at each address it has', async () => {
  addresses = ['http://192.168.1.7:8080', 'http://10.0.0.4:8080']
  await opensLocalLink()
  const others = page.getByRole('region', { name: 'Link for others in your network' })
  const link = others.getByRole('textbox')
  await expect.element(link).toHaveValue('http://192.168.1.7:8080/#/join/AQabc')
  await expect.element(link).toHaveFocus()
  expect(sheet().getByRole('textbox').first().element()).toBe(link.element())
  await expect.element(field()).toHaveAccessibleName('Invite link for this computer only')
  await chooses('Address of this computer', '10.0.0.4:8080')
  await expect.element(link).toHaveValue('http://10.0.0.4:8080/#/join/AQabc')
})

test('the board shows that link for others too, at each address', async () => {
  addresses = ['http://192.168.1.7:8080', 'http://10.0.0.4:8080']
  await opensLocalLink()
  await userEvent.click(button('Show on the board'))
  const square = page.getByRole('img', { name: 'QR code of the link' })
  const drawn = () => square.element().querySelector('path')?.getAttribute('d')
  await expect.element(square).toBeVisible()
  const before = drawn()
  await chooses('Address on the board', '10.0.0.4:8080')
  await expect.poll(() => drawn() !== before).toBe(true)
  await expect.element(page.getByText('leads to this computer only')).not.toBeInTheDocument()
})

test('where no address is known, the warning says how to come by one', async () => {
  await opensLocalLink()
  await expect.element(sheet().getByRole('note')).toHaveTextContent('open Parley by the address')
  await expect
    .element(page.getByRole('region', { name: 'Link for others in your network' }))
    .not.toBeInTheDocument()
})
