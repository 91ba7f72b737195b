/** Visitors whom a site signs in: by its token, from its own page, into a group that others see in the app. */
import type { Page } from '@playwright/test'
import { type CryptoKey, generateKeyPair } from 'jose'
import { chatToken } from '../scripts/chat-token.ts'
import { openSite, type Site } from '../scripts/embedding-site.ts'
import { violations } from './axe.ts'
import { expect, meet, test as base } from './people.ts'
import type { Person } from './person.ts'
import type { RelayProcess } from './relay-process.ts'

interface SigningIn {
  /** Alice founded the group for guests, and let the site sign them in. */
  readonly site: Site
}

const test = base.extend<SigningIn>({
  site: async ({ alice, relay }, use) => {
    await meet('Bean lovers', alice)
    const site = await siteFor(alice, relay)
    await use(site)
    await site.close()
  },
})

/** Of the group that the founder looks at: for guests, with something to read. */
async function siteFor(founder: Person, relay: RelayProcess): Promise<Site> {
  await founder.writes('Ask us anything')
  const group = await founder.invitesAs('Guest')
  const site = await openSite({ relay: relay.url().slice(0, -1), group })
  await letsSignIn(founder, site.publicKey)
  return site
}

/** Leads to where the site is named. */
async function foundsForPage({ page, people }: Person, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New group' }).click()
  await page.getByRole('textbox', { name: 'Group name' }).fill(name)
  await page.getByText('More choices').click()
  await page.getByRole('switch', { name: 'For a web page whose site signs people in' }).click()
  await expect(page.getByRole('switch', { name: 'Open group, not encrypted' })).toBeChecked()
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Sign-in by a site' })).toBeFocused()
  await people.closes()
}

async function letsSignIn({ page, people }: Person, publicKey: string): Promise<void> {
  await people.opens('Settings')
  await page.getByRole('button', { name: 'Let a site sign people in' }).click()
  await page.getByRole('textbox', { name: 'Name of the site' }).fill('shop.example')
  await page.getByRole('textbox', { name: 'Public key of the site' }).fill(publicKey)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Keys of the site' })).toContainText('Ed25519')
  await people.closes()
}

async function opensPage({ page }: Person, site: Site): Promise<void> {
  await page.goto(`${site.origin}/signed-in.html`)
  await expect(page.locator('#user')).toHaveText('nobody in particular')
}

async function staysAnonymous(visitor: Person, site: Site): Promise<void> {
  await opensPage(visitor, site)
  await visitor.page.getByRole('button', { name: 'Stay anonymous' }).click()
  await expect(visitor.message('Ask us anything')).toBeVisible()
}

async function logsIn({ page }: Person, name: 'Ada' | 'Ben'): Promise<void> {
  await page.getByRole('button', { name: `Log in as ${name}` }).click()
  await expect(told(page)).toHaveText(`Signed in as ${name.toLowerCase()}.`)
}

const told = (page: Page) => page.locator('#told')

/** All that the page holds, the chat's own tree too. */
const held = (page: Page): Promise<string> =>
  page.locator('parley-chat').evaluate((chat) => {
    const fields = chat.shadowRoot?.querySelectorAll('input, textarea') ?? []
    const typed = [...fields].map((one) => ('value' in one ? String(one.value) : ''))
    return [chat.shadowRoot?.innerHTML ?? '', ...typed].join('\n')
  })

test('a guest who signs in stays who they are, writes from then on, and is seen in the app as verified', async ({
  alice,
  bob,
  site,
}) => {
  await staysAnonymous(bob, site)
  await expect(bob.page.getByText('You are a guest here')).toBeVisible()
  await logsIn(bob, 'Ada')
  await expect(bob.message('Ask us anything')).toBeVisible()
  await bob.writes('Is it in stock?')
  await expect(alice.message('Is it in stock?')).toBeVisible()
  const mark = alice
    .message('Is it in stock?')
    .getByRole('img', { name: 'verified by shop.example', exact: true })
  await expect(mark).toBeVisible()
  await alice.people.opens()
  await expect(alice.people.row('Ada Lovelace')).toContainText('verified by shop.example')
  // Nobody came a second time: the guest of before is Ada now.
  await expect(alice.page.getByRole('heading', { name: '2 people' })).toBeVisible()
  expect(await violations(alice.page)).toEqual([])
  expect(await violations(bob.page)).toEqual([])
  await bob.reloads()
  await expect(bob.message('Is it in stock?')).toBeVisible()
  await bob.writes('Still Ada')
  await expect(alice.message('Still Ada')).toBeVisible()
})

test('while the site’s server gives no token the talk goes on, and they are signed in once it does', async ({
  alice,
  bob,
  site,
}) => {
  const { page } = bob
  let isAway = true
  await page.clock.install()
  await page.route('**/chat-token', (route) =>
    isAway ? route.abort('connectionrefused') : route.fallback(),
  )
  await opensPage(bob, site)
  await page.getByRole('button', { name: 'Log in as Ada' }).click()
  await page.getByRole('button', { name: 'Stay anonymous' }).click()
  await expect(bob.message('Ask us anything')).toBeVisible()
  await alice.writes('We are here')
  await expect(bob.message('We are here')).toBeVisible()
  await expect(told(page)).toHaveText('')
  isAway = false
  await page.clock.fastForward('00:30')
  await expect(told(page)).toHaveText('Signed in as ada.')
  await bob.writes('Hello')
  await expect(alice.message('Hello')).toBeVisible()
  // Whom the page names has their talk, server or not.
  isAway = true
  await bob.reloads()
  await expect(bob.message('Hello')).toBeVisible()
  await bob.writes('Hello again')
  await expect(alice.message('Hello again')).toBeVisible()
})

test('a token that is forged, over, of another kind or for another device is refused with its reason, and the talk goes on', async ({
  alice,
  bob,
  site,
}) => {
  const { page } = bob
  await staysAnonymous(bob, site)
  await logsIn(bob, 'Ada')
  const forger = await generateKeyPair('EdDSA')
  const asked = await page.locator('parley-chat').evaluate((chat) => {
    if (!('device' in chat) || typeof chat.device !== 'function') throw new Error('no chat')
    return chat.device() as Promise<{ group: string; thumbprint: string }>
  })
  const ada = { id: 'ada', name: 'Owner of the shop' }
  const token = (key: CryptoKey, change = {}) => chatToken(key, ada, { ...asked, ...change })
  const refused = async (text: string, reason: string): Promise<void> => {
    await page.locator('parley-chat').evaluate((chat, given) => {
      if (!('setToken' in chat) || typeof chat.setToken !== 'function') throw new Error('no chat')
      chat.setToken(given)
    }, text)
    await expect(told(page)).toHaveText(`Refused: ${reason}.`)
    await expect(page.getByText('You could not be signed in.')).toBeVisible()
    await expect(bob.message('Ask us anything')).toBeVisible()
  }
  await refused(await token(forger.privateKey), 'other-key')
  const { thumbprint } = asked
  const swapped = `${thumbprint.startsWith('A') ? 'B' : 'A'}${thumbprint.slice(1)}`
  await refused(await token(site.privateKey, { thumbprint: swapped }), 'other-device')
  await refused(await token(site.privateKey, { group: swapped }), 'other-group')
  const ben = await chatToken(site.privateKey, { id: 'ben', name: 'Ben' }, asked)
  await refused(ben, 'other-user')
  await refused('not a token', 'not-a-token')
  await page.clock.setSystemTime(Date.now() - 86_400_000)
  await refused(await token(site.privateKey), 'expired')
  await page.clock.setSystemTime(Date.now())
  await bob.writes('I am still here')
  await expect(alice.message('I am still here')).toBeVisible()
  await expect(alice.log.getByRole('article', { name: /Owner of the shop/ })).toHaveCount(0)
})

test('another user finds nothing of the one before, not in the page and not for a moment, and each comes back to their own', async ({
  alice,
  bob,
  site,
}) => {
  const { page } = bob
  await staysAnonymous(bob, site)
  await logsIn(bob, 'Ada')
  await bob.writes('Of Ada')
  await expect(alice.message('Of Ada')).toBeVisible()
  await bob.composer.fill('a draft of Ada')
  // From the very moment on in which the page says that it is somebody else.
  const atOnce = await page.locator('parley-chat').evaluate((chat) => {
    chat.setAttribute('user', 'ben')
    return chat.shadowRoot?.textContent ?? ''
  })
  expect(atOnce).not.toContain('Ada')
  await page.getByRole('button', { name: 'Log in as Ben' }).click()
  await expect(told(page)).toHaveText('Signed in as ben.')
  await expect(bob.composer).toHaveValue('')
  expect(await held(page)).not.toContain('draft of Ada')
  // What Ada said to the group is there as any member's; it is not Ben's.
  await expect(bob.message('Of Ada')).not.toHaveAttribute('data-mine')
  await bob.writes('Of Ben')
  await expect(alice.message('Of Ben')).toBeVisible()
  await alice.people.opens()
  await expect(alice.people.row('Ben Franklin')).toContainText('verified by shop.example')
  await expect(alice.people.row('Ada Lovelace')).toContainText('verified by shop.example')

  await page.getByRole('button', { name: 'Log out' }).click()
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeVisible()
  expect(await held(page)).not.toMatch(/Of Ben|Of Ada/)
  await logsIn(bob, 'Ada')
  await expect(bob.message('Of Ada')).toHaveAttribute('data-mine')
  await expect(bob.composer).toHaveValue('a draft of Ada')
})

test('a tab that was left open before somebody signed in shows nothing of theirs, while they are here and after', async ({
  alice,
  bob,
  site,
}) => {
  await staysAnonymous(bob, site)
  const { page } = bob
  const stale = await bob.context.newPage()
  await stale.goto(`${site.origin}/signed-in.html`)
  await expect(stale.getByText('Ask us anything')).toBeVisible()
  await stale.locator('parley-chat').evaluate((chat) => Object.assign(chat, { tokenSource: null }))
  await logsIn(bob, 'Ada')
  await bob.writes('Of Ada')
  await expect(alice.message('Of Ada')).toBeVisible()
  await bob.composer.fill('a draft of Ada')
  await expect(stale.getByRole('textbox', { name: 'Your name' })).toBeVisible()
  expect(await held(stale)).not.toMatch(/of Ada/iu)
  await page.getByRole('button', { name: 'Log out' }).click()
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeVisible()
  expect(await held(stale)).not.toMatch(/of Ada/iu)
})

test('a community for a page whose site signs people in is not encrypted, and the page says so, before and after signing in', async ({
  alice,
  bob,
  relay,
}) => {
  await alice.opensTheApp()
  await alice.saysName()
  await foundsForPage(alice, 'Bean town')
  const site = await siteFor(alice, relay)
  await staysAnonymous(bob, site)
  const says = bob.page.locator('parley-chat').getByText('Not encrypted')
  await expect(says).toBeVisible()
  await logsIn(bob, 'Ada')
  await bob.writes('For everybody to read')
  await expect(alice.message('For everybody to read')).toBeVisible()
  await expect(says).toBeVisible()
  await site.close()
})
