/** Two relays of this command, one of which carries groups to and from the other, over real sockets. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type GroupId, SUBPROTOCOL, toGroupId } from '@parley/protocol'
import { afterAll, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { LogEvent } from '../src/log.ts'
import { MIRROR_HEADER, openMirrorTokens, parseMirrorToken } from '../src/mirror-tokens.ts'
import { type RunningParley, runParley } from '../src/run.ts'
import { carryingLines } from '../src/upstream/carrying.ts'
import { configOf } from './configs.ts'
import { newPlaces } from './places.ts'
import { runCommand } from './terminals.ts'

const PARLEY = fileURLToPath(new URL('../bin/parley.mjs', import.meta.url))
const DAY_MS = 86_400_000
const [chess, choir] = [3, 4].map((at) => toGroupId(new Uint8Array(32).fill(at)))
const root = await mkdtemp(join(tmpdir(), 'parley-upstream-'))
const { web } = await newPlaces()
const running: RunningParley[] = []
afterAll(async () => {
  for (const one of running) await one.close()
  await rm(root, { recursive: true, force: true })
})
const schoolData = join(root, 'school')
const school = await run({ data: schoolData })
const schoolUrl = `http://127.0.0.1:${school.port}`

async function run(some: Parameters<typeof configOf>[0], events: LogEvent[] = []) {
  const log = (event: LogEvent): void => void events.push(event)
  const one = await runParley(configOf({ web, ...some }), log)
  running.push(one)
  return one
}

async function tokenFor(...groups: readonly (GroupId | undefined)[]): Promise<string> {
  const said = await runCommand(['token', '--mirror', groups.join(','), '--data', schoolData])
  return String(said.lines[0]).replace('PARLEY_UPSTREAM_TOKEN=', '')
}

function said(events: readonly LogEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === 'upstream' ? [event.says] : []))
}

/** A laptop's relay with this token; what it says of its upstream first. */
async function firstWords(name: string, upstream: string, token: string): Promise<string> {
  const events: LogEvent[] = []
  await run({ data: join(root, name), upstream, upstreamToken: token }, events)
  await vi.waitFor(() => expect(said(events)).toHaveLength(1), 10_000)
  return said(events)[0] ?? ''
}

/** How the school's relay answers whoever shows this token. */
async function statusFor(token: string): Promise<number | undefined> {
  const socket = new WebSocket(schoolUrl.replace('http', 'ws'), [SUBPROTOCOL], {
    headers: { [MIRROR_HEADER]: token },
  })
  const answer = new Promise<number | undefined>((resolve) => {
    socket.on('unexpected-response', (request, { statusCode, headers }) => {
      expect(Math.abs(Date.parse(headers.date ?? '') - Date.now())).toBeLessThan(60_000)
      request.destroy()
      resolve(statusCode)
    })
    socket.on('open', () => resolve(101))
  })
  socket.on('error', () => undefined)
  const status = await answer
  socket.terminate()
  return status
}

test('[RW30] a mirror token names its groups and its end, and only the relay that made it takes it', async () => {
  const token = await tokenFor(chess, choir)
  const { groups, endsAt } = parseMirrorToken(token) ?? {}
  expect([...(groups ?? [])]).toEqual([chess, choir])
  expect(((endsAt ?? 0) - Date.now()) / DAY_MS).toBeCloseTo(90, 1)
  expect(await statusFor(token)).toBe(101)
  for (const at of [0, 3, 20, token.length - 2]) {
    const other = token[at] === 'B' ? 'C' : 'B'
    expect(await statusFor(token.slice(0, at) + other + token.slice(at + 1))).toBe(401)
  }
  expect(await statusFor('')).toBe(401)
  const long = (await openMirrorTokens(schoolData, () => Date.now() - 2 * DAY_MS)).newToken([], 1)
  expect(parseMirrorToken(long)).toBeUndefined()
  const tokens = await openMirrorTokens(schoolData, Date.now)
  const endless = tokens.newToken([toGroupId(new Uint8Array(32))], 100_000_000)
  expect([parseMirrorToken(endless), tokens.read(endless)]).toEqual([undefined, 'unknown']) // [AT222]
  for (const wrong of ['', 'short', `${chess}x`, `${chess},p/x`, `${chess}/3`])
    await expect(runCommand(['token', '--mirror', wrong, '--data', schoolData])).rejects.toThrow(
      /--mirror (?:has|needs)/,
    )
  await expect(
    runCommand(['token', '--mirror', String(chess), '--days', '400', '--data', schoolData]),
  ).rejects.toThrow('--days is "400". Use a number from 1 to 366')
})

test('[RW31] what is not set whole is named with the fix, before anything is served', async () => {
  const token = await tokenFor(chess)
  const data = join(root, 'unset')
  const wrong: readonly [Parameters<typeof configOf>[0], RegExp][] = [
    [{ upstream: schoolUrl }, /PARLEY_UPSTREAM_TOKEN is not: .* parley token --mirror <group id>$/],
    [{ upstream: schoolUrl, upstreamGroups: [chess!] }, new RegExp(`--mirror ${chess}$`)],
    [{ upstreamToken: token }, /^PARLEY_UPSTREAM_TOKEN is set and PARLEY_UPSTREAM is not/],
    [{ upstreamGroups: [chess!] }, /^PARLEY_UPSTREAM_GROUPS is set and PARLEY_UPSTREAM is not/],
    [{ upstream: schoolUrl, upstreamToken: token.slice(0, 70) }, /is no whole token/],
    [
      { upstream: schoolUrl, upstreamToken: token, upstreamGroups: [choir!] },
      new RegExp(`names ${choir}, which the token`),
    ],
  ]
  for (const [some, words] of wrong)
    await expect(runParley(configOf({ web, data, ...some }), () => undefined)).rejects.toThrow(
      words,
    )
  const parsed = () => configOf({})
  expect(parsed().upstream).toBeUndefined()
})

test('[RW32] what is wrong with the way to another relay is one sentence with the fix', async () => {
  const good = await tokenFor(chess)
  const over = (await openMirrorTokens(schoolData, () => Date.now() - 2 * DAY_MS)).newToken(
    [chess!],
    1,
  )
  const last = good.at(-1) === 'A' ? 'E' : 'A'
  expect(await firstWords('over', schoolUrl, over)).toMatch(
    /^The token in PARLEY_UPSTREAM_TOKEN ended on \d{4}-.* UTC\. Ask its operator for a new one, who runs there: parley token --mirror [\w-]{43}$/,
  )
  expect(await firstWords('forged', schoolUrl, good.slice(0, -1) + last)).toMatch(
    /^ws:\/\/127\.0\.0\.1:\d+ does not take the token in PARLEY_UPSTREAM_TOKEN: another relay made it/,
  )
  expect(await firstWords('nobody', 'http://127.0.0.1:9', good)).toBe(
    'ws://127.0.0.1:9 cannot be reached now (ECONNREFUSED). Nothing here waits for it, and this relay keeps trying.',
  )
  const named = schoolUrl.replace('127.0.0.1', '127.0.0.2')
  expect(await firstWords('named', named, good)).toMatch(
    /does not know that address as its own\. Its operator adds it to PARLEY_ORIGINS there/,
  )
  const shop = createServer((_, response) => response.writeHead(404).end())
  shop.on('upgrade', (_, socket) =>
    socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n'),
  )
  shop.listen(0, '127.0.0.1')
  await once(shop, 'listening')
  const address = shop.address()
  const port = typeof address === 'object' ? address?.port : 0
  expect(await firstWords('shop', `http://127.0.0.1:${port}`, good)).toMatch(
    /answers, but not as a relay does \(404\)\. Set PARLEY_UPSTREAM to the address/,
  )
  shop.close()
})

test('[RW32] how it stands is in the log, in parley stats and in the metrics, and nowhere a group’s name', async () => {
  const events: LogEvent[] = []
  const data = join(root, 'laptop')
  const upstreamToken = await tokenFor(chess)
  const laptop = await run({ data, upstream: schoolUrl, upstreamToken, metrics: 'open' }, events)
  await vi.waitFor(() => expect(said(events)).toHaveLength(1), 10_000)
  expect(said(events)).toEqual([
    `In step with ws://127.0.0.1:${school.port}: 0 records sent, 0 records taken. Nothing waits.`,
  ])
  const { lines } = await runCommand(['stats', '--data', data])
  expect(lines).toContain('upstream       in step; 0 sent, 0 taken; 0 waiting')
  const metrics = await (await fetch(`http://127.0.0.1:${laptop.port}/metrics`)).text()
  expect(metrics).toContain('\nparley_upstream_in_step 1\n')
  expect(metrics).toContain('\nparley_upstream_waiting 0\n')
  expect(metrics).not.toContain(String(chess))
  expect(laptop.route && carryingLines(laptop.route)).toEqual([
    expect.stringMatching(
      /^Carried to and from ws:\/\/127\.0\.0\.1:\d+ whenever it can be reached/,
    ),
    `  group ${chess}`,
  ])
})

test('[RW31] a class is started with the school’s address, in a process of its own, and stops gently', async () => {
  const child = spawn(
    process.execPath,
    [
      PARLEY,
      'classroom',
      '--no-mdns',
      '--port',
      '0',
      '--upstream',
      schoolUrl.replace('http', 'ws'),
    ],
    {
      env: {
        ...process.env,
        PARLEY_WEB: web,
        PARLEY_DATA: join(root, 'class'),
        PARLEY_UPSTREAM_TOKEN: await tokenFor(chess),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let words = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (words += String(chunk)))
  await vi.waitFor(() => expect(words).toContain('In step with ws://127.0.0.1'), 30_000)
  expect(words).toMatch(/^Class is ready\.\n/)
  expect(words).toContain(`\n  group ${chess}\n`)
  child.kill('SIGTERM')
  expect(await once(child, 'close')).toEqual([0, null])
})
