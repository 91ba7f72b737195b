import { expect, test } from 'vitest'
import { SeededRandom } from '../random.ts'
import { VirtualTime } from '../virtual-time.ts'
import { Network } from './network.ts'

/** A relay that answers every frame with the same, and remembers what it heard. */
function newEcho() {
  const time = new VirtualTime()
  const network = new Network({
    clock: time,
    random: new SeededRandom(1),
    delayMs: { low: 5, high: 50 },
  })
  const heard: number[] = []
  let closed = 0
  const listen = () =>
    network.listen((socket) => {
      socket.onMessage((bytes) => {
        heard.push(bytes[0] ?? -1)
        socket.send(bytes)
      })
      socket.onClose(() => closed++)
    })
  const stop = listen()
  const line = network.newLine('alice')
  return { time, line, heard, closed: () => closed, kill: stop, listen }
}

function dial({ line }: ReturnType<typeof newEcho>) {
  const socket = line.dialFor({})('ws://relay/')
  const events: (string | number)[] = []
  socket.onOpen(() => events.push('open'))
  socket.onMessage((bytes) => events.push(bytes[0] ?? -1))
  socket.onClose((code) => events.push(`closed ${code}`))
  return {
    socket,
    events,
    send: (from: number, to: number) =>
      range(from, to).forEach((byte) => socket.send(Uint8Array.of(byte))),
  }
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at)

test('frames arrive in the order they were sent, in both directions', async () => {
  const world = newEcho()
  const { events, send } = dial(world)
  await world.time.pass(100)
  send(0, 100)
  await world.time.pass(200)
  expect(events).toEqual(['open', ...range(0, 100)])
})

test('in a tunnel nothing arrives and nothing fails; on the way out all of it arrives', async () => {
  const world = newEcho()
  const { events, send } = dial(world)
  await world.time.pass(100)
  world.line.tunnel()
  send(0, 10)
  const other = dial(world)
  await world.time.pass(1_000_000)
  expect([events, other.events, world.heard]).toEqual([['open'], [], []])
  world.line.heal()
  await world.time.pass(1_000)
  expect(events).toEqual(['open', ...range(0, 10)])
  expect(other.events).toEqual(['open'])
})

test('a cut line breaks at once for the tab; the relay gets a beginning of what was under way', async () => {
  const world = newEcho()
  const { events, send } = dial(world)
  await world.time.pass(100)
  send(0, 10)
  world.line.cut()
  expect(events).toEqual(['open', 'closed 1006'])
  await world.time.pass(60_000)
  expect(world.heard).toEqual(range(0, world.heard.length))
  expect(world.closed()).toBe(1)
  const refused = dial(world)
  await world.time.pass(1_000)
  expect(refused.events).toEqual(['closed 1006'])
  world.line.heal()
  const again = dial(world)
  await world.time.pass(1_000)
  expect(again.events).toEqual(['open'])
})

test('a killed relay hears nothing more; whoever dials is refused until it listens again', async () => {
  const world = newEcho()
  const { events, send } = dial(world)
  await world.time.pass(100)
  send(0, 3)
  world.kill()
  await world.time.pass(1_000)
  expect([world.heard, events]).toEqual([[], ['open', 'closed 1006']])
  const refused = dial(world)
  await world.time.pass(1_000)
  expect(refused.events).toEqual(['closed 1006'])
  world.listen()
  const again = dial(world)
  await world.time.pass(1_000)
  expect(again.events).toEqual(['open'])
})

test('a tab that dies hears nothing more, and its machine tells the relay', async () => {
  const world = newEcho()
  const process = {}
  const events: string[] = []
  const socket = world.line.dialFor(process)('ws://relay/')
  socket.onOpen(() => events.push('open'))
  socket.onClose(() => events.push('closed'))
  await world.time.pass(100)
  world.line.processDied(process)
  await world.time.pass(1_000)
  expect([events, world.closed()]).toEqual([['open'], 1])
})
