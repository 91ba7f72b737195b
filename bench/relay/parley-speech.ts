/** Parley's own protocol: proved, inventory, then each document asked for. */
import {
  deviceProofBytes,
  encodeDigests,
  encodeProof,
  encodeTyped,
  MESSAGE_TYPE,
  parseChallenge,
  parseClose,
  parseFrame,
  parseRefusals,
  SUBPROTOCOL,
  SYNC_STEP,
  syncFrame,
} from '@parley/protocol'
import { Cursor } from './cursor.ts'
import { EMPTY_STATE, type Ear, type Speech, type Visitor } from './speech.ts'

export const parleySpeech: Speech = {
  protocols: [SUBPROTOCOL],
  pathFor: () => '/',
  greet: (visitor, ear) => {
    const conversation = new Conversation(visitor, ear)
    return (bytes) => conversation.hear(bytes)
  },
  frameOf: (doc, update) => syncFrame(doc, 'update', update),
}

class Conversation {
  readonly #visitor: Visitor
  readonly #ear: Ear
  #awaited: Set<string>
  #isJoined = false

  constructor(visitor: Visitor, ear: Ear) {
    this.#visitor = visitor
    this.#ear = ear
    this.#awaited = new Set(visitor.first)
  }

  hear(bytes: Uint8Array): void {
    const cursor = new Cursor(bytes)
    const name = cursor.view()
    const type = cursor.varuint()
    if (type === MESSAGE_TYPE.sync) this.#hearSync(name, cursor)
    else if (type === MESSAGE_TYPE.challenge) this.#prove(bytes)
    else if (type === MESSAGE_TYPE.inventory) this.#ask(this.#visitor.first)
    else if (type === MESSAGE_TYPE.ack) this.#ear.onAck(bytes)
    else if (type === MESSAGE_TYPE.nack || type === MESSAGE_TYPE.close) this.#hearRefusal(bytes)
  }

  #hearSync(name: Uint8Array, cursor: Cursor): void {
    const step = cursor.varuint()
    if (step === SYNC_STEP.step1) return
    this.#ear.onUpdate(cursor.view())
    if (step !== SYNC_STEP.step2) return
    this.#awaited.delete(Buffer.from(name).toString('latin1'))
    if (this.#awaited.size > 0) return
    if (this.#isJoined) return this.#ear.onComplete()
    this.#isJoined = true
    this.#ear.onJoined()
    const { later } = this.#visitor
    this.#awaited = new Set(later)
    if (later.length === 0) this.#ear.onComplete()
    else this.#ask(later)
  }

  #prove(bytes: Uint8Array): void {
    const frame = parseFrame(bytes)
    const challenge = frame && parseChallenge(frame.payload)
    if (challenge === undefined) throw new Error('the relay did not challenge')
    const { person, origin, held } = this.#visitor
    const { device } = person
    const signature = person.sign(deviceProofBytes(challenge.nonce, origin, device))
    const proof = encodeProof({ type: 'device', device, origin, signature })
    const digests = [...held].map(([doc, { digest }]) => ({ doc, digest }))
    this.#ear.send(encodeTyped('', MESSAGE_TYPE.proof, proof))
    this.#ear.send(encodeTyped('', MESSAGE_TYPE.inventory, encodeDigests(digests)))
  }

  /** A second inventory is about what changed elsewhere: what is followed is asked for once. */
  #ask(docs: readonly string[]): void {
    if (docs === this.#visitor.first && this.#isAsked) return
    this.#isAsked = true
    for (const doc of docs)
      this.#ear.send(
        syncFrame(doc, 'step1', this.#visitor.held.get(doc)?.stateVector ?? EMPTY_STATE),
      )
  }
  #isAsked = false

  #hearRefusal(bytes: Uint8Array): void {
    const frame = parseFrame(bytes)
    if (frame === undefined) return
    const refusals = frame.type === MESSAGE_TYPE.nack ? parseRefusals(frame.payload) : undefined
    const reason = refusals?.[0]?.reason ?? `closed ${parseClose(frame.payload)}`
    this.#ear.onRefused(`${frame.doc.slice(43)} ${reason}`)
  }
}
