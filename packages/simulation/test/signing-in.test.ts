/** People whom a site signs in, between real clients over a real relay. */
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { type InviteOptions, openDesk, parseSiteKey } from '@parley/client'
import { expect, test } from 'vitest'
import {
  enter,
  eventually,
  linesAt,
  type Member,
  newCrew,
  newMember,
  newRelay,
  seen,
} from './people.ts'
import { quickClock } from './quick-clock.ts'

const AS_GUEST: InviteOptions = { role: 'guest', needsApproval: false, expiresAt: 0, usesCount: 0 }

type Claims = Readonly<Record<string, unknown>>

/** What a site's server does: it knows its visitors, and nothing of Parley but a group and a thumbprint. */
async function newSite(alg: 'EdDSA' | 'ES256') {
  const { publicKey, privateKey } = await generateKeyPair(alg)
  const parsed = parseSiteKey(JSON.stringify(await exportJWK(publicKey)))
  if (!parsed.ok) throw new Error(parsed.broke)
  const now = () => Math.floor(quickClock.now() / 1_000)
  return {
    key: parsed.key,
    tokenFor: ({ group, parley }: Member, sub: string, name: string, change: Claims = {}) =>
      new SignJWT({
        name,
        cnf: { jkt: parley.own.thumbprint },
        iat: now(),
        exp: now() + 3_600,
        ...change,
      })
        .setProtectedHeader({ alg })
        .setSubject(sub)
        .setAudience(group.id)
        .sign(privateKey),
  }
}

async function newCommunity(alg: 'EdDSA' | 'ES256') {
  const relay = await newRelay()
  const site = await newSite(alg)
  const { id, crew } = await newCrew(relay, ['Alice'])
  const { Alice } = crew
  await Alice.group.setPolicy({ site: { name: 'shop.example', keys: [site.key], role: 'member' } })
  const link = await Alice.group.invite(AS_GUEST)
  const comes = async (name: string): Promise<Member> => {
    const visitor = await newMember(relay, name)
    await visitor.parley.join(link)
    const member = enter(visitor, id)
    await eventually(() => expect(member.group.info.get().state).toBe('ready'))
    return member
  }
  return { relay, site, id, Alice, comes }
}

for (const alg of ['EdDSA', 'ES256'] as const)
  test(`[GS114] who came as a guest signs in by ${alg}, stays the same person, and goes by the name the site says`, async () => {
    const { site, Alice, comes } = await newCommunity(alg)
    const visitor = await comes('Guest 7')
    expect(visitor.group.info.get().me).toMatchObject({ role: 'guest', mayPost: false })
    const token = await site.tokenFor(visitor, 'user-7', 'Ada')
    expect(await visitor.group.signIn(token)).toBe('signed-in')
    expect(await visitor.group.signIn(token)).toBe('signed-in')
    await eventually(() => expect(visitor.group.info.get().me.mayPost).toBe(true))
    await visitor.group.send('Is it in stock?')
    await eventually(() => expect(linesAt(Alice)).toEqual(['Is it in stock?']))
    expect(seen(Alice, 'Ada')).toMatchObject({
      person: visitor.parley.me,
      role: 'member',
      signedIn: { site: 'shop.example', subject: 'user-7', names: 'site' },
    })
    expect(seen(visitor, 'Ada').isMe).toBe(true)
    // The same token says nothing new, and is not written again.
    const signIns = Alice.group.log.get().filter(({ type }) => type === 'signin')
    expect(signIns).toMatchObject([{ by: 'Ada', took: true }])

    const impostor = await comes('Ada')
    await eventually(() =>
      expect(Alice.group.info.get().people.filter(({ name }) => name === 'Ada')).toHaveLength(2),
    )
    const people = Alice.group.info.get().people
    expect(people.find(({ person }) => person === impostor.parley.me)?.signedIn).toBeUndefined()
  }, 60_000)

test('[GS114] where a site says no name, theirs is shown, and known for their own', async () => {
  const { site, Alice, comes } = await newCommunity('EdDSA')
  const visitor = await comes('Ada of shop.example')
  const nameless = await site.tokenFor(visitor, 'user-8', '', { name: undefined })
  expect(await visitor.group.signIn(nameless)).toBe('signed-in')
  await eventually(() =>
    expect(seen(Alice, 'Ada of shop.example').signedIn).toEqual({
      site: 'shop.example',
      subject: 'user-8',
      names: 'person',
    }),
  )
}, 60_000)

test('[GS115] whoever gives a token hears what is wrong with it, and nothing is written', async () => {
  const { site, Alice, comes } = await newCommunity('EdDSA')
  const other = await newSite('EdDSA')
  const visitor = await comes('Guest 7')
  const answers = async (change: Claims, by = site) =>
    visitor.group.signIn(await by.tokenFor(visitor, 'user-7', 'Ada', change))
  expect(await visitor.group.signIn('hello')).toBe('not-a-token')
  expect(await visitor.group.signIn(await site.tokenFor(Alice, 'user-7', 'Ada'))).toBe(
    'other-device',
  )
  expect(await answers({ iat: 1_000, exp: 2_000 })).toBe('expired')
  expect(await answers({}, other)).toBe('other-key')
  const elsewhere = await newCommunity('EdDSA')
  const there = { ...visitor, group: elsewhere.Alice.group }
  expect(await visitor.group.signIn(await site.tokenFor(there, 'user-7', 'Ada'))).toBe(
    'other-group',
  )
  await Alice.group.setPolicy({ site: { name: 'shop', keys: [site.key], role: 'guest' } })
  await eventually(() => expect(visitor.group.info.get().policy.site?.role).toBe('guest'))
  expect(await answers({ parley_role: 'member' })).toBe('too-much')
  await Alice.group.setPolicy({ site: undefined })
  await eventually(() => expect(visitor.group.info.get().policy.site).toBeUndefined())
  expect(await answers({})).toBe('no-site')
  expect(visitor.group.log.get().filter(({ type }) => type === 'signin')).toEqual([])
}, 60_000)

test('[GS114] a sign-in that no relay takes any more goes without a word, and another one counts', async () => {
  const { site, Alice, comes } = await newCommunity('EdDSA')
  const next = await newSite('EdDSA')
  const visitor = await comes('Guest 7')
  visitor.browser.line.isCut = true
  expect(await visitor.group.signIn(await site.tokenFor(visitor, 'user-7', 'Ada'))).toBe(
    'signed-in',
  )
  expect(seen(visitor, 'Ada').role).toBe('member')
  await Alice.group.setPolicy({ site: { name: 'shop.example', keys: [next.key], role: 'member' } })
  visitor.browser.line.isCut = false
  await eventually(() => expect(visitor.group.info.get().policy.site?.keys).toEqual([next.key]))
  await eventually(() => expect(visitor.group.info.get().me.role).toBe('guest'))
  expect(await visitor.group.signIn(await next.tokenFor(visitor, 'user-7', 'Ada'))).toBe(
    'signed-in',
  )
  await eventually(() => expect(seen(Alice, 'Ada').signedIn?.subject).toBe('user-7'))
  expect(visitor.parley.notices.get()).toEqual([])
}, 60_000)

test('[SU8] [AT224] a visitor’s accomplice is verified by nobody in their talk, whatever site it names', async () => {
  const relay = await newRelay()
  const site = await newSite('EdDSA')
  const { crew } = await newCrew(relay, ['Alice'])
  const visitor = await newMember(relay, 'Visitor 4F2A')
  const desk = await openDesk(visitor.parley, await crew.Alice.group.deskLink())
  const origin = { page: 'https://shop.example/cart', title: 'Cart', language: 'de' }
  const id = await desk?.begin(origin)
  if (id === undefined) throw new Error('no desk link')
  const mine = enter(visitor, id)
  await mine.group.setPolicy({ site: { name: 'shop.example', keys: [site.key], role: 'member' } })
  const accomplice = await newMember(relay, 'Guest 7')
  await accomplice.parley.join(await mine.group.invite(AS_GUEST))
  const inside = enter(accomplice, id)
  await eventually(() => expect(inside.group.info.get().state).toBe('ready'))
  await eventually(() => expect(inside.group.info.get().people).toHaveLength(3))
  const token = await site.tokenFor(inside, 'boss', 'The boss')
  expect(await inside.group.signIn(token)).toBe('signed-in')
  await eventually(() => expect(crew.Alice.parley.openGroup(id)).toBeDefined())
  const talk = enter(crew.Alice, id)
  await eventually(() => expect(seen(talk, 'The boss').role).toBe('member'))
  expect(seen(talk, 'The boss').signedIn).toBeUndefined()
  expect(talk.group.info.get().policy.site).toBeUndefined()
  expect(talk.group.info.get().talk).toMatchObject(origin)
}, 60_000)
