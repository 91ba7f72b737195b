import * as crypto from 'node:crypto'
import {
  ByteWriter,
  encodeSync,
  groupDoc,
  idBytes,
  MESSAGE_TYPE,
  parseSync,
  segmentDoc,
  toGroupId,
  toRecordId,
} from '@parley/protocol'
import { newKeyPair } from '@parley/signing'
import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { newPerson, signAs } from '../../test/people.ts'
import { newScene, type Scene } from '../../test/scene.ts'
import { type MemorySocket, newMemorySocket, ORIGIN, settle, until } from '../../test/sockets.ts'
import { inviteOf } from '../../test/people.ts'
import { newDeviceToken, newLinkToken, parseStockToken } from './token.ts'

const HOUR = 3_600_000
const STEP1 = Uint8Array.of(0, ...encodeSync({ step: 'step1', bytes: Uint8Array.of(0) }))

function dial({ world }: Scene, doc: string, token: string): MemorySocket {
  const socket = newMemorySocket()
  world.relay.acceptStock(socket, { address: '10.0.0.7' }, { doc, token })
  return socket
}

function tokenOf(
  { alice, group, world }: Scene,
  some: Partial<{ doc: string; origin: string; endsAt: number; keys: typeof alice.keys }> = {},
): string {
  const { doc = segmentDoc(group.id, 0), origin = ORIGIN, keys = alice.keys } = some
  const endsAt = some.endsAt ?? world.clock.now() + HOUR
  return newDeviceToken(alice.device, { doc, origin, endsAt }, (message) => signAs(keys, message))
}

/** What a provider makes of what it was sent. */
function docOf(socket: MemorySocket): Y.Doc {
  const doc = new Y.Doc()
  for (const message of socket.sent) {
    if (message[0] !== MESSAGE_TYPE.sync) continue
    const sync = parseSync(message.subarray(1))
    if (sync !== undefined && sync.step !== 'step1') Y.applyUpdate(doc, sync.bytes)
  }
  return doc
}

const records = (socket: MemorySocket): number => docOf(socket).getArray('messages').length

test('[RE47] [AT68] a stock provider reads what its token names, and goes on reading', async () => {
  const scene = await newScene()
  const { alice, bob, group, heads, atAlice, atBob, world } = scene
  const before = alice.post(group.id, { heads })
  atAlice.update(before.doc, before.update)
  await until(() => atAlice.acks(before.doc).length > 0)
  const socket = dial(scene, before.doc, tokenOf(scene))
  socket.deliver(STEP1)
  await until(() => records(socket) === 1)
  const after = bob.post(group.id, { heads })
  atBob.update(after.doc, after.update)
  await until(() => records(socket) === 2)
  for (const message of socket.sent)
    expect([MESSAGE_TYPE.sync, MESSAGE_TYPE.awareness]).toContain(message[0])
  await world.relay.close()
  expect(socket.closed).toEqual({ code: 1001, reason: 'stopping' })
})

test('[RE47] [AT68] whatever it writes is dropped undecoded: nobody notices, and it stays', async () => {
  const scene = await newScene()
  const { group, atAlice, world } = scene
  const doc = segmentDoc(group.id, 0)
  const socket = dial(scene, doc, tokenOf(scene))
  socket.deliver(STEP1)
  await until(() => socket.sent.length > 0)
  const stored = JSON.stringify([...world.disk.updates.keys()])
  const foreign = new Y.Doc()
  foreign.getText('notes').insert(0, 'hello from a text editor')
  const update = Y.encodeStateAsUpdate(foreign)
  const hostile = [
    Uint8Array.of(0, ...encodeSync({ step: 'update', bytes: update })),
    Uint8Array.of(0, ...encodeSync({ step: 'step2', bytes: update })),
    Uint8Array.of(0, 2, 255, 255, 255, 255, 255),
    new ByteWriter().varuint(1).varbytes(new Uint8Array(2_000_000)).bytes(),
    Uint8Array.of(101, 1, 2, 3),
    new Uint8Array(0),
  ]
  for (const message of hostile) socket.deliver(message)
  await settle()
  expect(socket.closed).toBeUndefined()
  expect(atAlice.syncs(doc)).toEqual([])
  expect(JSON.stringify([...world.disk.updates.keys()])).toBe(stored)
  expect(world.events).toEqual([])
  socket.deliver(Uint8Array.of(MESSAGE_TYPE.queryAwareness))
  expect([...(socket.sent.at(-1) ?? [])]).toEqual([1, 1, 0])
  socket.sent.length = 0
  world.clock.advance(15_000)
  expect(socket.sent).toHaveLength(1) // providers drop a silent socket
  await world.relay.close()
})

test('[RE47] [AT133] a token that is over, for elsewhere, forged or of nobody here opens nothing', async () => {
  const scene = await newScene()
  const { alice, group, world } = scene
  const now = world.clock.now()
  const doc = segmentDoc(group.id, 0)
  const strangers = newPerson()
  const link = { doc, origin: ORIGIN, endsAt: now + HOUR }
  const forged = newDeviceToken(strangers.device, link, strangers.sign)
  const wrong: readonly [string, number][] = [
    ['', 4401],
    ['AAAA', 4401],
    [tokenOf(scene, { endsAt: now - 1_000 }), 4401],
    [tokenOf(scene, { endsAt: now + 25 * HOUR }), 4401],
    [tokenOf(scene, { origin: 'http://elsewhere.test' }), 4401],
    [tokenOf(scene, { doc: segmentDoc(group.id, 1) }), 4401],
    [tokenOf(scene, { keys: strangers.keys }), 4403],
    [forged, 4403],
  ]
  for (const [token, code] of wrong) {
    const socket = dial(scene, doc, token)
    socket.deliver(STEP1)
    await until(() => socket.closed !== undefined)
    expect(socket.closed?.code).toBe(code)
    expect(records(socket)).toBe(0)
  }
  const unknown = segmentDoc(toGroupId(new Uint8Array(32)), 0)
  const nowhere = dial(scene, unknown, tokenOf(scene, { doc: unknown }))
  await until(() => nowhere.closed !== undefined)
  expect(nowhere.closed?.code).toBe(4503)
  const own = `p/${alice.id}`
  const personal = dial(scene, own, tokenOf(scene, { doc: own }))
  await until(() => personal.closed !== undefined)
  expect(personal.closed?.code).toBe(4503)
  await world.relay.close()
})

test('[RE47] reading ends with the token, and with the right to read', async () => {
  const scene = await newScene()
  const { alice, bob, group, atAlice, world, heads } = scene
  const short = dial(scene, segmentDoc(group.id, 0), tokenOf(scene))
  const what = {
    doc: segmentDoc(group.id, 0),
    origin: ORIGIN,
    endsAt: world.clock.now() + 20 * HOUR,
  }
  const bobs = dial(scene, what.doc, newDeviceToken(bob.device, what, bob.sign))
  for (const socket of [short, bobs]) {
    socket.deliver(STEP1)
    await until(() => socket.sent.length > 0)
  }
  const removal = alice.act(
    group.id,
    { type: 'remove', person: bob.id, cut: [] },
    { role: 'founder', parents: heads },
  )
  atAlice.update(removal.doc, removal.update)
  await until(() => bobs.closed !== undefined)
  expect(bobs.closed?.code).toBe(4403)
  world.clock.advance(HOUR)
  expect(short.closed).toEqual({ code: 4401, reason: 'token' })
  await world.relay.close()
})

test('[RE47] [AT133] whoever holds a live link makes a token of it, without asking anybody', async () => {
  const scene = await newScene()
  const { alice, group, atAlice, world } = scene
  const secret = new Uint8Array(16).fill(5)
  const seed = crypto.hkdfSync('sha256', secret, idBytes(group.id), 'parley/invite/sign', 32)
  const keys = newKeyPair(new Uint8Array(seed))
  const parents = [group.invite.id]
  const invite = alice.act(group.id, inviteOf(keys), { role: 'founder', parents })
  atAlice.update(invite.doc, invite.update)
  await until(() => atAlice.acks(invite.doc).length > 0)
  const what = { doc: groupDoc(group.id), origin: ORIGIN, endsAt: world.clock.now() + HOUR }
  const token = newLinkToken({ group: group.id, invite: invite.id, secret }, what)
  const socket = dial(scene, what.doc, token)
  socket.deliver(STEP1)
  await until(() => docOf(socket).getMap('members').size > 2)
  const withdrawn = alice.act(
    group.id,
    { type: 'uninvite', target: invite.id },
    { role: 'founder', parents: [invite.id] },
  )
  atAlice.update(withdrawn.doc, withdrawn.update)
  await until(() => socket.closed !== undefined)
  expect(socket.closed?.code).toBe(4503)
  const again = dial(scene, what.doc, token)
  await until(() => again.closed !== undefined)
  expect(again.closed?.code).toBe(4403)
  await world.relay.close()
})

test('[RE47] a link’s key is derived as members derive it', () => {
  const secret = new Uint8Array(16).fill(5)
  const seed = crypto.hkdfSync(
    'sha256',
    secret,
    new Uint8Array(32).fill(6),
    'parley/invite/sign',
    32,
  )
  // The vector of packages/sealing, which no relay may import.
  expect(Buffer.from(seed).toString('hex')).toBe(
    '0dc6c80a961d49708429825b7e7b3632378820d10ec4fe3cd6a22a24f821db8a',
  )
  const link = {
    group: toGroupId(new Uint8Array(32).fill(6)),
    invite: toRecordId(new Uint8Array(16)),
    secret,
  }
  const token = newLinkToken(link, { doc: groupDoc(link.group), origin: ORIGIN, endsAt: 5_000 })
  expect(parseStockToken(token)).toMatchObject({
    doc: groupDoc(link.group),
    origin: ORIGIN,
    endsAt: 5_000,
  })
  for (let letter = 0; letter < 12; letter++)
    expect(parseStockToken(token.slice(0, letter))).toBeUndefined()
  expect(parseStockToken(`${token}AA`)).toBeUndefined()
  expect(parseStockToken('A'.repeat(100_000))).toBeUndefined()
})
