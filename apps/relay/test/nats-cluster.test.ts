/** What an operator is told when servers of a NATS cluster are away. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openServers } from '../src/nats-store.ts'
import { runParley } from '../src/run.ts'
import { configOf } from './configs.ts'
import { type NatsServer, startNats } from './nats.ts'
import { newPlaces } from './places.ts'
import { findProgram, freePort } from './programs.ts'
import { runCommand } from './terminals.ts'

const program = findProgram('nats-server')
/** A server counts as away after seconds, and so does a leader without the others. */
const SLOW = { timeout: 90_000, interval: 200 }

describe.skipIf(program === undefined)(
  'on three NATS servers (skipped where none is installed)',
  () => {
    let cluster: readonly NatsServer[] = []
    let servers: readonly string[] = []
    beforeAll(async () => {
      const ports = [await freePort(), await freePort(), await freePort()]
      const routes = ports.map((port) => `nats-route://127.0.0.1:${port}`).join(', ')
      const settingsOf = (port: number, at: number): string =>
        `server_name: n${at}\ncluster { name: c, listen: "127.0.0.1:${port}", routes: [${routes}] }`
      cluster = await Promise.all(
        ports.map((port, at) => startNats(program ?? '', settingsOf(port, at))),
      )
      servers = cluster.map(({ url }) => url)
      // Until they have found each other.
      await vi.waitFor(async () => (await openServers(servers, { replicas: 3 })).close(), SLOW)
    }, SLOW.timeout)
    afterAll(async () => {
      await Promise.all(cluster.map((server) => server.close()))
    })

    test('[RW34] one that is away is named, and without most of them the doctor finds that nothing is taken', async () => {
      const { web, data } = await newPlaces()
      const doctor = () =>
        runCommand(['doctor', '--data', data, '--web', web, '--port', '0'], {
          PARLEY_NATS: servers.join(','),
        })
      const running = await runParley(configOf({ web, data, nats: servers }), () => undefined)
      try {
        expect(await doctor()).toMatchObject({ code: 0 })
        await cluster[2]?.kill()
        const says = '2 of 3 servers have everything; n2 is away or catching up'
        await vi.waitFor(async () => {
          const stats = await runCommand(['stats', '--data', data])
          expect(stats.lines.join('\n')).toContain(says)
        }, SLOW)
        const some = await doctor()
        expect(some.lines).toContain(
          `BAD  store: ${says}. See that its NATS server runs and reaches the others.`,
        )
        expect(some.lines.join('\n')).toContain('has a leader')
        expect(some.code).toBe(1)
        await cluster[1]?.kill()
        await vi.waitFor(async () => {
          const { code, lines } = await doctor()
          expect(code).toBe(1)
          expect(lines.join('\n')).toContain('BAD  store: NATS takes nothing: no leader')
        }, SLOW)
      } finally {
        await running.close()
      }
    }, 240_000)
  },
)
