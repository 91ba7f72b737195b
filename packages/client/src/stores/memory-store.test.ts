import { expect, test } from 'vitest'
import { deviceStoreContract } from './device-store.contract.ts'
import { MemoryDisk, type WriteFate } from './memory-disk.ts'
import { newMemoryStore } from './memory-store.ts'

const disks = new Map<string, MemoryDisk>()

deviceStoreContract('memory', {
  async open(name) {
    const disk = disks.get(name) ?? new MemoryDisk()
    disks.set(name, disk)
    return newMemoryStore(disk.newProcess())
  },
})

const put = (value: unknown) => [{ type: 'put', key: 'k', value } as const]

/** Whether a promise settles once everything that can happen has happened. */
async function settles(promise: Promise<unknown>): Promise<boolean> {
  let settled = false
  const note = () => (settled = true)
  void promise.then(note, note)
  for (let turns = 0; turns < 50; turns++) await Promise.resolve()
  return settled
}

test.each([
  ['crash-before', undefined],
  ['crash-after', 'new'],
] as const)(
  '[ST9] %s: nobody is told, and the next start finds what reached the disk',
  async (fate, found) => {
    const disk = new MemoryDisk()
    const process = disk.newProcess()
    const store = newMemoryStore(process)
    let crashes = 0
    process.onCrash(() => crashes++)
    disk.onWrite = () => fate

    const write = store.write(put('new'))
    const read = store.get('k')
    expect(await settles(write)).toBe(false)
    expect(await settles(read)).toBe(false)
    expect(await settles(store.write(put('later')))).toBe(false)
    expect([process.crashed, crashes]).toEqual([true, 1])

    disk.onWrite = () => 'ok'
    expect(await newMemoryStore(disk.newProcess()).get('k')).toBe(found)
  },
)

test('[ST9] a crash of one tab leaves the other tab of the same disk alive', async () => {
  const disk = new MemoryDisk()
  const [dying, living] = [disk.newProcess(), disk.newProcess()]
  disk.onWrite = (_, process): WriteFate => (process === dying ? 'crash-before' : 'ok')
  expect(await settles(newMemoryStore(dying).write(put(1)))).toBe(false)
  await newMemoryStore(living).write(put(2))
  expect(disk.entries.get('k')).toBe(2)
})

test('[ST10] a full disk is said, and what was stored before is kept', async () => {
  const disk = new MemoryDisk()
  const store = newMemoryStore(disk.newProcess())
  await store.write(put('old'))
  disk.onWrite = () => 'fail-full'
  await expect(store.write(put('new'))).rejects.toMatchObject({ reason: 'full' })
  expect(await store.get('k')).toBe('old')
})
