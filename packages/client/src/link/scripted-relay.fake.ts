/**
 * A relay in memory that does what a test tells it: by default it lets everybody in and holds
 * documents; each habit can be switched off and any frame be said by hand.
 *
 * Frames travel in microtasks, in order. No admission, no journal, no gate.
 */
import {
  encodeAcks,
  encodeChallenge,
  encodeClose,
  encodePlaces,
  encodeTyped,
  type Frame,
  type InventoryPlaces,
  MESSAGE_TYPE,
  parseFrame,
  parseProof,
  parseSync,
  PONG,
  type Proof,
  type SyncMessage,
  syncFrame,
} from '@parley/protocol'
import * as Y from 'yjs'
import type { Dial, Socket } from '../ports.ts'

export const RELAY_AT = 1_800_000_000_000

type Heard = Frame & { readonly socket: number }

/** Our end of one socket, which the client's end belongs to. */
interface Peer {
  readonly number: number
  isUp: boolean
  deliver(bytes: Uint8Array): void
  end(code: number): void
}

export class ScriptedRelay {
  /** Dialling works; otherwise the socket closes at once. */
  answers = true
  /** A socket that was dialled opens; otherwise it stays mute. */
  opens = true
  /** The challenge comes, and 104 after the proof. */
  greets = true
  /** PING is answered. */
  pongs = true
  /** Step 1 is answered from `docs`, updates are kept there and acknowledged. */
  syncs = true
  /** Whatever is said gets lost, both ways, and no end says so. */
  isTunnel = false
  readonly docs = new Map<string, Y.Doc>()
  readonly heard: Heard[] = []
  dialsCount = 0
  #peer: Peer | undefined

  readonly dial: Dial = () => {
    this.dialsCount++
    const { socket, peer } = newPair(this.dialsCount, (bytes) => this.#hear(peer, bytes))
    later(() => {
      if (!this.answers) return peer.end(1006)
      if (!this.opens) return
      this.#peer = peer
      peer.isUp = true
      socket.open()
      if (this.greets) this.challenge()
    })
    return socket
  }

  get isConnected(): boolean {
    return this.#peer?.isUp === true
  }

  say(frame: Uint8Array): void {
    const peer = this.#peer
    if (peer?.isUp !== true || this.isTunnel) return
    later(() => peer.deliver(frame))
  }

  sayTyped(doc: string, type: number, payload: Uint8Array): void {
    this.say(encodeTyped(doc, type, payload))
  }

  sync(doc: string, step: SyncMessage['step'], bytes: Uint8Array): void {
    this.say(syncFrame(doc, step, bytes))
  }

  challenge(): void {
    const nonce = new Uint8Array(32).fill(this.dialsCount)
    this.sayTyped('', MESSAGE_TYPE.challenge, encodeChallenge({ nonce, relayAt: RELAY_AT }))
  }

  /** 104: lets a proved client in, or names documents later. */
  places(docs: readonly InventoryPlaces[] = []): void {
    this.sayTyped('', MESSAGE_TYPE.inventory, encodePlaces(docs))
  }

  shut(doc: string, code: number): void {
    this.sayTyped(doc, MESSAGE_TYPE.close, encodeClose(code))
  }

  /** The socket breaks and both ends notice. */
  dropLine(code = 1006): void {
    const peer = this.#peer
    this.#peer = undefined
    if (peer !== undefined) later(() => peer.end(code))
  }

  docOf(name: string): Y.Doc {
    const doc = this.docs.get(name) ?? new Y.Doc()
    this.docs.set(name, doc)
    return doc
  }

  /** The sync messages heard about a document, oldest first. */
  syncsOf(doc: string): readonly SyncMessage[] {
    return this.heardOf(doc, MESSAGE_TYPE.sync).flatMap(({ payload }) => parseSync(payload) ?? [])
  }

  stepsOf(doc: string): readonly SyncMessage['step'][] {
    return this.syncsOf(doc).map(({ step }) => step)
  }

  heardOf(doc: string, type: number): readonly Heard[] {
    return this.heard.filter((frame) => frame.doc === doc && frame.type === type)
  }

  proofs(): readonly Proof[] {
    return this.heardOf('', MESSAGE_TYPE.proof).flatMap(({ payload }) => parseProof(payload) ?? [])
  }

  #hear(peer: Peer, bytes: Uint8Array): void {
    if (this.isTunnel || !peer.isUp) return
    const frame = parseFrame(bytes)
    if (frame === undefined) throw new Error('the client sent a frame that cannot be read')
    this.heard.push({ ...frame, socket: peer.number })
    if (frame.type === MESSAGE_TYPE.queryAwareness && this.pongs) this.say(PONG)
    if (frame.type === MESSAGE_TYPE.inventory && this.greets) this.places()
    if (frame.type === MESSAGE_TYPE.sync && this.syncs) this.#answerSync(frame)
  }

  #answerSync({ doc: name, payload }: Frame): void {
    const sync = parseSync(payload)
    if (sync === undefined) throw new Error('the client sent a sync message that cannot be read')
    const doc = this.docOf(name)
    if (sync.step === 'step1') {
      this.sync(name, 'step2', Y.encodeStateAsUpdate(doc, sync.bytes))
      return this.sync(name, 'step1', Y.encodeStateVector(doc))
    }
    Y.applyUpdate(doc, sync.bytes)
    const acks = [...Y.decodeStateVector(Y.encodeStateVectorFromUpdate(sync.bytes))]
    this.sayTyped(
      name,
      MESSAGE_TYPE.ack,
      encodeAcks(acks.map(([writer, clock]) => ({ writer, clock }))),
    )
  }
}

function newPair(number: number, toRelay: (bytes: Uint8Array) => void) {
  const opens: (() => void)[] = []
  const messages: ((bytes: Uint8Array) => void)[] = []
  const closes: ((code: number) => void)[] = []
  let isOver = false
  const peer: Peer = {
    number,
    isUp: false,
    deliver(bytes) {
      if (!isOver) for (const listen of messages) listen(bytes)
    },
    end(code) {
      if (isOver) return
      isOver = true
      peer.isUp = false
      for (const listen of closes) listen(code)
    },
  }
  const socket: Socket & { open(): void } = {
    send: (bytes) => later(() => toRelay(bytes)),
    close: () => later(() => peer.end(1000)),
    onOpen: (listen) => opens.push(listen),
    onMessage: (listen) => messages.push(listen),
    onClose: (listen) => closes.push(listen),
    open() {
      for (const listen of opens) listen()
    },
  }
  return { socket, peer }
}

function later(run: () => void): void {
  void Promise.resolve().then(run)
}
