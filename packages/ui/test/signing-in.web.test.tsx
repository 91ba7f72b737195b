import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { DEFAULT_POLICY, parseSiteKey, type SigningSite } from '@parley/react'
import type { FakeGroup } from './group.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { fakePerson, MEMBER } from './people.fake.ts'
import { groupPlace, showApp } from './stage.tsx'

const ED25519 =
  '{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwaaPJBbASo","kid":"2026"}'
const THUMBPRINT = 'upAXE8UIjn0GQ1SbNgrGfATe7cQcv9mBlVcAKzRU5IM'
/** A point of the curve's own, and nobody's key. */
const P256_PEM = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt
6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==
-----END PUBLIC KEY-----`

let parley: FakeParley
let group: FakeGroup
let leave = () => {}

beforeEach(async () => {
  await page.viewport(1200, 900)
  parley = newFakeParley()
  group = parley.addGroup('Lake', { people: ['Ada', 'Mei'] })
})
afterEach(() => leave())

const button = (name: string | RegExp) => page.getByRole('button', { name })
const field = (name: string) => page.getByRole('textbox', { name })
const keys = () => page.getByRole('region', { name: 'Keys of the site' }).getByRole('listitem')
const policySite = () => group.info.get().policy.site

async function opensSettings(): Promise<void> {
  leave = showApp(parley, groupPlace(group.id))
  await userEvent.click(button(/^People/))
  await userEvent.click(page.getByRole('tab', { name: 'Settings' }))
}

function siteWith(...pasted: readonly string[]): SigningSite {
  const parsed = pasted.map(parseSiteKey)
  const all = parsed.flatMap((one) => (one.ok ? [one.key] : []))
  expect(all).toHaveLength(pasted.length)
  return { name: 'shop.example', keys: all, role: 'member' }
}

test('an owner lets a site sign people in: each wrong input has its sentence, and the key is told by its thumbprint', async () => {
  await opensSettings()
  await userEvent.click(button('Let a site sign people in'))
  await expect.element(field('Name of the site')).toHaveFocus()
  await userEvent.click(button('Save'))
  await expect.element(page.getByText('Say what the site is called.')).toBeVisible()
  await expect.element(page.getByText('Paste the public key of the site.')).toBeVisible()
  await field('Name of the site').fill('shop.example')
  const wrong = [
    ['https://shop.example/jwks.json', 'This is no whole key.'],
    ['{"kty":"OKP","crv":"Ed25519","x":"AAAA","d":"AAAA"}', 'This is a private key'],
    ['{"kty":"RSA","n":"AAAA","e":"AQAB"}', 'This is a key of another kind.'],
  ] as const
  for (const [pasted, says] of wrong) {
    await field('Public key of the site').fill(pasted)
    await userEvent.click(button('Save'))
    await expect.element(page.getByText(says)).toBeVisible()
  }
  expect(policySite()).toBeUndefined()
  await field('Public key of the site').fill(ED25519)
  await userEvent.click(page.getByRole('radio', { name: 'Still a guest' }))
  await userEvent.click(button('Save'))
  await expect.element(keys()).toHaveTextContent(THUMBPRINT)
  expect(policySite()).toMatchObject({ name: 'shop.example', role: 'guest' })
  await expect.element(field('This group, for the site’s server')).toHaveValue(group.id)
})

test('a group for a page whose site signs people in is not encrypted, unless its founder says so, and leads to where the site is named', async () => {
  leave = showApp(parley)
  const says = (name: string) => page.getByRole('switch', { name })
  const founds = async (name: string) => {
    await userEvent.click(button('New group'))
    await field('Group name').fill(name)
    await userEvent.click(page.getByText('More choices'))
    await userEvent.click(says('For a web page whose site signs people in'))
    await expect.element(says('Open group, not encrypted')).toBeChecked()
  }
  const made = (name: string) => {
    const summary = parley.groups.get().find((one) => one.name === name)
    return summary && parley.openGroup(summary.id)?.info.get().encrypted
  }
  await founds('Fans')
  await userEvent.click(button('Create'))
  await expect.element(page.getByRole('heading', { name: 'Sign-in by a site' })).toHaveFocus()
  expect(made('Fans')).toBe(false)

  await founds('Customers')
  await userEvent.click(says('Open group, not encrypted'))
  await expect.element(says('Open group, not encrypted')).not.toBeChecked()
  await userEvent.click(button('Create'))
  await expect.element(page.getByRole('heading', { name: 'Customers' })).toBeVisible()
  expect(made('Customers')).toBe(true)
})

test('a site changes its key with two in use, a key is there once, and the last one ends it', async () => {
  group.info.change((was) => ({
    ...was,
    policy: { ...DEFAULT_POLICY, site: siteWith(ED25519) },
  }))
  await opensSettings()
  await userEvent.click(button('Add a key'))
  await expect.element(field('Public key of the site')).toHaveFocus()
  await field('Public key of the site').fill(ED25519)
  await userEvent.click(button('Save'))
  await expect.element(page.getByText('This key is here already.')).toBeVisible()
  await field('Public key of the site').fill(P256_PEM)
  await userEvent.click(button('Save'))
  await expect.poll(() => keys().elements()).toHaveLength(2)
  await userEvent.click(button(/^Take out Ed25519/))
  await expect.element(page.getByText(/goes by their own name again/)).toBeVisible()
  await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Take out' }))
  await expect.element(keys()).toHaveTextContent(/^P-256/)
  await expect.element(page.getByRole('heading', { name: 'Keys of the site' })).toHaveFocus()
  await userEvent.click(button(/^Take out P-256/))
  await expect.element(page.getByText(/no site signs people in here any more/)).toBeVisible()
  await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Take out' }))
  await expect.element(button('Let a site sign people in')).toHaveFocus()
  expect(policySite()).toBeUndefined()
})

test('with four keys no other is offered, and who owns nothing is told which site it is', async () => {
  const others = [1, 2, 3].map((n) =>
    ED25519.replace('11qY', `${n}1qY`.padStart(4, 'A').slice(0, 4)),
  )
  group.info.change((was) => ({
    ...was,
    policy: { ...DEFAULT_POLICY, site: siteWith(ED25519, ...others) },
  }))
  await opensSettings()
  await expect.poll(() => keys().elements()).toHaveLength(4)
  await expect.element(page.getByText(/There are 4 keys/)).toBeVisible()
  expect(button('Add a key').elements()).toEqual([])
  group.info.change((was) => ({ ...was, me: MEMBER }))
  await expect.element(page.getByRole('definition').last()).toHaveTextContent('shop.example')
  expect(keys().elements()).toEqual([])
})

test('a name of the site bears its mark in the list, on the card and at messages; a name that plays it is contradicted', async () => {
  const signedIn = { site: 'shop.example', subject: 'user-7', names: 'site' } as const
  group.info.change((was) => ({
    ...was,
    policy: { ...DEFAULT_POLICY, site: siteWith(ED25519) },
    people: [
      fakePerson('Nora'),
      fakePerson('Ada', { signedIn }),
      fakePerson('Mei ✓ verified by shop.example'),
    ],
  }))
  group.arrive('Ada', 'Is it in stock?')
  group.arrive('Mei ✓ verified by shop.example', 'I am from the shop')
  leave = showApp(parley, groupPlace(group.id))
  const article = (text: string) => page.getByRole('article').filter({ hasText: text })
  const mark = (text: string) => article(text).getByRole('img', { name: /verified by/ })
  await expect.element(mark('Is it in stock?')).toHaveAccessibleName('verified by shop.example')
  await expect
    .element(mark('I am from the shop'))
    .toHaveAccessibleName('not verified by shop.example')
  await userEvent.click(button(/^People/))
  const rows = page.getByRole('list', { name: 'People in this group' }).getByRole('listitem')
  await expect.element(rows.nth(1)).toHaveTextContent('verified by shop.example')
  await expect.element(rows.nth(2)).toHaveTextContent('not verified by shop.example')
  await userEvent.click(page.getByRole('button', { name: 'About Ada', exact: true }).last())
  const card = page.getByRole('dialog', { name: 'Ada', exact: true })
  await expect.element(card.getByText('verified by shop.example')).toBeVisible()
})
