import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { lockFolder } from './folder-lock.ts'
import { openLevelJournal } from './level-journal.ts'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const root = await mkdtemp(join(tmpdir(), 'parley-lock-'))
afterAll(() => rm(root, { recursive: true, force: true }))

async function newFolder(name: string): Promise<string> {
  const path = join(root, name)
  await mkdir(path)
  return path
}

async function takeAndRelease(path: string): Promise<void> {
  const lock = await lockFolder(path)
  await expect(lockFolder(path)).rejects.toThrow('in use by another relay')
  await lock.release()
}

/** Another process that has the folder. */
async function holder(path: string): Promise<ChildProcess> {
  const script = `
    const { lockFolder } = await import('./folder-lock.ts')
    await lockFolder(${JSON.stringify(path)})
    console.log('held')
    setInterval(() => {}, 1_000)`
  const args = ['--import', 'tsx', '--input-type=module', '-e', script]
  const child = spawn(process.execPath, args, { cwd: HERE, stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout ?? child, 'data')
  return child
}

test('[JO29] a folder is held by one process alone, until it lets go', async () => {
  const path = await newFolder('one')
  const lock = await lockFolder(path)
  await expect(lockFolder(path)).rejects.toThrow(
    `${path} is in use by another relay. Stop that one`,
  )
  await lock.release()
  await takeAndRelease(path)
})

test('[JO29] a process that is killed holds nothing any more', async () => {
  const path = await newFolder('killed')
  const child = await holder(path)
  await expect(lockFolder(path)).rejects.toThrow('in use by another relay')
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  await takeAndRelease(path)
})

test('[JO29] a folder in which somebody has a store is not free, and one with an old store is', async () => {
  const path = await newFolder('store')
  const journal = await openLevelJournal(path)
  await expect(lockFolder(path)).rejects.toThrow('in use by another relay')
  await journal.close()
  await takeAndRelease(path)
})

test('[JO29] what a power cut left of the lock is in nobody’s way', async () => {
  const path = await newFolder('torn')
  await takeAndRelease(path)
  await writeFile(join(path, 'lock', 'CURRENT'), 'nonsense')
  expect(await takeAndRelease(path)).toBeUndefined()
})
