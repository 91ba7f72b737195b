import { once } from 'node:events'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { WebSocket } from 'ws'
import type { LogEvent } from '../src/log.ts'
import { runParley, type RunningParley } from '../src/run.ts'
import { configOf } from './configs.ts'
import { type Haproxy, startHaproxy } from './haproxy.ts'
import { newPlaces } from './places.ts'
import { findProgram } from './programs.ts'
import { newOutside } from './through-https.ts'

/** Where there is none the sample stays untried: it is Debian's that operators are told to use. */
const program = findProgram('haproxy')
const hasHaproxy = program !== undefined
const SLOW = { timeout: 30_000, interval: 50 }

interface Behind {
  readonly relay: RunningParley
  readonly events: LogEvent[]
}
const relays: Behind[] = []
let haproxy: Haproxy | undefined
const outside = newOutside(() => haproxy)

beforeAll(async () => {
  for (let count = 0; count < 2; count++) {
    const events: LogEvent[] = []
    const origins = ['https://chat.example.org']
    const some = { origins, trustedProxies: ['127.0.0.1'], metrics: 'open' as const }
    const config = configOf({ ...(await newPlaces()), ...some, adminToken: 'x'.repeat(24) })
    relays.push({ relay: await runParley(config, (event) => events.push(event)), events })
  }
  const [one, two] = relays.map(({ relay }) => relay.port)
  if (program !== undefined) haproxy = await startHaproxy(program, [one ?? 0, two ?? 0])
})

afterAll(async () => {
  await haproxy?.close()
  for (const { relay } of relays) await relay.close()
})

/** Resolves when the relay has said its first word. */
async function dial(headers = {}): Promise<WebSocket> {
  const socket = outside.dial(headers)
  const [challenge] = (await once(socket, 'message')) as [Buffer]
  expect(challenge.length).toBeGreaterThan(32)
  return socket
}

test.runIf(hasHaproxy)(
  '[RW1] [RW12] behind the sample for haproxy the app is served by https only, and operators’ doors are shut',
  async () => {
    expect((await outside.asked('/')).statusCode).toBe(200)
    expect((await outside.asked('/healthz')).statusCode).toBe(200)
    for (const path of ['/metrics', '/admin/backup', '/admin/stats'])
      expect(
        (await outside.asked(path, { authorization: `Bearer ${'x'.repeat(24)}` })).statusCode,
      ).toBe(404)
    const answer = await outside.askedPlainly('/g/1')
    expect(answer.statusCode).toBe(301)
    expect(answer.headers.location).toBe('https://chat.example.org/g/1')
  },
)

test.runIf(hasHaproxy)(
  '[RW3] [RW7] sockets pass through it to both relays, large frames too, and nobody can say who they are',
  async () => {
    const sockets = []
    for (let count = 0; count < 4; count++)
      sockets.push(await dial({ 'x-forwarded-for': '9.9.9.9' }))
    for (const socket of sockets) {
      socket.send(new Uint8Array(60_000).fill(255))
      const [code] = (await once(socket, 'close')) as [number]
      expect(code).toBe(4522) // it came whole, and is no frame
    }
    for (const { events } of relays)
      expect(events.at(-1)).toMatchObject({ type: 'session-closed', address: '127.0.0.1' })
  },
)

test.runIf(hasHaproxy)('[RW2] who comes while one relay is gone is sent to the other', async () => {
  const [gone, left] = relays
  await gone?.relay.close()
  await vi.waitFor(async () => {
    for (let count = 0; count < 6; count++)
      expect((await outside.asked('/healthz')).statusCode).toBe(200)
  }, SLOW)
  const before = left?.events.length ?? 0
  for (let count = 0; count < 3; count++) {
    const socket = await dial()
    socket.send(new Uint8Array(60).fill(255))
    await once(socket, 'close')
  }
  expect(left?.events.length).toBe(before + 3)
  relays.shift()
})
