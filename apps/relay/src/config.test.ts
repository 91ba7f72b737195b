import { expect, test } from 'vitest'
import { parseConfig as parse } from './config.ts'
import { normalOrigin, openedAt, ownOrigins } from './origins.ts'

const parseConfig = (
  environment: Readonly<Record<string, string>>,
  directory: string,
  flags = {},
) => parse({ environment, directory, flags: new Map(Object.entries<string>(flags)) })

test('[RW4] without settings it is port 8080, ./data and the built app', () => {
  const parsed = parseConfig({}, '/srv/parley')
  expect(parsed).toMatchObject({
    ok: true,
    config: { port: 8080, data: '/srv/parley/data', origins: undefined },
  })
  expect(parsed.ok && parsed.config.web).toMatch(/apps\/web\/dist$/)
})

test('[RW4] a wrong port or origin is named, with an example of a right one', () => {
  for (const PORT of ['x', '-1', '65536', '80.5', ' 80', '1e3']) {
    const parsed = parseConfig({ PORT }, '/')
    expect(parsed.ok).toBe(false)
    expect(!parsed.ok && parsed.problem).toContain(`PORT is "${PORT}"`)
    expect(!parsed.ok && parsed.problem).toContain('PORT=8081 npm start')
  }
  const strange = ['example.org', 'ftp://example.org', 'https://example.org/chat', 'https://a b']
  for (const origin of strange) {
    const parsed = parseConfig({ PARLEY_ORIGINS: `https://fine.example, ${origin}` }, '/')
    expect(!parsed.ok && parsed.problem).toContain(`PARLEY_ORIGINS has "${origin}"`)
  }
})

test('[RE3] origins have one spelling, and a socket’s scheme counts as its page’s', () => {
  expect(normalOrigin('wss://Chat.Example.org:443/')).toBe('https://chat.example.org')
  expect(normalOrigin('ws://192.168.1.5:8080')).toBe('http://192.168.1.5:8080')
  expect(normalOrigin('https://user@example.org')).toBeUndefined()
  const parsed = parseConfig({ PARLEY_ORIGINS: 'WSS://Chat.example.org, http://10.0.0.1:80,' }, '/')
  expect(parsed).toMatchObject({
    config: { origins: ['https://chat.example.org', 'http://10.0.0.1'] },
  })
})

test('[RW6] a relay that listens on one address is reached under the names of that one only', () => {
  const named = (host: string) => ownOrigins(8080, host).filter((one) => one.startsWith('http:'))
  expect(named('127.0.0.1')).toEqual(['http://localhost:8080', 'http://127.0.0.1:8080'])
  expect(named('::1')).toEqual(['http://localhost:8080', 'http://[::1]:8080'])
  expect(named('192.0.2.7')).toEqual(['http://192.0.2.7:8080'])
  expect(ownOrigins(8080, '0.0.0.0')).toEqual(ownOrigins(8080))
})

test('[RW8] the address a browser opened is its page’s origin or the host it asked for, if it can be one', () => {
  const cases = [
    [{ origin: 'https://Chat.example.org', host: 'parley' }, 'https://chat.example.org'],
    [{ host: 'chat.example.org:8443' }, 'http://chat.example.org:8443'],
    [{ host: '[2001:db8::1]:80' }, 'http://[2001:db8::1]'],
    [{ origin: 'null', host: 'chat.example.org' }, undefined],
    [{ origin: 'https://x/?words=of+theirs' }, undefined],
    [{ origin: 'https://a`reboot`' }, undefined],
    [{ host: "a'b" }, undefined],
    [{ host: 'a b' }, undefined],
    [{ host: `${'a'.repeat(300)}.example` }, undefined],
    [{}, undefined],
  ] as const
  for (const [headers, said] of cases) expect(openedAt(headers, false)).toBe(said)
  expect(openedAt({ host: 'chat.example.org' }, true)).toBe('https://chat.example.org')
})

test('[RE3] without a list the relay answers under loopback names and its own addresses', () => {
  const origins = ownOrigins(8080)
  for (const host of ['localhost', '127.0.0.1', '[::1]'])
    expect(origins).toContain(`http://${host}:8080`)
  expect(origins).toContain('https://localhost:8080')
  expect(origins).not.toContain('http://localhost:8081')
  for (const origin of origins) expect(normalOrigin(origin)).toBe(origin)
})
