import { expect, test } from 'vitest'
import type { GroupPerson } from '@parley/react'
import { siteMarkOf } from './proof.ts'

const SITE = 'shop.example'
const known = (names: 'site' | 'person'): GroupPerson['signedIn'] => ({
  site: SITE,
  subject: 'user-7',
  names,
})

test('a name that the site says is verified by it, whatever stands in it', () => {
  expect(siteMarkOf('Ada', known('site'), SITE)).toEqual({ says: 'verified', site: SITE })
  expect(siteMarkOf('Ada ✓', known('site'), SITE)?.says).toBe('verified')
})

test('whom the site knows without saying a name goes by their own, and is not verified', () => {
  expect(siteMarkOf('Ada', known('person'), SITE)?.says).toBe('own-name')
  expect(siteMarkOf('Help of shop.example', known('person'), SITE)?.says).toBe('not-verified')
})

test.each([
  'Ada (verified by shop.example)',
  'Ada, VERIFIED  BY the shop',
  'Ada · Shop Example',
  'Ada ｓｈｏｐ．ｅｘａｍｐｌｅ',
  'Ada · v\u00E9rif\u00EDed b\u00FD us',
  'Ada ✓',
  'Ada ✔️',
  'Ada ✅',
])('a name that plays the mark is contradicted: %s', (name) => {
  expect(siteMarkOf(name, undefined, SITE)).toEqual({ says: 'not-verified', site: SITE })
})

test.each(['Ada', 'Bob the shopkeeper', 'Example', ''])(
  'any other name is left alone: %s',
  (name) => {
    expect(siteMarkOf(name, undefined, SITE)).toBeUndefined()
    // A site without a letter in its name is in no name.
    expect(siteMarkOf(name, undefined, '*')).toBeUndefined()
  },
)
