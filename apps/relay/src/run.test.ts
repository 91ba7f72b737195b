import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import {
  encodeProof,
  encodeTyped,
  MESSAGE_TYPE,
  parseChallenge,
  parseFrame,
  SOCKET_CODE,
  SUBPROTOCOL,
  toDeviceKey,
} from '@parley/protocol'
import { afterAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { configOf } from '../test/configs.ts'
import { newPlaces } from '../test/places.ts'
import type { LogEvent } from './log.ts'
import { OperatorProblem } from './operator-problem.ts'
import { runParley } from './run.ts'

const { web, widget, data } = await newPlaces()
const parley = await runParley(configOf({ data, web, widget }), () => undefined)
const base = `http://127.0.0.1:${parley.port}`
afterAll(() => parley.close())

/** As it stands, without the tidying of paths that `fetch` does. */
async function statusOf(path: string, method = 'GET'): Promise<{ status: number; body: string }> {
  const asked = request({ host: '127.0.0.1', port: parley.port, path, method })
  asked.end()
  const [answer] = await once(asked, 'response')
  let body = ''
  for await (const chunk of answer) body += String(chunk)
  return { status: answer.statusCode, body }
}

test('[RW1] the app is served with types, caching and a strict policy', async () => {
  const page = await fetch(`${base}/`)
  expect(page.status).toBe(200)
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page.headers.get('cache-control')).toBe('no-cache')
  expect(page.headers.get('x-content-type-options')).toBe('nosniff')
  expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  const policy = page.headers.get('content-security-policy') ?? ''
  expect(policy).not.toContain('unsafe')
  expect(policy).toContain("connect-src 'self' ws: wss:")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain("default-src 'none'")

  const script = await fetch(`${base}/assets/index-aB3_dE6-.js`)
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  const worker = await fetch(`${base}/sw.js`)
  expect(worker.headers.get('cache-control')).toBe('no-cache')
  const manifest = await fetch(`${base}/manifest.webmanifest`)
  expect(manifest.headers.get('content-type')).toBe('application/manifest+json; charset=utf-8')

  const etag = page.headers.get('etag') ?? ''
  const again = await fetch(`${base}/`, { headers: { 'if-none-match': etag } })
  expect(again.status).toBe(304)
})

test('[RW1] what the build packed goes out packed, to a browser that unpacks it', async () => {
  const path = '/assets/index-aB3_dE6-.js'
  const ask = (encodings: string, also: Record<string, string> = {}) =>
    fetch(base + path, { headers: { 'accept-encoding': encodings, ...also } })
  const etags = new Set<string | null>()
  for (const [asked, sent] of [
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip;q=1.0, br;q=0', 'gzip'],
    ['identity', null],
  ] as const) {
    const { headers, text } = await ask(asked).then(async (response) => ({
      headers: response.headers,
      text: await response.text(),
    }))
    expect(headers.get('content-encoding')).toBe(sent)
    expect(headers.get('vary')).toBe('accept-encoding')
    expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(text).toBe('export {}')
    etags.add(headers.get('etag'))
    const again = await ask(asked, { 'if-none-match': headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
  }
  expect(etags.size).toBe(3)
  expect((await statusOf(`${path}.br`)).status).toBe(404)
})

test('[RW1] any address a person may come to is the app; a missing file is missing', async () => {
  expect((await statusOf('/groups/somewhere?x=1')).body).toContain('<title>Parley</title>')
  expect((await statusOf('/favicon.ico')).status).toBe(404)
  expect((await statusOf('/assets/gone-12345678.js')).status).toBe(404)
  expect((await statusOf('/', 'POST')).status).toBe(405)
  expect(await statusOf('/', 'HEAD')).toEqual({ status: 200, body: '' })
})

test('[RW1] no path leads outside the app', async () => {
  const outside = [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets/%00../../../secret.txt',
    '//etc/passwd.txt',
    '/%ff%fe.txt',
  ]
  for (const path of outside) {
    const { status, body } = await statusOf(path)
    expect([400, 404]).toContain(status)
    expect(body).not.toContain('not for the web')
  }
})

test('[RW29] pages of any origin may use the widget’s scripts, and nothing else from here', async () => {
  const entry = await fetch(`${base}/widget.js`)
  expect(entry.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(entry.headers.get('cache-control')).toBe('no-cache')
  const behind = await fetch(`${base}/assets/widget/face-aB3_dE6-.js`)
  expect(behind.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  for (const { headers } of [entry, behind]) {
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  }
  for (const path of ['/', '/assets/index-aB3_dE6-.js', '/healthz', '/gone.js']) {
    const { headers } = await fetch(base + path)
    expect(headers.get('access-control-allow-origin'), path).toBeNull()
    expect(headers.get('cross-origin-resource-policy'), path).toBe('same-origin')
  }
})

test('[RW29] a relay without a built widget has none, and is well', async () => {
  const places = await newPlaces()
  const without = configOf({ ...places, widget: `${places.widget}.missing` })
  const other = await runParley(without, () => undefined)
  expect((await fetch(`http://127.0.0.1:${other.port}/widget.js`)).status).toBe(404)
  expect((await fetch(`http://127.0.0.1:${other.port}/`)).status).toBe(200)
  await other.close()
})

test('[RW2] /healthz says that all is well', async () => {
  const health = await fetch(`${base}/healthz`)
  expect(health.status).toBe(200)
  expect(await health.json()).toEqual({ ok: true })
})

test('[RW2] /readyz says that work may come, and why not while it stops', async () => {
  const other = await newPlaces()
  const second = await runParley(configOf(other), () => undefined)
  const address = `http://127.0.0.1:${second.port}/readyz`
  expect(await (await fetch(address)).json()).toEqual({ ready: true })
  const socket = new WebSocket(`ws://127.0.0.1:${second.port}/`, SUBPROTOCOL)
  await once(socket, 'message')
  const closed = second.close()
  const [code] = await once(socket, 'close')
  expect(code).toBe(1001)
  await closed
})

test('[RW12] doors that the operator did not open look like walls', async () => {
  for (const path of ['/metrics', '/admin/stats', '/admin/backup'])
    expect((await statusOf(path)).status).toBe(404)
})

test('[RW12] with a token /metrics is Prometheus’s text, with names of nobody', async () => {
  const adminToken = 'a-token-of-twenty-four-letters'
  const second = await runParley(configOf({ ...(await newPlaces()), adminToken }), () => undefined)
  const address = `http://127.0.0.1:${second.port}`
  const shut = await fetch(`${address}/metrics`)
  expect(shut.status).toBe(401)
  for (const authorization of ['Bearer wrong', `Basic ${adminToken}`, `Bearer ${adminToken}x`])
    expect((await fetch(`${address}/admin/stats`, { headers: { authorization } })).status).toBe(401)
  const socket = new WebSocket(`ws://127.0.0.1:${second.port}/`, SUBPROTOCOL)
  await once(socket, 'message')
  const headers = { authorization: `Bearer ${adminToken}` }
  const answer = await fetch(`${address}/metrics`, { headers })
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  const lines = (await answer.text()).trimEnd().split('\n')
  expect(lines).toContain('parley_sessions 1')
  expect(lines).toContain('parley_sessions_begun_total 1')
  expect(lines).toContain('parley_acknowledged_seconds_bucket{le="+Inf"} 0')
  for (const line of lines)
    expect(line).toMatch(/^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[^"]+"\})? [0-9.e+-]+)$/)
  expect((await fetch(`${address}/admin/nothing`, { headers })).status).toBe(404)
  await second.close()
})

test('[RW12] open metrics open nothing else', async () => {
  const places = await newPlaces()
  const second = await runParley(configOf({ ...places, metrics: 'open' }), () => undefined)
  const address = `http://127.0.0.1:${second.port}`
  expect((await fetch(`${address}/metrics`)).status).toBe(200)
  expect((await fetch(`${address}/admin/stats`)).status).toBe(404)
  await second.close()
})

test('[RW3] a socket with the subprotocol gets its challenge', async () => {
  const socket = new WebSocket(`ws://127.0.0.1:${parley.port}/`, SUBPROTOCOL)
  const [first] = (await once(socket, 'message')) as [Buffer]
  expect(socket.protocol).toBe(SUBPROTOCOL)
  const frame = parseFrame(Uint8Array.from(first))
  expect(frame?.type).toBe(MESSAGE_TYPE.challenge)
  expect(frame && parseChallenge(frame.payload)?.nonce).toHaveLength(32)
  socket.send('words')
  const [code] = await once(socket, 'close')
  expect(code).toBe(1003)
})

test('[RW3] [AT1] a message over the limit closes the socket before it is read', async () => {
  const socket = new WebSocket(`ws://127.0.0.1:${parley.port}/`, SUBPROTOCOL)
  await once(socket, 'message')
  socket.on('error', () => undefined)
  socket.send(new Uint8Array(2 * 1_048_576))
  await once(socket, 'close')
  expect((await statusOf('/healthz')).status).toBe(200)
})

test('[RW3] [RE47] a stock Yjs provider with a token gets a socket, and one that opens nothing is closed', async () => {
  const doc = `${'A'.repeat(43)}/0`
  const socket = new WebSocket(`ws://127.0.0.1:${parley.port}/${doc}?token=AAAA`)
  const [code] = await once(socket, 'close')
  expect(code).toBe(4401)
})

test('[RW3] [AT68] a stock Yjs provider without one is refused in words, and the relay goes on', async () => {
  for (const [path, protocol, status, words] of [
    ['/notes', SUBPROTOCOL, 404, 'one socket for its app, at "/"'],
    ['/notes?token=x', undefined, 404, '"parley token" makes'],
    ['/', undefined, 400, 'subprotocol parley.1'],
    ['/', 'parley.9', 400, 'subprotocol parley.1'],
  ] as const) {
    const socket = new WebSocket(`ws://127.0.0.1:${parley.port}${path}`, protocol)
    socket.on('error', () => undefined)
    const [, answer] = await once(socket, 'unexpected-response')
    let body = ''
    for await (const chunk of answer) body += String(chunk)
    expect(answer.statusCode).toBe(status)
    expect(body).toContain(words)
    socket.terminate()
  }
  expect((await statusOf('/healthz')).status).toBe(200)
})

test('[RW8] [RE3] a browser that comes by an unknown address is turned away by a code of its own, and the log says which', async () => {
  const events: LogEvent[] = []
  const config = configOf({ ...(await newPlaces()), origins: ['https://chat.example.org'] })
  const named = await runParley(config, (event) => events.push(event))
  const origin = `http://localhost:${named.port}`
  const socket = new WebSocket(`ws://localhost:${named.port}/`, SUBPROTOCOL, { origin })
  await once(socket, 'message')
  const device = toDeviceKey(new Uint8Array(32))
  const proof = { type: 'device', device, origin, signature: new Uint8Array(64) } as const
  socket.send(encodeTyped('', MESSAGE_TYPE.proof, encodeProof(proof)))
  const [code] = await once(socket, 'close')
  expect(code).toBe(SOCKET_CODE.unknownOrigin)
  expect(events).toContainEqual({ type: 'unknown-origin', openedAt: origin })
  await named.close()
})

test('[RW6] a relay for this machine alone names no address for other devices', async () => {
  const alone = await runParley(
    configOf({ ...(await newPlaces()), host: '127.0.0.1' }),
    () => undefined,
  )
  expect(alone.urls).toEqual([`http://localhost:${alone.port}`])
  await alone.close()
})

test('[RW4] a missing build and an unusable data directory are named, with the fix', async () => {
  await writeFile(`${web}.file`, '')
  const cases = [
    [{ web: `${web}.missing` }, `There is no built web app in ${web}.missing. Build it`],
    [{ data: `${web}.file` }, `${web}.file cannot be made (a file of that name is in the way)`],
    [{ data: '/proc/parley' }, 'Set PARLEY_DATA to a directory this user may write to.'],
    [{ data }, `${data} is in use by another relay. Stop that one`],
    [{ data }, 'Set PARLEY_DATA to use another, as in PARLEY_DATA=./data2 npm start.'],
  ] as const
  for (const [wrong, words] of cases) {
    const config = configOf({ data: `${data}2`, web, ...wrong })
    const started = runParley(config, () => undefined)
    await expect(started).rejects.toThrow(OperatorProblem)
    await expect(started).rejects.toThrow(words)
  }
})

test('[RW3] [AT93] who is refused a socket and never hangs up is hung up on', async () => {
  const idle = connect({ port: parley.port, host: '127.0.0.1', allowHalfOpen: true })
  idle.write('GET /x HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n')
  idle.resume()
  await once(idle, 'end')
  const failed = new Promise<void>((resolve) => void idle.once('error', () => resolve()))
  let isOver = false
  void failed.then(() => (isOver = true))
  while (!isOver) {
    idle.write('x')
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(isOver).toBe(true)
})
