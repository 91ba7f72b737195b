import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEFAULT_POLICY, encodePolicy, type Policy, readPolicy } from './policy.ts'

const anyPolicy: fc.Arbitrary<Policy> = fc.record({
  history: fc.constantFrom('everything', 'from-joining'),
  postingRole: fc.constantFrom('guest', 'member', 'moderator', 'admin', 'owner'),
  locked: fc.boolean(),
  slowModeSeconds: fc.oneof(fc.constant(0), fc.nat(), fc.maxSafeNat()),
  guestsMayPost: fc.boolean(),
  asClass: fc.boolean(),
  hushed: fc.boolean(),
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
      const later = settings.filter(({ id }) => id > 7)
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
  ]
  for (const policy of senseless) expect(policy).toEqual(DEFAULT_POLICY)
  expect(says(2, 2).postingRole).toBe('moderator')
})
