import { expect, test } from 'vitest'
import { identityOf } from '../identity/identity.fake.ts'
import { verificationOf } from './verification.ts'

const bob = identityOf('bob').person
const other = identityOf('other').person

test('[OW19] only who goes by the name of a verified person without being them is called changed', () => {
  const verified = new Map([[bob, 'Bob B.']])
  expect(verificationOf(verified, { person: bob, name: 'Bobby' })).toBe('yes')
  for (const name of ['Bob B.', ' bob  b.', 'Ｂob B.'])
    expect(verificationOf(verified, { person: other, name })).toBe('changed')
  for (const name of ['Bob', '', 'Carol'])
    expect(verificationOf(verified, { person: other, name })).toBe('no')
  expect(verificationOf(new Map([[bob, '']]), { person: other, name: '' })).toBe('no')
})
