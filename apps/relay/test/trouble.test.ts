/** What an operator is told when a disk fills up or a store was cut short. */
import { readdir, readFile, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { openLevelJournal } from '@parley/relay'
import { expect, test, vi } from 'vitest'
import type { LogEvent } from '../src/log.ts'
import { runParley } from '../src/run.ts'
import { configOf } from './configs.ts'
import { newPlaces } from './places.ts'
import { runCommand } from './terminals.ts'

const disk = vi.hoisted(() => ({ freeBytes: Number.POSITIVE_INFINITY }))

vi.mock('../src/readiness.ts', async (original) => ({
  ...(await original<typeof import('../src/readiness.ts')>()),
  freeBytes: () => Promise.resolve(disk.freeBytes),
}))

test('[RW11] a disk that is almost full is found by the doctor, with what to do', async () => {
  const { web, data } = await newPlaces()
  const words = ['doctor', '--data', data, '--web', web, '--port', '0']
  disk.freeBytes = 100 * 1_048_576
  const scarce = await runCommand(words)
  expect(scarce.code).toBe(1)
  const bad = scarce.lines.filter((line) => line.startsWith('BAD'))
  expect(bad).toHaveLength(1)
  expect(bad[0]).toContain('disk: 100.0 MiB free')
  expect(bad[0]).toContain('Make room, or set PARLEY_DATA')
  disk.freeBytes = 200 * 1_048_576
  expect(await runCommand(words)).toMatchObject({ code: 0 })
})

test('[JO12] [RW8] a store whose end was not written whole is put right at the start, and the log says so once', async () => {
  const { web, data } = await newPlaces()
  const first = await runParley(configOf({ web, data }), () => undefined)
  await first.close()
  const journal = await openLevelJournal(data)
  for (const at of [1, 2]) await journal.append('doc', new Uint8Array(2_000).fill(at))
  await journal.close()
  const name = (await readdir(data)).find((one) => one.endsWith('.log')) ?? ''
  const log = join(data, name)
  await truncate(log, (await readFile(log)).length - 100)

  const events: LogEvent[] = []
  const running = await runParley(configOf({ web, data }), (event) => events.push(event))
  const told = events.filter(({ type }) => type === 'store-repaired')
  expect(told).toHaveLength(1)
  expect(told[0]).toMatchObject({ how: expect.stringContaining('were not written whole') })
  expect(told[0]).toMatchObject({ how: expect.stringContaining('the devices of members') })
  expect((await fetch(`http://127.0.0.1:${running.port}/readyz`)).status).toBe(200)
  await running.close()

  const later: LogEvent[] = []
  const again = await runParley(configOf({ web, data }), (event) => later.push(event))
  expect(later.map(({ type }) => type)).not.toContain('store-repaired')
  await again.close()
})
