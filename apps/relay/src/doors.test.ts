import { once } from 'node:events'
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { SUBPROTOCOL } from '@parley/protocol'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { configOf } from '../test/configs.ts'
import { newPlaces } from '../test/places.ts'
import type { Config } from './config.ts'
import type { LogEvent } from './log.ts'
import { runParley } from './run.ts'

async function running(some: Partial<Config>) {
  const events: LogEvent[] = []
  const config = configOf({ ...(await newPlaces()), ...some })
  const parley = await runParley(config, (event) => events.push(event))
  return { parley, events, base: `http://127.0.0.1:${parley.port}` }
}

/** A proxy as simple as one can be: it says for whom it asks, and passes sockets on. */
async function proxyTo(port: number, client: string) {
  const server = createServer().listen(0, '127.0.0.1')
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    const before = request.headers['x-forwarded-for']
    const said = before === undefined ? client : `${before.toString()}, ${client}`
    const headers = { ...request.headers, 'x-forwarded-for': said, 'x-forwarded-proto': 'https' }
    const asked = httpRequest({ host: '127.0.0.1', port, path: request.url, headers })
    asked.on('upgrade', (answer, onward, head) => {
      const lines = Object.entries(answer.headers).map(
        ([name, value]) => `${name}: ${String(value)}`,
      )
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`)
      socket.write(head)
      onward.pipe(socket).on('error', () => onward.destroy())
      socket.pipe(onward).on('error', () => socket.destroy())
    })
    asked.end()
  })
  await once(server, 'listening')
  const address = server.address()
  return { server, port: typeof address === 'object' ? (address?.port ?? 0) : 0 }
}

/** Says something that is no frame, so that the relay tells in its log whom it closed. */
async function misbehave(url: string, headers = {}): Promise<void> {
  const socket = new WebSocket(url, SUBPROTOCOL, { headers })
  await once(socket, 'message')
  socket.send(Uint8Array.of(255, 255, 255))
  await once(socket, 'close')
}

test('[RW7] behind a proxy people count for their own addresses; nobody else can say who they are', async () => {
  const { parley, events } = await running({ trustedProxies: ['loopback'] })
  const proxy = await proxyTo(parley.port, '198.51.100.7')
  const forged = { 'x-forwarded-for': '9.9.9.9' }
  await misbehave(`ws://127.0.0.1:${proxy.port}/`, forged)
  expect(events.at(-1)).toMatchObject({ type: 'session-closed', address: '198.51.100.7' })
  proxy.server.close()
  await parley.close()

  const alone = await running({})
  await misbehave(`ws://127.0.0.1:${alone.parley.port}/`, forged)
  expect(alone.events.at(-1)).toMatchObject({ type: 'session-closed', address: '127.0.0.1' })
  await alone.parley.close()
})

test('[RW3] where pages are named, scripts on others open no socket', async () => {
  const { parley } = await running({ pages: ['https://chat.example.org'] })
  const dial = async (origin?: string): Promise<number> => {
    const socket = new WebSocket(`ws://127.0.0.1:${parley.port}/`, SUBPROTOCOL, {
      ...(origin === undefined ? {} : { origin }),
    })
    socket.on('error', () => undefined)
    const opened = once(socket, 'open').then(() => 101)
    const refused = once(socket, 'unexpected-response').then(([, answer]) => answer.statusCode)
    const status = await Promise.race([opened, refused])
    socket.terminate()
    return status as number
  }
  expect(await dial('https://chat.example.org')).toBe(101)
  expect(await dial('https://evil.example')).toBe(403)
  expect(await dial('null')).toBe(403)
  expect(await dial()).toBe(101) // no browser
  await parley.close()
})

test('[RW9] only a browser that opened an invitation may found groups on a closed relay', async () => {
  const adminToken = 'a-token-of-twenty-four-letters'
  const { parley, base } = await running({ closed: true, adminToken })
  const headers = { authorization: `Bearer ${adminToken}` }
  const made = await fetch(`${base}/admin/invitation?days=1`, { method: 'POST', headers })
  const { code } = (await made.json()) as { code: string }
  const opened = await fetch(`${base}/invitation/${code}`, {
    redirect: 'manual',
    headers: { 'x-forwarded-proto': 'https' },
  })
  expect(opened.headers.get('set-cookie')).toContain(`parley-invitation=${code}; Path=/;`)
  expect(opened.headers.get('set-cookie')).toContain('; HttpOnly; SameSite=Strict; Secure')
  const asked = await fetch(`${base}/admin/invitation?days=0`, { method: 'POST', headers })
  expect(asked.status).toBe(404)
  await parley.close()
})

test('[RW19] where others reach the relay is told to a browser on its own machine, and to nobody who comes by another name or through a proxy', async () => {
  const { parley } = await running({})
  const asked = (headers: Record<string, string>) =>
    new Promise<{ status: number | undefined; body: string }>((resolve) => {
      const to = { host: '127.0.0.1', port: parley.port, path: '/addresses', headers }
      httpRequest(to, (response) => {
        let body = ''
        response.on('data', (chunk: Buffer) => (body += chunk.toString()))
        response.on('end', () => resolve({ status: response.statusCode, body }))
      }).end()
    })
  const others = parley.urls.filter((url) => !url.includes('//localhost'))
  for (const host of ['localhost', '127.0.0.1', '[::1]', 'parley.localhost']) {
    const { status, body } = await asked({ host: `${host}:${parley.port}` })
    expect(status).toBe(200)
    expect(JSON.parse(body)).toEqual(others)
  }
  const here = `localhost:${parley.port}`
  for (const headers of [
    { host: `evil.example:${parley.port}` },
    { host: '192.168.1.9' },
    { host: 'localhost.evil.example' },
    { host: here, 'x-forwarded-for': '198.51.100.7' },
    { host: here, forwarded: 'for=198.51.100.7' },
    { host: here, 'x-real-ip': '198.51.100.7' },
    { host: here, via: '1.1 proxy' },
  ])
    expect(await asked(headers)).toMatchObject({ status: 404 })
  await parley.close()
})

test('[RW19] names that the operator gave are told in place of numbers', async () => {
  const { parley } = await running({ origins: ['https://chat.example.org', 'http://localhost:1'] })
  const answer = await fetch(`http://127.0.0.1:${parley.port}/addresses`)
  expect(await answer.json()).toEqual(['https://chat.example.org'])
  expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  await parley.close()
})
