/** Relays that keep everything in NATS, as their operator meets them. */
import { access, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toGroupId } from '@parley/protocol'
import { openLevelJournal } from '@parley/relay'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Config } from '../src/config.ts'
import { type LogEvent, newLog } from '../src/log.ts'
import { openServers } from '../src/nats-store.ts'
import { runParley, type RunningParley } from '../src/run.ts'
import { configOf } from './configs.ts'
import { type NatsServer, startNats } from './nats.ts'
import { newPlaces } from './places.ts'
import { findProgram, freePort } from './programs.ts'
import { runCommand } from './terminals.ts'

const program = findProgram('nats-server')
const GROUP = toGroupId(new Uint8Array(32).fill(1))
const SLOW = { timeout: 60_000, interval: 100 }
const PASSWORD = 'se,cr@t:/#%'
const USERS = `
authorization { users: [{ user: parley, password: "${PASSWORD}" }, { user: open, password: "" }] }
no_auth_user: open`
const { web, data } = await newPlaces()

describe.skipIf(program === undefined)('on a NATS server (skipped where none is installed)', () => {
  let nats: NatsServer
  let environment: Readonly<Record<string, string>>
  beforeAll(async () => {
    nats = await startNats(program ?? '', USERS)
    environment = { PARLEY_NATS: nats.url.replace('//', `//parley:${PASSWORD}@`) }
  })
  afterAll(() => nats.close())

  function start(some: Partial<Config>, log: (event: LogEvent) => void = () => undefined) {
    return runParley(configOf({ web, data, nats: [nats.url], ...some }), log)
  }

  async function whileRunning(work: (running: RunningParley) => Promise<void>): Promise<void> {
    const running = await start({})
    try {
      await work(running)
    } finally {
      await running.close()
    }
  }

  const updatesIn = async () => {
    const journal = await openServers([nats.url], {})
    const updates = await journal.read(GROUP)
    await journal.close()
    return updates.map((update) => [...update])
  }

  async function newFolder(name: string, ...updates: number[]): Promise<string> {
    const path = join(data, '..', name)
    const journal = await openLevelJournal(path)
    for (const update of updates) await journal.append(GROUP, Uint8Array.of(update))
    await journal.close()
    return path
  }

  test('[RW35] two relays do not share a folder, and the next one has it when the first is gone', async () => {
    await whileRunning(async () => {
      await expect(start({})).rejects.toThrow(`${data} is in use by another relay. Stop that one`)
      const stats = await runCommand(['stats', '--data', data])
      expect(stats.code).toBe(0) // its socket is still its own
    })
    await whileRunning(() => Promise.resolve())
  })

  test('[RW35] on its folder nobody makes a backup of nothing, and no relay starts that is not told of NATS', async () => {
    await whileRunning(() => Promise.resolve())
    expect(await readFile(join(data, 'kept-in-nats'), 'utf8')).toBe(`${nats.url}\n`)
    const file = join(data, '..', 'nothing.backup')
    await expect(runCommand(['backup', file, '--data', data])).rejects.toThrow(
      'parley migrate --from nats --to ./copy',
    )
    await expect(access(file)).rejects.toThrow('ENOENT')
    await expect(runParley(configOf({ web, data }), () => undefined)).rejects.toThrow(
      `The relay of ${data} keeps everything in NATS (${nats.url})`,
    )
    const found = await runCommand(['doctor', '--data', data, '--web', web, '--port', '0'])
    expect(found.lines.join('\n')).toContain('keeps everything in NATS')
    expect(found.code).toBe(1)
    await whileRunning(async () => {
      const asked = await runCommand(['doctor', '--data', data, '--web', web, '--port', '0'])
      expect(asked.lines.join('\n')).toContain('Run the doctor with these servers in PARLEY_NATS')
      expect(asked.code).toBe(1)
    })
  })

  test('[RW35] a folder with documents is not left behind for an empty stream, and the doctor says so too', async () => {
    const old = await newFolder('old', 1)
    const says = `The folder ${old} holds 1 document that is not in NATS: run parley migrate --from ${old} --to nats first`
    await expect(start({ data: old })).rejects.toThrow(says)
    const words = ['doctor', '--data', old, '--web', web, '--port', '0']
    const found = await runCommand(words, environment)
    expect(found.lines.join('\n')).toContain(says)
    expect(found.code).toBe(1)
    await expect(access(join(old, 'kept-in-nats'))).rejects.toThrow('ENOENT')
    const journal = await openLevelJournal(old)
    expect(await journal.docs()).toEqual([GROUP])
    await journal.close()
    const fresh = await start({ data: await newFolder('fresh') })
    await fresh.close()
  })

  test('[RW34] stats and metrics tell how NATS stands, and the log when it went and came back', async () => {
    const lines: string[] = []
    const log = newLog(configOf({}), { write: (line) => lines.push(line), now: Date.now })
    const running = await start({ adminToken: 'x'.repeat(24), metrics: 'open' }, log)
    try {
      const stats = await runCommand(['stats', '--data', data])
      expect(stats.lines).toContain('kept in        NATS JetStream, 1 replica')
      expect(stats.lines.join('\n')).toContain('up, by way of 127.0.0.1:')
      const told = async (): Promise<string> =>
        (await fetch(`http://127.0.0.1:${running.port}/metrics`)).text()
      expect(await told()).toContain('parley_nats_up 1')
      await nats.kill()
      await vi.waitFor(
        () => expect(lines.join('\n')).toContain('nats  takes nothing: no NATS'),
        SLOW,
      )
      expect(await told()).toContain('parley_nats_up 0')
      const away = await runCommand(['stats', '--data', data])
      expect(away.lines.join('\n')).toContain('down: no NATS server answers')
      await nats.start()
      await vi.waitFor(() => expect(lines.join('\n')).toContain('nats  is back after'), SLOW)
      expect(await told()).toContain('parley_nats_reconnects_total 1')
    } finally {
      await running.close()
    }
  })

  test('[RW36] of relays with the same list each says its own address first', async () => {
    const [one, other] = [await freePort(), await freePort()]
    const origins = [one, other].map((port) => `http://localhost:${port}`)
    const running = await start({ port: other, origins })
    expect(running.urls).toEqual(origins.toReversed())
    await running.close()
  })

  test('[RW33] a copy begins only when no relay runs on the servers, and no relay starts during one', async () => {
    const from = await newFolder('from', 1, 2)
    const words = ['migrate', '--from', from, '--to', 'nats']
    await whileRunning(async () => {
      const refused = runCommand(words, environment)
      await expect(refused).rejects.toThrow(`in use by a relay (`)
      await expect(refused).rejects.toThrow('Stop every relay, then say the same again')
    })
    const copying = await openServers([nats.url], {})
    await copying.here.announce({ as: 'migration', where: 'elsewhere' })
    await expect(start({})).rejects.toThrow('A parley migrate is copying')
    await copying.close()
    await expect(runCommand(words)).rejects.toThrow('PARLEY_NATS is not set')
    const done = await runCommand(words, environment)
    expect(done.lines).toEqual([
      `1 document (2 updates), 0 marks and 0 notes are in ${nats.url} and were read back; 2 were not there before.`,
    ])
    const journal = await openLevelJournal(from)
    await expect(runCommand(words, environment)).rejects.toThrow(
      `A relay or another command uses ${from}. Stop it, then say the same again.`,
    )
    await journal.close()
  })

  test('[RW33] what the servers hold from before goes into a new folder first, and only then from them', async () => {
    const changed = await newFolder('changed', 7)
    const before = join(data, '..', 'before')
    const words = ['migrate', '--from', changed, '--to', 'nats']
    const refused = runCommand(words, environment)
    await expect(refused).rejects.toThrow('say the same again with --aside ./before')
    await expect(runCommand([...words, '--aside', changed], environment)).rejects.toThrow(
      'is not empty, and --aside takes a folder that is not there yet',
    )
    expect(await updatesIn()).toEqual([[1], [2]])
    const done = await runCommand([...words, '--aside', before], environment)
    expect(done.lines[0]).toBe(
      `Put aside into ${before}, and taken out of ${nats.url}: 1 document.`,
    )
    expect(await updatesIn()).toEqual([[7]])
    const aside = await openLevelJournal(before)
    expect((await aside.read(GROUP)).map((update) => [...update])).toEqual([[1], [2]])
    await aside.close()
  })

  test('[RW33] back into its own folder, which then keeps everything again', async () => {
    const home = join(data, '..', 'home')
    await mkdir(home)
    const running = await start({ data: home })
    await running.close()
    await expect(
      runCommand(['migrate', '--from', home, '--to', 'nats'], environment),
    ).rejects.toThrow('keeps everything in NATS')
    await runCommand(['migrate', '--from', 'nats', '--to', home], environment)
    const again = await runParley(configOf({ web, data: home }), () => undefined)
    await again.close()
  })
})
