import * as crypto from 'node:crypto'
import { type ClientPorts, MemoryDisk, newMemoryDocStore, newMemoryStore, newMemoryTabs, openParley, type Parley, type Socket } from '@parley/client'
import { newMemoryDisk, newMemoryJournal, nodePorts, openRelay, type Relay } from '@parley/relay'
import { nodeSigner, nodeVerifier, toAsync } from '@parley/signing'
import { afterEach, expect, test, vi } from 'vitest'

const ORIGIN = 'ws://relay.test'
const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

/** A socket straight into the relay, frames in order, each a microtask later. */
function dialInto(relay: Relay): Socket {
  const client = { open: [] as (() => void)[], message: [] as ((bytes: Uint8Array) => void)[], close: [] as ((code: number) => void)[] }
  const server = { message: [] as ((bytes: Uint8Array) => void)[], close: [] as (() => void)[] }
  let closed = false
  function end(code: number): void {
    if (closed) return
    closed = true
    queueMicrotask(() => {
      for (const listen of client.close) listen(code)
      for (const listen of server.close) listen()
    })
  }
  queueMicrotask(() => {
    relay.accept(
      {
        send: (bytes) => queueMicrotask(() => closed || client.message.forEach((listen) => listen(bytes))),
        close: end,
        queuedBytes: () => 0,
        onMessage: (listen) => server.message.push(listen),
        onClose: (listen) => server.close.push(listen),
      },
      { address: 'test' },
    )
    for (const listen of client.open) listen()
  })
  return {
    send: (bytes) => queueMicrotask(() => closed || server.message.forEach((listen) => listen(bytes))),
    close: () => end(1000),
    onOpen: (listen) => client.open.push(listen),
    onMessage: (listen) => client.message.push(listen),
    onClose: (listen) => client.close.push(listen),
  }
}

async function newRelay(): Promise<Relay> {
  const relay = await openRelay({ ...nodePorts(), journal: newMemoryJournal(newMemoryDisk()), isOrigin: (origin) => origin === ORIGIN })
  open.push(relay)
  return relay
}

async function newPerson(name: string, relay: Relay): Promise<Parley> {
  const disk = new MemoryDisk()
  const process = disk.newProcess()
  const { clock, random, verify } = nodePorts()
  const ports: ClientPorts = {
    store: newMemoryStore(process),
    docStore: newMemoryDocStore(process),
    tabs: newMemoryTabs().open(),
    clock,
    random,
    dial: () => dialInto(relay),
    verify: toAsync(nodeVerifier(crypto)),
    verifyNow: verify,
    signer: nodeSigner(crypto),
    relayUrl: `${ORIGIN}/`,
    origin: ORIGIN,
    appUrl: 'https://app.test/',
  }
  const parley = await openParley(ports)
  open.push(parley)
  await parley.setName(name)
  return parley
}

test('two people found, invite, join, write, react, edit and delete over a real relay', async () => {
  const relay = await newRelay()
  const alice = await newPerson('Alice', relay)
  const bob = await newPerson('Bob', relay)

  const id = await alice.newGroup('Climbers')
  const atAlice = alice.openGroup(id)
  await atAlice?.send('hello')
  const link = (await atAlice?.inviteLink()) ?? ''
  expect(await bob.join(link)).toEqual({ ok: true, group: id })
  const atBob = bob.openGroup(id)
  await vi.waitFor(() => expect(atBob?.conversation.get().messages.map(({ text }) => text)).toEqual(['hello']))
  expect(atBob?.info.get()).toMatchObject({ name: 'Climbers', state: 'ready' })
  const [hello] = atBob?.conversation.get().messages ?? []
  expect(hello?.author).toBe('Alice')

  await atBob?.send('hi Alice', hello?.key)
  await vi.waitFor(() => expect(atAlice?.conversation.get().messages.map(({ text }) => text)).toEqual(['hello', 'hi Alice']))
  const hi = atAlice?.conversation.get().messages[1]
  expect(hi).toMatchObject({ author: 'Bob', replyTo: { author: 'Alice', text: 'hello' } })
  if (hi === undefined || hello === undefined) throw new Error('no message')
  await atAlice?.react(hi.key, '👍')
  await atAlice?.edit(hello.key, 'hello all')
  await vi.waitFor(() => {
    const [first, second] = atBob?.conversation.get().messages ?? []
    expect(first).toMatchObject({ text: 'hello all', edited: true })
    expect(second?.reactions).toMatchObject([{ emoji: '👍', count: 1, mine: false, people: ['Alice'] }])
    expect(second?.status).toBe('received')
  }, 5_000)
  await atAlice?.unreact(hi.key, '👍')
  await atBob?.delete(hi.key)
  await vi.waitFor(() => {
    const [, second] = atAlice?.conversation.get().messages ?? []
    expect(second).toMatchObject({ deleted: true, text: '' })
  })
  expect(alice.notices.get()).toEqual([])
  expect(bob.notices.get()).toEqual([])
}, 20_000)
