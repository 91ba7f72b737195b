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

test('[JO3] under a trickle one write takes what came since the one before began; after a rest none waits', async () => {
  const writes: number[][] = []
  let now = 100
  const waits: { readonly ms: number; end(): void }[] = []
  const wait = (ms: number) => new Promise<void>((end) => waits.push({ ms, end }))
  const pacing = { paceMs: 10, now: () => now, wait }
  const commit = newGroupCommit<number>(async (changes) => void writes.push([...changes]), pacing)
  await commit.add(1)
  now += 4
  const paced = [commit.add(2), commit.add(3)]
  await Promise.resolve()
  expect(writes).toEqual([[1]])
  expect(waits.map(({ ms }) => ms)).toEqual([6])
  paced.push(commit.add(4))
  now += 6
  waits[0]?.end()
  await Promise.all(paced)
  expect(writes).toEqual([[1], [2, 3, 4]])
  now += 10
  await commit.add(5)
  expect(waits).toHaveLength(1)
})
