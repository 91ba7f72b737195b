import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LogEvent } from '../src/log.ts'
import { runParley, type RunningParley } from '../src/run.ts'
import { configOf } from './configs.ts'
import { type Nginx, startNginx } from './nginx.ts'
import { newPlaces } from './places.ts'
import { findProgram } from './programs.ts'
import { newOutside } from './through-https.ts'

/** Where there is none the sample stays untried: it is Debian's that operators are told to use. */
const program = findProgram('nginx')
const hasNginx = program !== undefined
const events: LogEvent[] = []
let parley: RunningParley
let nginx: Nginx | undefined
const outside = newOutside(() => nginx)

beforeAll(async () => {
  const origins = ['https://chat.example.org']
  const some = { origins, trustedProxies: ['loopback'], metrics: 'open' as const }
  const config = configOf({ ...(await newPlaces()), ...some, adminToken: 'x'.repeat(24) })
  parley = await runParley(config, (event) => events.push(event))
  if (program !== undefined) nginx = await startNginx(program, parley.port)
})

afterAll(async () => {
  await nginx?.close()
  await parley.close()
})

test.runIf(hasNginx)(
  '[RW1] behind the sample for nginx the app is served by https only',
  async () => {
    expect((await outside.asked('/')).statusCode).toBe(200)
    expect((await outside.asked('/healthz')).statusCode).toBe(200)
    const answer = await outside.askedPlainly('/g/1')
    expect(answer.statusCode).toBe(301)
    expect(answer.headers.location).toBe('https://chat.example.org/g/1')
  },
)

test.runIf(hasNginx)(
  '[RW12] what only operators ask is not there for who comes through it',
  async () => {
    for (const path of ['/metrics', '/admin/backup', '/admin/stats'])
      expect(
        (await outside.asked(path, { authorization: `Bearer ${'x'.repeat(24)}` })).statusCode,
      ).toBe(404)
  },
)

test.runIf(hasNginx)(
  '[RW3] [RW7] sockets pass through it, large frames too, and nobody can say who they are',
  async () => {
    const socket = outside.dial({ 'x-forwarded-for': '9.9.9.9' })
    const [challenge] = (await once(socket, 'message')) as [Buffer]
    expect(challenge.length).toBeGreaterThan(32)
    socket.send(new Uint8Array(60_000).fill(255))
    const [code] = (await once(socket, 'close')) as [number]
    expect(code).toBe(4522) // it came whole, and is no frame
    expect(events.at(-1)).toMatchObject({ type: 'session-closed', address: '127.0.0.1' })
  },
)
