/**
 * A walk through every screen of the app, for whoever wants to look at each: a check of accessibility,
 * a camera. The people in it are invented.
 */
import { expect, type Page } from '@playwright/test'
import type { Person } from './person.ts'

type Look = (page: Page, screen: string) => Promise<void>

/** `host` founds a group, `guest` joins it; `look` is called on every screen, of either. */
export async function tour(host: Person, guest: Person, look: Look): Promise<void> {
  await host.opensTheApp()
  await expect(host.page.getByRole('textbox', { name: 'Your name' })).toBeVisible()
  await look(host.page, 'welcome')
  await newDevice(host, look)
  await host.saysName()
  await expect(host.connection).toContainText('Connected')
  await look(host.page, 'no-groups')
  await dialogs(host, look)
  await host.createsGroup('Harbour festival')
  await look(host.page, 'empty-group')
  const link = await host.invites()
  await guest.page.goto(`${link.slice(0, -9)}`)
  await look(guest.page, 'broken-link')
  await guest.page.goto('about:blank')
  await guest.page.goto(link)
  await expect(guest.page.getByRole('textbox', { name: 'Your name' })).toBeVisible()
  await look(guest.page, 'invited')
  await guest.joins(link)
  await talk(host, guest)
  await look(host.page, 'conversation')
  await look(guest.page, 'conversation-of-guest')
  await popovers(host, look)
  await aboutGroup(host, look)
  await rulesAtWork(host, guest, look)
  await ownMatters(host, look)
  await host.opensGroup('Harbour festival')
  await guest.goesBack()
  await look(guest.page, 'groups')
  await host.entersTunnel()
  await host.writes('Back on deck, no signal here')
  await look(host.page, 'offline')
  await host.composer.fill('long '.repeat(2_050))
  await expect(host.page.getByRole('alert')).toBeVisible()
  await look(host.page, 'too-long')
  await host.composer.fill('')
  await host.leavesTunnel()
}

async function dialogs({ page }: Person, look: Look): Promise<void> {
  for (const name of ['New group', 'Join']) {
    await page.getByRole('button', { name }).click()
    await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused()
    await look(page, `${name.toLowerCase().replace(' ', '-')}-dialog`)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
}

/** A conversation with everything in it. */
export async function talk(host: Person, guest: Person): Promise<void> {
  await host.writes('Morning! Who can help with the stage on Saturday?')
  await expect(guest.message('Morning! Who can help with the stage on Saturday?')).toBeVisible()
  await guest.writes('I can, from ten. The van is free too.')
  await guest.writes('Plan and map: https://harbour.example/plan')
  await expect(host.message('I can, from ten. The van is free too.')).toBeVisible()
  await host.reacts('I can, from ten. The van is free too.', '🎉')
  await host.replies('I can, from ten. The van is free too.', 'Perfect, then we load at nine')
  await host.edits('Perfect, then we load at nine', 'Perfect, then we load at half past nine')
  await guest.writes('Wrong window, sorry')
  await guest.deletes('Wrong window, sorry')
  await guest.writes(
    'I will be on the ferry until eight, no signal there. Write anyway, I read it later.',
  )
  const last = 'I will be on the ferry until eight, no signal there. Write anyway, I read it later.'
  await expect(host.message(last)).toBeVisible()
  await host.writes('Safe trip!')
  await expect(host.message('Safe trip!')).toContainText('Read')
}

async function popovers(person: Person, look: Look): Promise<void> {
  const { page } = person
  await person.opensInvite()
  await look(page, 'invite')
  await page.keyboard.press('Escape')
  await person.starts('React', 'Safe trip!')
  await look(page, 'choose-reaction')
  await page.keyboard.press('Escape')
  await person.starts('Reply', 'I can, from ten. The van is free too.')
  await look(page, 'replying')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await person.starts('Edit', 'Safe trip!')
  await look(page, 'editing')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await person.starts('Delete', 'Safe trip!')
  await expect(page.getByRole('dialog')).toBeVisible()
  await look(page, 'delete-dialog')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** What the first page offers to who has used Parley before. */
async function newDevice({ page }: Person, look: Look): Promise<void> {
  const ways = [
    ['I have Parley on another device', 'take-link'],
    ['I have a recovery phrase', 'recover'],
  ] as const
  for (const [name, screen] of ways) {
    await page.getByRole('link', { name }).click()
    await expect(page.getByRole('textbox')).toBeFocused()
    await look(page, screen)
    await page.getByRole('button', { name: 'Back' }).click()
    await expect(page.getByRole('textbox', { name: 'Your name' })).toBeVisible()
  }
}

async function aboutGroup({ page, people }: Person, look: Look): Promise<void> {
  await people.opens()
  await look(page, 'people')
  await page.getByRole('button', { name: /^What to do with/ }).click()
  await look(page, 'person-menu')
  for (const [act, screen] of [
    ['Change role', 'role-dialog'],
    ['Mute', 'mute-dialog'],
    ['Compare code', 'compare-dialog'],
    ['Remove from group', 'remove-dialog'],
  ] as const) {
    if (!(await page.getByRole('menu').isVisible())) {
      await page.getByRole('button', { name: /^What to do with/ }).click()
    }
    await page.getByRole('menuitem', { name: act, exact: true }).click()
    await expect(page.getByRole('dialog').last()).toBeVisible()
    await look(page, screen)
    await page.keyboard.press('Escape')
  }
  await people.opens('Settings')
  await look(page, 'rules')
  await people.opens('Log')
  await look(page, 'log')
  await people.closes()
}

/** What a member sees when they cannot write. */
async function rulesAtWork(host: Person, guest: Person, look: Look): Promise<void> {
  await host.people.switches('Announcements only', true)
  await expect(guest.page.getByText('Announcements only')).toBeVisible()
  await look(guest.page, 'announcements-only')
  await guest.people.opens('Settings')
  await look(guest.page, 'rules-of-member')
  await guest.people.closes()
  await host.people.switches('Announcements only', false)
  await host.people.closes()
  await expect(guest.composer).toBeVisible()
}

async function ownMatters({ page, settings }: Person, look: Look): Promise<void> {
  await settings.opens()
  await look(page, 'settings')
  await page.getByRole('button', { name: 'Link a device' }).click()
  await expect(page.getByRole('img', { name: 'QR code of the link' })).toBeVisible()
  await look(page, 'link-device')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Show the twelve words' }).click()
  await look(page, 'phrase')
  await page.getByRole('button', { name: 'I have written them down' }).click()
  await look(page, 'phrase-asked')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}
