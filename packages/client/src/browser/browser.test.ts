import { once } from 'node:events'
import { webcrypto } from 'node:crypto'
import { SUBPROTOCOL } from '@parley/protocol'
import { pureVerifier } from '@parley/signing'
import { afterEach, expect, test, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { newFakeClock } from './clock.fake.ts'
import { browserClock } from './clock.ts'
import { browserDial } from './dial.ts'
import { askToPersist } from './persistence.ts'
import { browserRandom } from './random.ts'
import { verifierQuestions } from './verifier-questions.ts'
import { browserVerifier, slicedVerifier } from './verifier.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const byTheRule = verifierQuestions().map(pureVerifier)

test('[BR1] the clock runs once, or again and again, or not at all once it was cancelled', () => {
  vi.useFakeTimers()
  const ran: string[] = []
  const startedAt = browserClock.now()
  browserClock.after(10, () => ran.push('once'))
  browserClock.after(10, () => ran.push('never'))()
  const stop = browserClock.every(4, () => ran.push('every'))
  vi.advanceTimersByTime(12)
  stop()
  vi.advanceTimersByTime(100)
  expect(ran).toEqual(['every', 'every', 'once', 'every'])
  expect(browserClock.now()).toBe(startedAt + 112)
})

test('[BR2] random bytes come in any number, also in more than the platform gives at once', () => {
  const many = browserRandom(200_000)
  expect(many).toHaveLength(200_000)
  expect(many.subarray(-32).some((byte) => byte !== 0)).toBe(true)
  expect(browserRandom(0)).toHaveLength(0)
  expect(browserRandom(16)).not.toEqual(browserRandom(16))
})

test('[BR3] a socket carries whole binary frames under our subprotocol, and tells how it closed', async () => {
  vi.stubGlobal('WebSocket', WebSocket)
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const connected = once(server, 'connection') as Promise<[WebSocket]>

  const socket = browserDial(`ws://127.0.0.1:${address.port}/`)
  const received: Uint8Array[] = []
  const closed = new Promise<number>((resolve) => socket.onClose(resolve))
  socket.onMessage((bytes) => received.push(bytes))
  socket.send(Uint8Array.of(9)) // not open yet: lost, and no exception
  await new Promise<void>((resolve) => socket.onOpen(resolve))

  const [peer] = await connected
  expect(peer.protocol).toBe(SUBPROTOCOL)
  const atPeer = once(peer, 'message')
  socket.send(Uint8Array.of(0, 1, 2, 3).subarray(1))
  expect((await atPeer)[0]).toEqual(Buffer.of(1, 2, 3))

  peer.send('text is not ours')
  peer.send(Buffer.of(4, 5))
  await vi.waitFor(() => expect(received).toEqual([Uint8Array.of(4, 5)]))
  peer.close(4401, 'failed proof')
  expect(await closed).toBe(4401)
  socket.send(Uint8Array.of(9))
  socket.close()
  server.close()
})

test('[BR4] an address that cannot be dialled closes, as a relay that is not there does', async () => {
  vi.stubGlobal('WebSocket', WebSocket)
  for (const url of ['not an address', 'ws://127.0.0.1:1/']) {
    const socket = browserDial(url)
    expect(await new Promise<number>((resolve) => socket.onClose(resolve))).toBe(1006)
  }
})

test('[BR5] with WebCrypto, without it, and with one that disagrees, the answers are by the rule', async () => {
  const subtle = webcrypto.subtle as SubtleCrypto
  let asked = 0
  const cofactored = {
    importKey: subtle.importKey.bind(subtle),
    async verify() {
      asked++
      return true
    },
  } as unknown as SubtleCrypto
  const ignorant = {
    importKey: () => Promise.reject(new DOMException('Ed25519?', 'NotSupportedError')),
  } as unknown as SubtleCrypto

  for (const platform of [subtle, undefined, cofactored, ignorant]) {
    const verify = browserVerifier(platform)
    expect(await verify(verifierQuestions())).toEqual(byTheRule)
    expect(await verify([])).toEqual([])
  }
  expect(byTheRule).toEqual([true, false, false])
  expect(asked).toBe(2) // right about the first, caught at the second, never asked again
})

test('[BR6] pure verification lets the page breathe every few milliseconds', async () => {
  const clock = newFakeClock()
  const proofs = Array.from({ length: 100 }, (_, index) => verifierQuestions()[index % 3]!)
  let pauses = 0
  const verify = slicedVerifier(
    (proof) => {
      clock.advance(2) // each takes two milliseconds
      return pureVerifier(proof)
    },
    {
      ...clock,
      after(ms, run) {
        pauses++
        queueMicrotask(run)
        return clock.after(ms, () => undefined)
      },
    },
  )
  expect(await verify(proofs)).toEqual(proofs.map(pureVerifier))
  expect(pauses).toBe(24) // after every fourth of a hundred, but not after the last
})

test('[BR7] where nobody can be asked to keep the data, the answer is no', async () => {
  vi.stubGlobal('navigator', {})
  expect(await askToPersist()).toBe(false)
  const persist = vi.fn<() => Promise<boolean>>(() => Promise.resolve(true))
  vi.stubGlobal('navigator', { storage: { persisted: () => Promise.resolve(false), persist } })
  expect(await askToPersist()).toBe(true)
  vi.stubGlobal('navigator', { storage: { persisted: () => Promise.reject(new Error()), persist } })
  expect(await askToPersist()).toBe(false)
  expect(persist).toHaveBeenCalledTimes(1)
})
