import { expect, test } from 'vitest'
import type { MessageKey, ShownMessage } from '@parley/react'
import { isPrefixAdded } from './use-steady-scroll.ts'

const keyed = (...keys: string[]) => keys.map((key) => ({ key: key as MessageKey }) as ShownMessage)

test('only messages put above all others count as older ones', () => {
  expect(isPrefixAdded(keyed('c', 'd'), keyed('a', 'b', 'c', 'd'))).toBe(true)
  expect(isPrefixAdded(keyed('a', 'b'), keyed('a', 'x', 'b'))).toBe(false)
  expect(isPrefixAdded(keyed('a', 'b'), keyed('a', 'b', 'c'))).toBe(false)
  expect(isPrefixAdded(keyed('a', 'b'), keyed('z', 'a', 'b', 'c'))).toBe(false)
  expect(isPrefixAdded([], keyed('a'))).toBe(false)
})
