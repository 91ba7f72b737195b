import { expect, test } from 'vitest'
import { parseServer, serversIn, withoutSecrets } from './servers.ts'

const login = (text: string) => parseServer(text)?.login

test('[JO27] a password may hold any character, encoded or not, and is never shown', () => {
  for (const pass of ['plain', 'a,b', 'a@b', 'a:b', 'a/b', 'a#b', 'a?b', '100%', 'ä ß', '@:/,#']) {
    for (const written of [pass, encodeURIComponent(pass)])
      expect(login(`nats://me:${written}@127.0.0.1:4222`)).toEqual({ user: 'me', pass })
    const list = `nats://me:${pass}@one:4222,tls://two:4222`
    expect(serversIn(list)).toEqual([`nats://me:${pass}@one:4222`, 'tls://two:4222'])
    expect(withoutSecrets(list)).toBe('nats://one:4222, tls://two:4222')
  }
  expect(login('nats://only@a:4222')).toEqual({ token: 'only' })
  expect(login('nats://a:4222')).toBeUndefined()
})

test('[JO27] what is no address of a server is none, and lists may be written with blanks', () => {
  for (const text of [
    '',
    'a:4222',
    'http://a:4222',
    'nats://',
    'nats://a:99999',
    'nats://a/path',
    'nats://a:1,me:x@b:2',
  ])
    expect(parseServer(text), text).toBeUndefined()
  expect(parseServer('nats://[::1]:4222/')?.host).toBe('[::1]:4222')
  expect(serversIn(' nats://a:1, nats://b:2,,\n')).toEqual(['nats://a:1', 'nats://b:2'])
  expect(parseServer(serversIn('nats://a:1,b:2')[0] ?? '')).toBeUndefined()
})
