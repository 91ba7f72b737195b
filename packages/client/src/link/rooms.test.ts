import { encodeTyped, linkingRoom, MESSAGE_TYPE, parseFrame } from '@parley/protocol'
import { expect, test } from 'vitest'
import { Rooms } from './rooms.ts'

const ROOM = linkingRoom(new Uint8Array(16))

function newRooms() {
  const sent: Uint8Array[] = []
  const line = { isOpen: true }
  const rooms = new Rooms(
    (frame) => sent.push(frame),
    () => line.isOpen,
  )
  const heard: unknown[] = []
  const events = {
    onMessage: (payload: Uint8Array) => heard.push(payload),
    onClosed: (code: number) => heard.push(code),
  }
  return { sent, line, rooms, heard, events }
}

test('[LK31] a room is entered in every session until it is left, and only what is said in it is heard', () => {
  const { sent, rooms, heard, events } = newRooms()
  const room = rooms.enter(ROOM, events)
  room.send(Uint8Array.of(1))
  rooms.sessionOpened()
  const entering = encodeTyped(ROOM, MESSAGE_TYPE.linking, new Uint8Array(0))
  expect(sent).toEqual([
    entering,
    encodeTyped(ROOM, MESSAGE_TYPE.linking, Uint8Array.of(1)),
    entering,
  ])
  expect(rooms.receive(ROOM, Uint8Array.of(2))).toBe(true)
  expect(rooms.receive(ROOM, new Uint8Array(5_000))).toBe(true)
  expect(rooms.receive(linkingRoom(new Uint8Array(16).fill(1)), Uint8Array.of(3))).toBe(false)
  expect(heard).toEqual([Uint8Array.of(2)])
  expect(() => rooms.enter(ROOM, events)).toThrow()
  room.leave()
  expect(parseFrame(sent.at(-1) ?? new Uint8Array(0))).toMatchObject({
    doc: ROOM,
    type: MESSAGE_TYPE.close,
  })
  room.send(Uint8Array.of(4))
  rooms.sessionOpened()
  expect(sent).toHaveLength(4)
  expect(rooms.receive(ROOM, Uint8Array.of(2))).toBe(false)
})

test('[LK32] a room that the relay shuts is told once; offline nothing is sent', () => {
  const { sent, line, rooms, heard, events } = newRooms()
  line.isOpen = false
  const room = rooms.enter(ROOM, events)
  room.send(Uint8Array.of(1))
  expect(sent).toEqual([])
  expect(rooms.closed(ROOM, 4410)).toBe(true)
  expect(rooms.closed(ROOM, 4410)).toBe(false)
  expect(heard).toEqual([4410])
  line.isOpen = true
  room.send(Uint8Array.of(1))
  room.leave()
  expect(sent).toEqual([])
})
