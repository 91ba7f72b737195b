import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderHolds } from './folder-bytes.ts'

test('bytes that a store moves from file to file are found at every moment', async () => {
  const path = await mkdtemp(join(tmpdir(), 'parley-moving-'))
  const bytes = new TextEncoder().encode('kept')
  const fileAt = (round: number): string => join(path, `${round}.ldb`)
  await writeFile(fileAt(0), bytes)
  const moved = (async () => {
    for (let round = 0; round < 300; round++) {
      await copyFile(fileAt(round), fileAt(round + 1))
      await rm(fileAt(round))
    }
    return true
  })()
  let isMoving = true
  void moved.finally(() => (isMoving = false))
  const missed: number[] = []
  let looks = 0
  for (; isMoving; looks++) if (!(await folderHolds(path, bytes))) missed.push(looks)
  expect(await moved).toBe(true)
  expect({ missed, hasLooked: looks > 20 }).toEqual({ missed: [], hasLooked: true })
  expect(await folderHolds(path, new TextEncoder().encode('never'))).toBe(false)
  await rm(path, { recursive: true })
})
