import { expect, test } from 'vitest'
import { newGroupCommit } from './group-commit.ts'

test('[JO3] what is asked for during a write shares the next one', async () => {
  const writes: number[][] = []
  const commit = newGroupCommit<number>(async (changes) => void writes.push([...changes]))
  const first = commit.add(1)
  await Promise.resolve()
  await Promise.all([first, commit.add(2), commit.add(3), commit.add(4)])
  expect(writes).toEqual([[1], [2, 3, 4]])
})

test('[JO8] a write that fails fails everything waiting behind it, and later ones go on', async () => {
  const writes: number[][] = []
  const commit = newGroupCommit<number>(async (changes) => {
    if (changes.includes(1)) throw new Error('disk full')
    writes.push([...changes])
  })
  const first = commit.add(1)
  await Promise.resolve()
  const results = await Promise.allSettled([first, commit.add(2), commit.add(3)])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  await commit.add(4)
  await commit.idle()
  expect(writes).toEqual([[4]])
})
