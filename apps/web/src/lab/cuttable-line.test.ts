import type { Socket } from '@parley/client'
import { expect, test } from 'vitest'
import { cuttableLine } from './cuttable-line.ts'

test('a cut line breaks what is open, passes nothing in either direction, and takes no new call', async () => {
  const server = fakeServer()
  const line = cuttableLine(server.dial)
  const told: boolean[] = []
  line.onNetwork((online) => told.push(online))
  const open = listened(line.dial('ws://relay/'))
  open.socket.send(Uint8Array.of(1))
  server.says(Uint8Array.of(2))
  line.cut()
  open.socket.send(Uint8Array.of(3))
  server.says(Uint8Array.of(4))
  server.closes()
  expect(server.heard).toEqual([[1]])
  expect(open.heard).toEqual([[2]])
  expect(open.closedWith).toEqual([1006])

  const dialled = listened(line.dial('ws://relay/'))
  await Promise.resolve()
  expect(dialled.closedWith).toEqual([1006])
  expect(server.dialsCount()).toBe(1)

  line.heal()
  listened(line.dial('ws://relay/')).socket.send(Uint8Array.of(5))
  expect(server.heard).toEqual([[1], [5]])
  expect(told).toEqual([false, true])
})

function listened(socket: Socket) {
  const heard: number[][] = []
  const closedWith: number[] = []
  socket.onMessage((bytes) => heard.push([...bytes]))
  socket.onClose((code) => closedWith.push(code))
  return { socket, heard, closedWith }
}

/** Hears what is sent to it, and speaks to whoever called last. */
function fakeServer() {
  const heard: number[][] = []
  let calls = 0
  let say: (bytes: Uint8Array) => void = () => undefined
  let close: (code: number) => void = () => undefined
  return {
    heard,
    dialsCount: () => calls,
    says: (bytes: Uint8Array) => say(bytes),
    closes: () => close(1000),
    dial(): Socket {
      calls++
      return {
        send: (bytes) => heard.push([...bytes]),
        close: () => undefined,
        onOpen: () => undefined,
        onMessage: (listen) => (say = listen),
        onClose: (listen) => (close = listen),
      }
    },
  }
}
