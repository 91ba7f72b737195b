/**
 * A member who writes through whatever happens to the relays: sends again what was not acknowledged, and
 * goes on at the next relay when one is gone, as every client does.
 */
import { once } from 'node:events'
import { recordsOf } from '@parley/gate'
import { groupDoc, segmentDoc, SUBPROTOCOL } from '@parley/protocol'
import { WebSocket } from 'ws'
import { nodePorts } from '../src/node-ports.ts'
import type { Person, TestGroup, Written } from './people.ts'
import { newMemorySocket, TestClient } from './sockets.ts'

const { clock } = nodePorts()
const SEND_AGAIN_MS = 1_500
const OPEN_LIMIT_MS = 4_000
const TURN_MS = 25

export class ClusterWriter {
  readonly person: Person
  readonly written: Written[] = []
  /** Every record it has, its own too, by place. */
  readonly held = new Map<string, Uint8Array>()
  #acked = 0
  readonly #group: TestGroup
  readonly #heads: Written['id'][]
  readonly #ports: readonly number[]
  #at: number
  #client: TestClient | undefined
  #socket: WebSocket | undefined
  #saidAt = 0

  constructor(
    person: Person,
    {
      group,
      heads,
      ports,
      at,
    }: {
      readonly group: TestGroup
      readonly heads: Written['id'][]
      readonly ports: readonly number[]
      /** At which it begins. */
      readonly at: number
    },
  ) {
    this.person = person
    this.#group = group
    this.#heads = heads
    this.#ports = ports
    this.#at = at
  }

  get acknowledged(): readonly Written[] {
    return this.written.slice(0, this.#acked)
  }

  hasAll(): boolean {
    return this.#acked === this.written.length
  }

  post(): void {
    const post = this.person.post(this.#group.id, { heads: this.#heads, sizeBytes: 120 })
    this.written.push(post)
    this.held.set(`${post.writer}/${post.clock}`, post.bytes)
    this.#client?.update(post.doc, post.update)
  }

  /** Notes what came, and sees to it that it goes on. To be called again and again. */
  async turn(): Promise<void> {
    if (this.#socket?.readyState !== WebSocket.OPEN) return this.#connect()
    this.#note()
    if (this.hasAll() || Date.now() - this.#saidAt < SEND_AGAIN_MS) return
    this.#saidAt = Date.now()
    for (const { doc, update } of this.written.slice(this.#acked)) this.#client?.update(doc, update)
  }

  /** The same person with another device that has nothing, at one relay. */
  another(port: number): ClusterWriter {
    const how = { group: this.#group, heads: this.#heads, ports: [port], at: 0 }
    return new ClusterWriter(this.person, how)
  }

  close(): void {
    this.#socket?.terminate()
  }

  #note(): void {
    const client = this.#client
    if (client === undefined) return
    const doc = segmentDoc(this.#group.id, 0)
    const own = this.written[0]?.writer
    for (const { writer, clock } of client.acks(doc))
      if (writer === own) {
        const end = this.written.findIndex((one) => one.clock >= clock)
        this.#acked = Math.max(this.#acked, end < 0 ? this.written.length : end)
        this.#saidAt = Date.now()
      }
    for (const { bytes, step } of client.syncs(doc))
      if (step !== 'step1')
        for (const { place, bytes: record } of recordsOf(doc, bytes))
          this.held.set(`${place.writer}/${place.clock}`, record)
    const isClosed = client.closes(doc).length + client.closes(groupDoc(this.#group.id)).length > 0
    client.forget()
    if (isClosed) this.#ask(client)
  }

  #ask(client: TestClient): void {
    client.update(groupDoc(this.#group.id), this.#group.update())
    client.step1(groupDoc(this.#group.id))
    client.step1(segmentDoc(this.#group.id, 0))
  }

  async #connect(): Promise<void> {
    this.#socket?.terminate()
    const port = this.#ports[this.#at++ % this.#ports.length]
    const socket = new WebSocket(`ws://127.0.0.1:${port}/`, [SUBPROTOCOL])
    socket.on('error', () => undefined) // the next one is tried
    this.#socket = socket
    const here = newMemorySocket()
    socket.on('message', (data: Buffer) => here.sent.push(Uint8Array.from(data)))
    here.onMessage((bytes) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(bytes)
    })
    const client = new TestClient({ accept: () => undefined }, this.person, '127.0.0.1', here)
    const isOpen = await openWithin(OPEN_LIMIT_MS, socket, client)
    if (!isOpen) return socket.terminate()
    this.#client = client
    this.#ask(client)
    this.#saidAt = 0
  }
}

async function openWithin(ms: number, socket: WebSocket, client: TestClient): Promise<boolean> {
  const signal = AbortSignal.timeout(ms)
  try {
    await once(socket, 'open', { signal })
    while (client.socket.sent.length === 0) await turnOver(signal)
    client.prove()
    client.list([])
    while (!hasInventory(client)) await turnOver(signal)
    return true
  } catch {
    return false
  }
}

function hasInventory(client: TestClient): boolean {
  return client.socket.sent.length > 1
}

async function turnOver(signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  await pause()
}

/** A moment for the processes on the same machine. */
export function pause(): Promise<void> {
  return new Promise((resolve) => void clock.after(TURN_MS, resolve))
}
