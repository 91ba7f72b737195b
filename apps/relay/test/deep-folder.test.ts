/** A data folder whose path is longer than a socket's may be. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runParley } from '../src/run.ts'
import { configOf } from './configs.ts'
import { newPlaces } from './places.ts'
import { runCommand } from './terminals.ts'

test.runIf(process.platform === 'linux')(
  '[RW10] [RW11] a relay is asked however long the path of its folder is',
  async () => {
    const places = await newPlaces()
    const data = join(places.data, 'd'.repeat(120))
    const { web } = places
    const nobody = runCommand(['stats', '--data', data])
    await expect(nobody).rejects.toThrow('No relay runs on')
    const running = await runParley(configOf({ web, data }), () => undefined)
    expect(await readdir(data)).toContain('control.sock')
    const stats = await runCommand(['stats', '--json', '--data', data])
    expect(JSON.parse(stats.lines[0] ?? '')).toMatchObject({ port: running.port, docsStored: 0 })
    const words = ['doctor', '--data', data, '--web', web, '--port', '9']
    expect((await runCommand(words)).lines).toContain(
      `ok   port: the relay of this folder runs on ${running.port}; nobody looked at 9`,
    )
    await running.close()
    expect(await readdir(data)).not.toContain('control.sock')
    await expect(runCommand(['stats', '--data', data])).rejects.toThrow('No relay runs on')
  },
)
