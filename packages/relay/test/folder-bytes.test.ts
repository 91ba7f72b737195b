import { copyFileSync, rmSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderHolds } from './folder-bytes.ts'

test('bytes that a store moves from file to file are found at every moment', async () => {
  const path = await mkdtemp(join(tmpdir(), 'parley-moving-'))
  const bytes = new TextEncoder().encode('kept')
  const fileAt = (round: number): string => join(path, `${round}.ldb`)
  await writeFile(fileAt(0), bytes)
  for (let other = 0; other < 30; other++)
    await writeFile(join(path, `${other}.log`), new Uint8Array(65_536))
  let round = 0
  let isMoving = true
  const moved = (async () => {
    for (; isMoving; round++) {
      copyFileSync(fileAt(round), fileAt(round + 1))
      rmSync(fileAt(round))
      for (let turn = 0; turn < 40; turn++) await new Promise((resolve) => setImmediate(resolve))
    }
  })()
  let missed = 0
  for (let look = 0; look < 100; look++) if (!(await folderHolds(path, bytes))) missed++
  isMoving = false
  await moved
  expect({ missed, hasMoved: round > 20 }).toEqual({ missed: 0, hasMoved: true })
  expect(await folderHolds(path, new TextEncoder().encode('never'))).toBe(false)
  await rm(path, { recursive: true })
})
