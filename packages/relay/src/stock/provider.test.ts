import { once } from 'node:events'
import { segmentDoc } from '@parley/protocol'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { WebSocket, WebSocketServer } from 'ws'
import { expect, test, vi } from 'vitest'
import { newScene } from '../../test/scene.ts'
import { ORIGIN, until } from '../../test/sockets.ts'
import { relaySocketOf } from '../ws-socket.ts'
import { newDeviceToken } from './token.ts'

test('[RE47] [AT68] the stock y-websocket provider syncs, follows, and harms nobody with what it writes', async () => {
  const scene = await newScene()
  const { alice, bob, group, atAlice, atBob, heads, world } = scene
  const room = segmentDoc(group.id, 0)
  const first = alice.post(group.id, { heads })
  atAlice.update(room, first.update)
  await until(() => atAlice.acks(room).length > 0)

  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  server.on('connection', (socket, { url = '', socket: stream }) => {
    const { pathname, searchParams } = new URL(url, 'http://relay')
    const asked = { doc: pathname.slice(1), token: searchParams.get('token') ?? '' }
    world.relay.acceptStock(relaySocketOf(socket, stream), { address: '127.0.0.1' }, asked)
  })
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const what = { doc: room, origin: ORIGIN, endsAt: world.clock.now() + 3_600_000 }
  const token = newDeviceToken(alice.device, what, alice.sign)

  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`ws://127.0.0.1:${port}`, room, doc, {
    params: { token },
    disableBc: true,
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
  })
  await vi.waitFor(() => expect(provider.synced).toBe(true))
  const messages = doc.getArray<[Uint8Array]>('messages')
  expect(messages.toArray()).toEqual([[first.bytes]])

  doc.getText('notes').insert(0, 'written by a text editor')
  messages.push([[Uint8Array.of(1, 2, 3)]])
  provider.awareness.setLocalState({ name: 'a stranger' })
  const second = bob.post(group.id, { heads })
  atBob.update(room, second.update)
  await vi.waitFor(() => expect(messages.length).toBe(3))
  expect(provider.wsconnected).toBe(true)
  expect(atAlice.syncs(room)).toHaveLength(1) // Bob's, and nothing of the provider's
  expect(world.events).toEqual([])

  const fresh = new Y.Doc()
  for (const update of world.disk.updates.get(room) ?? []) Y.applyUpdate(fresh, update)
  expect(fresh.getArray('messages').length).toBe(2)
  expect([...fresh.share.keys()]).toEqual(['messages'])
  provider.destroy()
  server.close()
  await world.relay.close()
})
