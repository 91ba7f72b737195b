import { expect, test } from 'vitest'
import { Recent } from './recent.ts'

test('[SG13] what was used longest ago is forgotten first, and no more is kept than the limit', () => {
  const recent = new Recent<number>(2)
  recent.set('alice', 1)
  recent.set('bob', 2)
  recent.get('alice')
  recent.set('carol', 3)

  expect(recent.get('bob')).toBeUndefined()
  expect([recent.get('alice'), recent.get('carol')]).toEqual([1, 3])
  expect(recent.size).toBe(2)
})

test('[SG13] a hundred thousand strangers cost no more memory than two', () => {
  const recent = new Recent<number>(2)
  for (let count = 0; count < 100_000; count++) recent.set(`${count}`, count)
  expect(recent.size).toBe(2)
})
