import { expect, test } from 'vitest'
import { parseConfig as parse } from './config.ts'
import { normalOrigin, ownOrigins } from './origins.ts'

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

test('[RE3] without a list the relay answers under loopback names and its own addresses', () => {
  const origins = ownOrigins(8080)
  for (const host of ['localhost', '127.0.0.1', '[::1]'])
    expect(origins).toContain(`http://${host}:8080`)
  expect(origins).toContain('https://localhost:8080')
  expect(origins).not.toContain('http://localhost:8081')
  for (const origin of origins) expect(normalOrigin(origin)).toBe(origin)
})
