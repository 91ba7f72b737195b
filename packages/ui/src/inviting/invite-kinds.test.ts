import { expect, test } from 'vitest'
import type { GroupInfo, InviteInfo } from '@parley/react'
import { isHandedOut, isLocalLink, lastKind, linkInUse, optionsOf, USUAL } from './invite-kinds.ts'

test('a link to this computer is known for one by every name it has', () => {
  for (const host of ['localhost:8080', '127.0.0.1', '127.1.2.3:1', '[::1]:8080', 'a.localhost'])
    expect(isLocalLink(`http://${host}/#/join/AQ`)).toBe(true)
  for (const host of ['192.168.1.4:8080', 'localhost.example.org', 'parley.example'])
    expect(isLocalLink(`http://${host}/#/join/AQ`)).toBe(false)
  expect(isLocalLink('AQabc')).toBe(false)
})

test('a span becomes a moment, and without one the link lasts', () => {
  expect(optionsOf(USUAL, 1_000).expiresAt).toBe(0)
  expect(optionsOf({ ...USUAL, span: 'hour' }, 1_000).expiresAt).toBe(3_601_000)
})

test('what is used up, over or unknown here is not handed out again', () => {
  const invite = { link: 'x', expiresAt: 0, usesCount: 0, joinsCount: 3 } as InviteInfo
  expect(isHandedOut(invite, 5)).toBe(true)
  expect(isHandedOut({ ...invite, usesCount: 3 }, 5)).toBe(false)
  expect(isHandedOut({ ...invite, expiresAt: 5 }, 5)).toBe(false)
  expect(isHandedOut({ ...invite, link: undefined }, 5)).toBe(false)
})

test('what was chosen last is chosen again, as far as one may, and nothing unusual by itself', () => {
  const me = { mayAdminister: true, mayOwn: false }
  const chosen = { role: 'moderator', needsApproval: true, usesCount: 5, lifeMs: 86_399_000 }
  const last = (lastInvite?: object, standing = me) =>
    lastKind({ me: standing, lastInvite } as unknown as GroupInfo)
  expect(last()).toEqual(USUAL)
  expect(last(chosen)).toEqual({
    role: 'moderator',
    needsApproval: true,
    span: 'day',
    usesCount: 5,
  })
  expect(last(chosen, { ...me, mayAdminister: false })).toEqual(USUAL)
  expect(last({ ...chosen, usesCount: 7, lifeMs: 0 })).toMatchObject({
    span: 'never',
    usesCount: 0,
  })
})

test('the link in use is the last one while it lasts; another kind is not taken for it', () => {
  const me = { mayAdminister: true, mayOwn: false }
  const usual = { ...optionsOf(USUAL, 0), id: 'u', link: 'usual', joinsCount: 0 }
  const other = { ...usual, id: 'o', link: 'approved', needsApproval: true }
  const inUse = (invites: object[], lastInvite?: object) =>
    linkInUse({ me, invites, lastInvite } as unknown as GroupInfo, 5)
  expect(inUse([])).toBeUndefined()
  expect(inUse([other, usual])).toBe('usual')
  expect(inUse([other])).toBeUndefined()
  const last = { id: 'o', role: 'member', needsApproval: true, usesCount: 0, lifeMs: 0 }
  expect(inUse([other, usual], last)).toBe('approved')
  expect(inUse([usual], last)).toBeUndefined()
})
