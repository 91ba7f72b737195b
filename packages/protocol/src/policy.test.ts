import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  DEFAULT_POLICY,
  encodePolicy,
  type Policy,
  readPolicy,
  type SigningSite,
} from './policy.ts'
import type { SiteKey } from './site-key.ts'

const anyBytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length, size: 'max' })
const anyKey: fc.Arbitrary<SiteKey> = fc.oneof(
  fc.record({ algorithm: fc.constant('EdDSA' as const), bytes: anyBytes(32) }),
  fc.record({ algorithm: fc.constant('ES256' as const), bytes: anyBytes(64) }),
)
const anySite: fc.Arbitrary<SigningSite> = fc.record({
  name: fc.string({ minLength: 1, maxLength: 20 }).map((name) => `x${name}`),
  keys: fc.array(anyKey, { minLength: 1, maxLength: 4 }),
  role: fc.constantFrom('guest', 'member'),
})
const anyPolicy: fc.Arbitrary<Policy> = fc.record({
  history: fc.constantFrom('everything', 'from-joining'),
  postingRole: fc.constantFrom('guest', 'member', 'moderator', 'admin', 'owner'),
  locked: fc.boolean(),
  slowModeSeconds: fc.oneof(fc.constant(0), fc.nat(), fc.maxSafeNat()),
  guestsMayPost: fc.boolean(),
  asClass: fc.boolean(),
  hushed: fc.boolean(),
  site: fc.option(anySite, { nil: undefined }),
})

test('[PR16] a policy reads back as what was set, and settings at their default take no bytes', () => {
  let changed = 0
  fc.assert(
    fc.property(anyPolicy, (policy) => {
      const settings = encodePolicy(policy)
      expect(readPolicy(settings)).toEqual(policy)
      expect(settings.map(({ id }) => id)).toEqual(
        settings.map(({ id }) => id).toSorted((left, right) => left - right),
      )
      changed += settings.length
    }),
  )
  expect(changed).toBeGreaterThan(100)
  expect(encodePolicy(DEFAULT_POLICY)).toEqual([])
  expect(readPolicy([])).toEqual(DEFAULT_POLICY)
})

test('[PR16] [PR12] whatever settings come, there is a policy, and settings nobody knows change nothing', () => {
  const anySetting = fc.record({ id: fc.nat(255), value: fc.uint8Array({ maxLength: 9 }) })
  let strange = 0
  fc.assert(
    fc.property(fc.array(anySetting, { maxLength: 8 }), anyPolicy, (settings, policy) => {
      const read = readPolicy(settings)
      expect(readPolicy(encodePolicy(read))).toEqual(read)
      const later = settings.filter(({ id }) => id > 8)
      expect(readPolicy([...encodePolicy(policy), ...later])).toEqual(policy)
      strange += later.length
    }),
  )
  expect(strange).toBeGreaterThan(50)
})

test('[PR16] a value that makes no sense is the default: nobody is shut out by a slip', () => {
  const says = (id: number, ...value: number[]) =>
    readPolicy([{ id, value: Uint8Array.from(value) }])
  const senseless = [
    says(1, 2),
    says(1),
    says(2, 6),
    says(2, 5),
    says(3, 2),
    says(3, 1, 1),
    says(4, 0x80),
    says(5, 0x81, 0),
    says(6, 2),
    says(7),
    says(8),
    says(8, 0, 1, 1, 0x61),
    says(8, 1, 3, ...Array<number>(32).fill(7), 1, 1, 0x61),
    says(8, 1, 1, ...Array<number>(32).fill(7), 2, 1, 0x61),
    says(8, 1, 1, ...Array<number>(32).fill(7), 1, 1, 0x20),
    says(8, 1, 1, ...Array<number>(32).fill(7), 1, 1, 0x61, 0),
  ]
  for (const policy of senseless) expect(policy).toEqual(DEFAULT_POLICY)
  expect(says(2, 2).postingRole).toBe('moderator')
  expect(says(8, 1, 1, ...Array<number>(32).fill(7), 1, 1, 0x61).site).toEqual({
    name: 'a',
    keys: [{ algorithm: 'EdDSA', bytes: new Uint8Array(32).fill(7) }],
    role: 'member',
  })
})
