import { copyFile, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PeerCertificate, TLSSocket } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { SUBPROTOCOL } from '@parley/protocol'
import { afterAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { configOf } from '../test/configs.ts'
import { newPlaces } from '../test/places.ts'
import { certificateIn } from './certificate.ts'
import { openListener } from './listener.ts'
import { OperatorProblem } from './operator-problem.ts'
import { runParley } from './run.ts'

const CERTIFICATES = fileURLToPath(new URL('../test/certificates/', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'parley-tls-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
const files = { tlsCert: join(folder, 'cert.pem'), tlsKey: join(folder, 'key.pem') }

async function use(name: 'one' | 'two'): Promise<void> {
  await copyFile(join(CERTIFICATES, `${name}.key.pem`), files.tlsKey)
  await copyFile(join(CERTIFICATES, `${name}.cert.pem`), files.tlsCert)
}

async function certificateAt(port: number): Promise<PeerCertificate> {
  const asked = request({ host: '127.0.0.1', port, rejectUnauthorized: false, agent: false })
  asked.end()
  const [answer] = await once(asked, 'response')
  answer.resume()
  return (answer.socket as TLSSocket).getPeerCertificate()
}

test('[RW13] with a certificate of one’s own the app and its socket are served over TLS', async () => {
  await use('one')
  const parley = await runParley(configOf({ ...(await newPlaces()), ...files }), () => undefined)
  expect(parley.urls).toContain(`https://localhost:${parley.port}`)
  expect(parley.urls.every((url) => url.startsWith('https:'))).toBe(true)
  expect((await certificateAt(parley.port)).subject.CN).toBe('localhost')
  const ca = await readFile(files.tlsCert)
  const socket = new WebSocket(`wss://localhost:${parley.port}/`, SUBPROTOCOL, { ca })
  await once(socket, 'message')
  socket.terminate()
  await parley.close()
})

test('[RW13] a renewed certificate is taken into use without a restart; a broken one never', async () => {
  await use('one')
  const problems: string[] = []
  let renewals = 0
  const listener = await openListener(
    { port: 0, host: '127.0.0.1', ...files },
    {
      answer: (_, response) => void response.end(),
      prepare: () => undefined,
      onBadCertificate: (problem) => problems.push(problem),
      onRenewed: () => renewals++,
    },
  )
  const first = (await certificateAt(listener.port)).fingerprint256
  expect(await listener.renew()).toBe(false)
  await use('two')
  await utimes(files.tlsCert, 1, 1)
  expect(await listener.renew()).toBe(true)
  const second = (await certificateAt(listener.port)).fingerprint256
  expect(second).not.toBe(first)
  await writeFile(files.tlsCert, 'half a file')
  expect(await listener.renew()).toBe(false)
  expect(problems[0]).toContain('cannot be used together')
  expect((await certificateAt(listener.port)).fingerprint256).toBe(second)
  expect(renewals).toBe(1)
  await listener.close()
})

test('[RW13] certificate and key may come one after the other, in any order, with looks in between', async () => {
  await use('one')
  const problems: string[] = []
  const listener = await openListener(
    { port: 0, host: '127.0.0.1', ...files },
    {
      answer: (_, response) => void response.end(),
      prepare: () => undefined,
      onBadCertificate: (problem) => problems.push(problem),
      onRenewed: () => undefined,
    },
  )
  const keep = {
    tlsCert: join(CERTIFICATES, 'two.cert.pem'),
    tlsKey: join(CERTIFICATES, 'two.key.pem'),
  }
  await copyFile(keep.tlsCert, files.tlsCert)
  expect([await listener.renew(), await listener.renew()]).toEqual([false, false])
  expect(problems).toHaveLength(1)
  await copyFile(keep.tlsKey, files.tlsKey)
  await utimes(files.tlsKey, 1, 1)
  expect(await listener.renew()).toBe(true)
  const second = (await certificateAt(listener.port)).fingerprint256

  await copyFile(join(CERTIFICATES, 'one.key.pem'), files.tlsKey) // the key alone is noticed
  expect(await listener.renew()).toBe(false)
  await rm(files.tlsKey)
  expect([await listener.renew(), await listener.renew()]).toEqual([false, false])
  expect(problems).toHaveLength(3)
  expect(problems[2]).toContain('PARLEY_TLS_KEY is')
  await copyFile(keep.tlsKey, files.tlsKey) // put back: the same as before, and nothing to say
  expect(await listener.renew()).toBe(false)
  await use('one')
  expect(await listener.renew()).toBe(true)
  expect((await certificateAt(listener.port)).fingerprint256).not.toBe(second)
  expect(problems).toHaveLength(3)
  await listener.close()
})

test('[RW4] [RW13] a certificate that is missing, or not for that key, is named with the fix', async () => {
  await use('one')
  await copyFile(join(CERTIFICATES, 'two.key.pem'), files.tlsKey)
  await expect(certificateIn(files)).rejects.toThrow(OperatorProblem)
  await expect(certificateIn(files)).rejects.toThrow('Set PARLEY_TLS_CERT to the certificate')
  const missing = certificateIn({ ...files, tlsKey: join(folder, 'none.pem') })
  await expect(missing).rejects.toThrow('PARLEY_TLS_KEY is')
  expect(await certificateIn({ tlsCert: undefined, tlsKey: undefined })).toBeUndefined()
})

test('[RW4] an address that is not this machine’s is named', async () => {
  const config = { port: 0, host: '192.0.2.1', tlsCert: undefined, tlsKey: undefined }
  const nothing = (): void => undefined
  const ports = { answer: nothing, prepare: nothing, onBadCertificate: nothing, onRenewed: nothing }
  await expect(openListener(config, ports)).rejects.toThrow('This machine has no address 192.0.2.1')
})
