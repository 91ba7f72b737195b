import { CLOSE_CODE, linkingRoom, MESSAGE_TYPE } from '@parley/protocol'
import { expect, test } from 'vitest'
import { settle, type TestClient, until } from '../test/sockets.ts'
import { newWorld } from '../test/world.ts'

const ROOM = linkingRoom(new Uint8Array(16).fill(7))
const say = (client: TestClient, ...bytes: number[]) =>
  client.say(ROOM, MESSAGE_TYPE.linking, Uint8Array.from(bytes))
const heard = (client: TestClient) =>
  client.frames(MESSAGE_TYPE.linking, ROOM).map(({ payload }) => [...payload])

async function newRoom() {
  const world = await newWorld()
  const old = await world.connect().open()
  const fresh = await world.connect().open()
  return { world, old, fresh }
}

test('[RE33] what one device says in a room reaches the other, and nothing of it is kept', async () => {
  const { world, old, fresh } = await newRoom()
  say(old)
  say(fresh, 1, 2)
  await until(() => heard(old).length > 0)
  say(old, 3)
  await until(() => heard(fresh).length > 0)
  expect([heard(old), heard(fresh)]).toEqual([[[1, 2]], [[3]]])
  expect(world.disk.updates.size).toBe(0)
  expect(world.relay.stats()).toMatchObject({ docsStored: 0, docsInMemory: 0 })
})

test('[RE33] a third finds the room full, until one of the two hangs up', async () => {
  const { world, old, fresh } = await newRoom()
  const third = await world.connect().open()
  say(old)
  say(fresh)
  say(third, 9)
  await until(() => third.closes(ROOM).length > 0)
  expect(third.closes(ROOM)).toEqual([CLOSE_CODE.busy])
  expect(heard(old)).toEqual([[]])
  expect(third.socket.closed).toBeUndefined()
  fresh.socket.hangUp()
  say(third, 8)
  await until(() => heard(old).length === 2)
  expect(heard(old)).toEqual([[], [8]])
})

test('[RE33] a room ends after ten minutes, for both', async () => {
  const { world, old, fresh } = await newRoom()
  say(old)
  say(fresh)
  await settle()
  for (let minute = 0; minute < 10; minute++) {
    world.clock.advance(60_000)
    for (const client of [old, fresh]) client.list([])
  }
  await settle()
  expect(old.closes(ROOM)).toEqual([CLOSE_CODE.gone])
  expect(fresh.closes(ROOM)).toEqual([CLOSE_CODE.gone])
  old.forget()
  say(fresh, 1)
  await settle()
  expect(heard(old)).toEqual([])
})

test('[RE33] nobody talks without end, in too many rooms, or in books', async () => {
  const { old } = await newRoom()
  old.say(ROOM, MESSAGE_TYPE.linking, new Uint8Array(4_097))
  await settle()
  expect(old.closes(ROOM)).toEqual([CLOSE_CODE.fatal])
  for (let number = 0; number < 9; number++) {
    const room = linkingRoom(new Uint8Array(16).fill(100 + number))
    old.say(room, MESSAGE_TYPE.linking, new Uint8Array(0))
    await settle()
    expect(old.closes(room)).toEqual(number < 8 ? [] : [CLOSE_CODE.busy])
  }
  old.forget()
  for (let count = 0; count < 200; count++) say(old, 1)
  await settle()
  expect(old.closes(ROOM).length).toBeGreaterThan(0)
})

test('[RE12] [RE33] in a room only linking is spoken, and in a document it is not heard', async () => {
  const { old, fresh } = await newRoom()
  old.step1(ROOM)
  old.say('l/short', MESSAGE_TYPE.linking, new Uint8Array(0))
  old.say(`p/${ROOM.slice(2)}`, MESSAGE_TYPE.linking, new Uint8Array(0))
  await settle()
  expect(old.closes(ROOM)).toEqual([CLOSE_CODE.forbidden])
  expect(old.closes('l/short')).toEqual([CLOSE_CODE.forbidden])
  expect(old.closes(`p/${ROOM.slice(2)}`)).toEqual([])
  expect(heard(fresh)).toEqual([])
})
