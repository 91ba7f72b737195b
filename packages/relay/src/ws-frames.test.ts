import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { relaySocketOf } from './ws-socket.ts'
import { newOutlet, type Outlet, type WritingTimes } from './ws-frames.ts'

function newStream() {
  const writes: Buffer[] = []
  const stream = new Duplex({
    read: () => undefined,
    write(chunk: Buffer, _encoding, done) {
      writes.push(chunk)
      done()
    },
  })
  return { stream, writes }
}

/** An outlet to so many sockets, on a clock that goes on while they are written to, and as a test lets it. */
function newSlowOutlet(writingMs: number, sockets: number) {
  let nowMs = 1_000
  const looks: (() => void)[] = []
  const times: WritingTimes = {
    now: () => nowMs,
    atTurnEnd: (look) => void looks.push(look),
  }
  const outlet: Outlet = newOutlet(times)
  const streams = Array.from({ length: sockets }, newStream)
  const writers = streams.map(({ stream }) =>
    outlet.writerTo(stream, () => {
      nowMs += writingMs
      return true
    }),
  )
  return {
    writers,
    tell: (payload: Uint8Array): void => writers.forEach((writer) => writer.put(payload)),
    /** A turn ends, so many milliseconds after the one before. */
    endTurn(ms: number) {
      nowMs += ms
      for (const look of looks.splice(0)) look()
    },
    /** How often each was written to. */
    written: () => [...new Set(streams.map(({ writes }) => writes.length))],
    last: () => streams[0]?.writes.at(-1),
  }
}

test('[RE48] under load what comes in for eight times as long as writing took goes out together', () => {
  const { tell, endTurn, written, last } = newSlowOutlet(0.02, 50)
  tell(Uint8Array.of(1))
  endTurn(0)
  endTurn(0)
  expect(written()).toEqual([1]) // which took a millisecond
  for (const at of [2, 3, 4]) {
    tell(Uint8Array.of(at))
    endTurn(2.5)
    expect(written()).toEqual([1])
  }
  tell(Uint8Array.of(5))
  endTurn(2.5)
  expect(written()).toEqual([2])
  expect(last()).toEqual(Buffer.from([2, 3, 4, 5].flatMap((at) => [0x82, 1, at])))
})

test('[RE48] a turn in which nothing comes ends the waiting, and so do ten milliseconds, and much', () => {
  const { tell, endTurn, written, writers } = newSlowOutlet(0.02, 500)
  tell(Uint8Array.of(1))
  endTurn(0)
  endTurn(0)
  tell(Uint8Array.of(2))
  endTurn(0.1)
  expect(written()).toEqual([1])
  endTurn(0.1)
  expect(written()).toEqual([2])

  tell(Uint8Array.of(3))
  endTurn(9.9)
  expect(written()).toEqual([2])
  tell(Uint8Array.of(4))
  endTurn(0.2)
  expect(written()).toEqual([3])

  tell(new Uint8Array(40_000))
  endTurn(0.1)
  expect(written()).toEqual([3])
  tell(new Uint8Array(40_001))
  expect(written()).toEqual([4])
  expect(writers.every((writer) => writer.waitingBytes() === 0)).toBe(true)
})

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('[RE48] what one turn has for a socket goes out in one write, in order, at the end of the turn', async () => {
  const { stream, writes } = newStream()
  const writer = newOutlet().writerTo(stream, () => true)
  writer.put(Uint8Array.of(1))
  writer.put(Uint8Array.of(2, 3))
  expect(writes).toEqual([])
  expect(writer.waitingBytes()).toBe(7)
  await turn()
  expect(writes).toEqual([Buffer.of(0x82, 1, 1, 0x82, 2, 2, 3)])
  expect(writer.waitingBytes()).toBe(0)
  await turn()
  expect(writes).toHaveLength(1)
})

test('[RE48] a broadcast is framed once, and nothing goes to a socket that closed meanwhile', async () => {
  const streams = [newStream(), newStream(), newStream()]
  let isOpen = true
  const payload = new Uint8Array(300).fill(7)
  const outlet = newOutlet()
  const writers = streams.map(({ stream }, at) => outlet.writerTo(stream, () => at === 0 || isOpen))
  for (const writer of writers) writer.put(payload)
  writers[1]?.flush()
  isOpen = false
  await turn()
  const [first, second, third] = streams.map(({ writes }) => writes)
  expect(first?.[0]?.subarray(0, 4)).toEqual(Buffer.of(0x82, 126, 1, 44))
  expect(first?.[0]).toBe(second?.[0])
  expect(third).toEqual([])
})

async function newServer(): Promise<{ server: Server; port: number; sockets: WebSocketServer }> {
  const server = createServer()
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, sockets, port: (server.address() as AddressInfo).port }
}

test('[RE48] frames of every size reach a real client whole and in order, and a close comes behind them', async () => {
  const { server, sockets, port } = await newServer()
  const sizes = [0, 1, 125, 126, 65_535, 65_536, 300_000, 3]
  sockets.on('connection', (socket, request) => {
    const wire = relaySocketOf(socket, request.socket)
    for (const size of sizes) wire.send(new Uint8Array(size).fill(size & 255))
    wire.close(4000, 'done')
    wire.send(Uint8Array.of(9))
  })
  const client = new WebSocket(`ws://127.0.0.1:${port}/`)
  const got: Buffer[] = []
  client.on('message', (data: Buffer) => got.push(data))
  const code = await new Promise((resolve) => client.once('close', resolve))
  expect(code).toBe(4000)
  expect(got.map(({ length }) => length)).toEqual(sizes)
  expect(got.every((bytes) => bytes.every((byte) => byte === (bytes.length & 255)))).toBe(true)
  await new Promise((resolve) => server.close(resolve))
})

test('[RE48] sockets that get the same frames share what is written, and each gets its own all the same', async () => {
  const streams = [newStream(), newStream(), newStream()]
  const outlet = newOutlet()
  const writers = streams.map(({ stream }) => outlet.writerTo(stream, () => true))
  const [first, second, third] = [1, 2, 3].map((byte) => Uint8Array.of(byte))
  for (const payload of [first!, second!, third!])
    for (const [at, writer] of writers.entries())
      if (at < 2 || payload !== second) writer.put(payload)
  await turn()
  const [one, other, less] = streams.map(({ writes }) => writes)
  expect(one).toEqual([Buffer.of(0x82, 1, 1, 0x82, 1, 2, 0x82, 1, 3)])
  expect(one?.[0]).toBe(other?.[0])
  expect(less).toEqual([Buffer.of(0x82, 1, 1, 0x82, 1, 3)])
  writers[2]?.put(third!)
  await turn()
  expect(less).toHaveLength(2)
})
