import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { codeInCookies, cookieFor, openInvitations } from './invitations.ts'

const data = await mkdtemp(join(tmpdir(), 'parley-invitations-'))
afterAll(() => rm(data, { recursive: true, force: true }))

test('[RW9] an invitation is good until it ends, and only where it was made', async () => {
  let at = 1_000_000_000_000
  const here = await openInvitations(data, () => at)
  const code = here.newCode(7)
  expect(here.endOf(code)).toBe(at + 7 * 86_400_000)
  const again = await openInvitations(data, () => at)
  expect(again.endOf(code)).toBe(at + 7 * 86_400_000)
  for (let letter = 0; letter < code.length; letter++) {
    const other = code[letter] === 'A' ? 'B' : 'A'
    expect(here.endOf(code.slice(0, letter) + other + code.slice(letter + 1))).toBeUndefined()
  }
  for (const more of ['=', '=;Domain=example.org', '=\r\nset-cookie:a', ' ', '+'])
    expect(here.endOf(code + more)).toBeUndefined()
  expect(here.endOf('')).toBeUndefined()
  at += 7 * 86_400_000
  expect(here.endOf(code)).toBeUndefined()
  expect((await stat(join(data, 'invitations.key'))).mode & 0o077).toBe(0)
})

test('[RW9] a browser keeps it where no script and no other site gets at it', () => {
  const how = { endsAt: 61_000, now: 1_000, isSecure: true }
  expect(cookieFor('abc', how)).toBe(
    'parley-invitation=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Strict; Secure',
  )
  expect(cookieFor('abc', { ...how, isSecure: false })).not.toContain('Secure')
  expect(codeInCookies('a=b; parley-invitation=abc;c=d')).toBe('abc')
  expect(codeInCookies(undefined)).toBeUndefined()
})
