/**
 * Clients that talk to a relay over sockets in memory, frame by frame.
 */
import {
  encodeDigests,
  encodeProof,
  encodeTyped,
  deviceProofBytes,
  type Frame,
  type GroupId,
  type InventoryDigest,
  linkProofBytes,
  MESSAGE_TYPE,
  parseAcks,
  parseChallenge,
  parseClose,
  parseFrame,
  parsePlaces,
  parseRefusals,
  parseSync,
  type RecordId,
  syncFrame,
} from '@parley/protocol'
import type { KeyPair } from '@parley/signing'
import type { RelaySocket } from '../src/ports.ts'
import type { Relay } from '../src/relay.ts'
import { type Person, signAs } from './people.ts'

export const ORIGIN = 'http://relay.test'

export interface MemorySocket extends RelaySocket {
  /** As the client: a frame to the relay. */
  deliver(bytes: Uint8Array): void
  /** As the client: hang up. */
  hangUp(): void
  /** What the relay sent, in order. */
  readonly sent: Uint8Array[]
  readonly closed: { code: number; reason: string } | undefined
  /** What `queuedBytes` answers. */
  queued: number
}

export function newMemorySocket(): MemorySocket {
  const sent: Uint8Array[] = []
  let onMessage: (bytes: Uint8Array) => void = () => undefined
  let onClose: () => void = () => undefined
  let closed: { code: number; reason: string } | undefined
  return {
    sent,
    queued: 0,
    get closed() {
      return closed
    },
    send: (bytes) => void sent.push(bytes),
    close(code, reason) {
      closed ??= { code, reason }
    },
    queuedBytes() {
      return this.queued
    },
    onMessage: (listen) => void (onMessage = listen),
    onClose: (listen) => void (onClose = listen),
    deliver: (bytes) => onMessage(bytes.slice()),
    hangUp: () => onClose(),
  }
}

/** Lets everything run that waits for nothing but promises. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** Waits for a state; a test that never reaches it fails by the runner's own timeout. */
export async function until(isReached: () => boolean): Promise<void> {
  while (!isReached()) await new Promise((resolve) => setImmediate(resolve))
}

export class TestClient {
  readonly socket: MemorySocket
  readonly person: Person
  #read = 0
  readonly #said: { readonly doc: string; readonly update: Uint8Array }[] = []

  constructor(
    relay: Pick<Relay, 'accept'>,
    person: Person,
    address = '127.0.0.1',
    socket = newMemorySocket(),
  ) {
    this.person = person
    this.socket = socket
    relay.accept(this.socket, { address })
  }

  /** Challenge, proof, inventory: until the relay's inventory says the session is open. */
  async open(digests: readonly InventoryDigest[] = []): Promise<this> {
    this.prove()
    this.list(digests)
    await until(() => this.frames(MESSAGE_TYPE.inventory).length > 0)
    return this
  }

  get nonce(): Uint8Array {
    const [first] = this.socket.sent
    const frame = first && parseFrame(first)
    const challenge = frame && parseChallenge(frame.payload)
    if (challenge === undefined) throw new Error('no challenge yet')
    return challenge.nonce
  }

  prove(origin = ORIGIN, signed = origin, keys: KeyPair = this.person.keys): void {
    const { device } = this.person
    const signature = signAs(keys, deviceProofBytes(this.nonce, signed, device))
    this.say('', MESSAGE_TYPE.proof, encodeProof({ type: 'device', device, origin, signature }))
  }

  list(digests: readonly InventoryDigest[]): void {
    this.say('', MESSAGE_TYPE.inventory, encodeDigests(digests))
  }

  proveLink(group: GroupId, invite: RecordId, link: KeyPair): void {
    const { device } = this.person
    const message = linkProofBytes(this.nonce, ORIGIN, { group, device })
    const signature = signAs(link, message)
    this.say('', MESSAGE_TYPE.proof, encodeProof({ type: 'link', group, invite, signature }))
  }

  say(doc: string, type: number, payload: Uint8Array): void {
    this.socket.deliver(encodeTyped(doc, type, payload))
  }

  step1(doc: string, stateVector: Uint8Array = Uint8Array.of(0)): void {
    this.socket.deliver(syncFrame(doc, 'step1', stateVector))
  }

  update(doc: string, update: Uint8Array): void {
    this.#said.push({ doc, update })
    this.socket.deliver(syncFrame(doc, 'update', update))
  }

  /** Frames received since the last `forget`. */
  frames(type: number, doc?: string): readonly Frame[] {
    const all = this.socket.sent.slice(this.#read).flatMap((bytes) => parseFrame(bytes) ?? [])
    return all.filter((frame) => frame.type === type && (doc === undefined || frame.doc === doc))
  }

  forget(): void {
    this.#read = this.socket.sent.length
  }

  syncs(doc: string) {
    return this.frames(MESSAGE_TYPE.sync, doc).flatMap(({ payload }) => parseSync(payload) ?? [])
  }

  /** The updates this client sent on this socket. */
  saidUpdates(doc: string): readonly Uint8Array[] {
    return this.#said.flatMap((one) => (one.doc === doc ? [one.update] : []))
  }

  acks(doc: string) {
    return this.frames(MESSAGE_TYPE.ack, doc).flatMap(({ payload }) => parseAcks(payload) ?? [])
  }

  refusals(doc: string) {
    const frames = this.frames(MESSAGE_TYPE.nack, doc)
    return frames.flatMap(({ payload }) => parseRefusals(payload) ?? [])
  }

  closes(doc: string): readonly number[] {
    const frames = this.frames(MESSAGE_TYPE.close, doc)
    return frames.flatMap(({ payload }) => parseClose(payload) ?? [])
  }

  places() {
    const frames = this.frames(MESSAGE_TYPE.inventory)
    return frames.flatMap(({ payload }) => parsePlaces(payload) ?? [])
  }
}
