import { expect, test } from 'vitest'
import { sizeProblems } from './check-sizes.ts'

const lines = (count: number) => 'x\n'.repeat(count)

test('a file of 400 lines passes and one of 401 does not', () => {
  expect(sizeProblems([{ path: 'a.ts', text: lines(400) }])).toEqual([])
  expect(sizeProblems([{ path: 'a.ts', text: lines(401) }])).toHaveLength(1)
})

test('a folder whose name says nothing is refused', () => {
  expect(sizeProblems([{ path: 'packages/gate/src/utils/a.ts', text: '' }])).toHaveLength(1)
  expect(sizeProblems([{ path: 'packages/gate/src/utils.ts', text: '' }])).toEqual([])
})
