import { expect, test } from 'vitest'
import { identityOf } from './identity.fake.ts'
import { safetyCode } from './safety-code.ts'

const [alice, bob, carol] = ['alice', 'bob', 'carol'].map((name) => identityOf(name).person)

test('[ID14] two people see the same thirty digits, whoever looks, in every later version', () => {
  if (alice === undefined || bob === undefined) throw new Error('nobody here')
  const code = safetyCode(alice, bob)
  expect(code).toMatch(/^(\d{5} ){5}\d{5}$/)
  expect(safetyCode(bob, alice)).toBe(code)
  expect(code).toBe('85614 14334 72951 44391 57281 06064')
})

test('[ID14] another person has another code', () => {
  if (alice === undefined || bob === undefined || carol === undefined) throw new Error('nobody')
  const codes = [safetyCode(alice, bob), safetyCode(alice, carol), safetyCode(bob, carol)]
  const groups = codes.flatMap((code) => code.split(' '))
  expect(new Set(groups).size).toBe(groups.length)
})
