import { expect, test } from 'vitest'
import { compareVerifiers } from '../test/agreement.ts'
import { kindCount } from '../test/cases.ts'

test('[SG8] ten thousand cases of every kind: pure, node and WebCrypto give one answer', async () => {
  const agreement = await compareVerifiers({ cases: 10_000, seed: 31 })

  expect(agreement.disagreements).toEqual([])
  expect(agreement.acceptedByKind.size).toBe(kindCount())
  expect(agreement.accepted).toBeGreaterThan(2_500) // not vacuous
  expect(agreement.acceptedByKind.get('A plus torsion, R plus torsion')).toBeGreaterThan(100)
  expect(agreement.acceptedByKind.get('R of small order')).toBeGreaterThan(5)
})
