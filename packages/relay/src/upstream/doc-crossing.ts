/**
 * One document between two relays: each side's question once, then differences, in both directions.
 *
 * Nothing is judged here: what a side says goes on to a session of the other relay, which judges it like
 * anybody's. This only sees to it that questions do not go round in circles, that what a side holds is not
 * carried back to it, and what becomes of what was sent. Rules RE66, RE69.
 */
import { parseStateVector } from '@parley/gate'
import {
  CLOSE_CODE,
  encodeFrame,
  type Frame,
  MAX_SEGMENT_PLACES,
  MESSAGE_TYPE,
  parseAcks,
  parseClose,
  parseRefusals,
  parseSync,
  syncFrame,
  type Writer,
} from '@parley/protocol'
import { Leg } from './leg.ts'
import type { Refused } from './ports.ts'
import { WriterNotes } from './writer-notes.ts'

export type Side = Refused['by']

export interface CrossingPorts {
  readonly doc: string
  send(to: Side, frame: Uint8Array): void
  /** Passed on when there is time: a newer one takes its place. */
  sendMark(to: Side, frame: Frame): void
  /** How many places of a writer this relay holds. */
  placesHere(writer: Writer): number
  /** So many records were taken by that side, and are durable there as it says. */
  onTaken(by: Side, count: number): void
  onRefused(by: Side, reason: Refused['reason']): void
  /** Both questions are answered, or one side will not have the document now. */
  onDone(): void
  /** Something is to be tried again, some time later. */
  onLater(): void
}

/** What outlives a connection: what each side refused for good. By who takes. */
export type Legs = Readonly<Record<Side, Leg>>

export function newLegs(doc: string): Legs {
  return { upstream: new Leg(doc), here: new Leg(doc) }
}

/** asking: the upstream has our state. answering: this relay has its. closed: a side will not have it now. */
type State = 'asking' | 'answering' | 'following' | 'closed'

const CLOSED_BECAUSE: ReadonlyMap<number, Refused['reason']> = new Map([
  [CLOSE_CODE.forbidden, 'forbidden'],
  [CLOSE_CODE.uninvited, 'forbidden'],
  [CLOSE_CODE.fatal, 'outside the grammar'],
])

export class DocCrossing {
  readonly #ports: CrossingPorts
  readonly #legs: Legs
  /** What the upstream says to hold, or sent. Only believed for what need not be carried back to it. */
  readonly #heldThere = new WriterNotes(MAX_SEGMENT_PLACES)
  #state: State = 'closed'

  constructor(ports: CrossingPorts, legs: Legs) {
    this.#ports = ports
    this.#legs = legs
    legs.upstream.reset()
    legs.here.reset()
  }

  /** Asks the upstream what a holder of this state lacks. */
  ask(stateVector: Uint8Array): void {
    this.#state = 'asking'
    this.#ports.send('upstream', syncFrame(this.#ports.doc, 'step1', stateVector))
  }

  isFollowing(): boolean {
    return this.#state === 'following'
  }

  /** Nothing is on its way to either side. */
  isClear(): boolean {
    return this.#legs.upstream.isClear() && this.#legs.here.isClear()
  }

  /** A frame of one side; untrusted. `false` where it makes no sense. */
  hear(from: Side, frame: Frame): boolean {
    if (this.#state === 'closed') return true
    switch (frame.type) {
      case MESSAGE_TYPE.sync:
        return this.#hearSync(from, frame)
      case MESSAGE_TYPE.evidence:
        this.#ports.send(other(from), encodeFrame(frame.doc, frame.message))
        return true
      case MESSAGE_TYPE.mark:
        this.#ports.sendMark(other(from), frame)
        return true
      case MESSAGE_TYPE.ack:
        return this.#hearAcks(from, frame)
      case MESSAGE_TYPE.nack:
        return this.#hearRefusals(from, frame)
      case MESSAGE_TYPE.close:
        return this.#hearClose(from, frame)
      default:
        return true // who is here, and whatever comes later
    }
  }

  #hearSync(from: Side, { doc, payload }: Frame): boolean {
    const sync = parseSync(payload)
    if (sync === undefined) return false
    if (sync.step === 'step1') return this.#hearQuestion(from, sync.bytes)
    const to = other(from)
    const held = (writer: Writer): number => this.#placesOf(to, writer)
    const { brought, goesOn } = this.#legs[to].load(sync.bytes, held)
    if (from === 'upstream')
      this.#note(brought.map(({ writer, clock, length }) => [writer, clock + length]))
    if (goesOn !== undefined) this.#ports.send(to, syncFrame(doc, 'update', goesOn))
    return true
  }

  /** The upstream's question is put to this relay; this relay's own was asked for it already. */
  #hearQuestion(from: Side, stateVector: Uint8Array): boolean {
    if (from === 'upstream' && this.#state === 'asking') {
      const held = parseStateVector(stateVector)
      if (held === undefined) return false
      this.#note(held)
      this.#state = 'answering'
      this.#ports.send('here', syncFrame(this.#ports.doc, 'step1', stateVector))
    } else if (from === 'here' && this.#state === 'answering') {
      this.#state = 'following'
      this.#ports.onDone()
    }
    return true
  }

  #hearAcks(from: Side, { payload }: Frame): boolean {
    const acks = parseAcks(payload)
    if (acks === undefined) return false
    const count = this.#legs[from].confirm(acks)
    if (from === 'upstream') this.#note(acks.map(({ writer, clock }) => [writer, clock]))
    if (count > 0) this.#ports.onTaken(from, count)
    return true
  }

  #hearRefusals(from: Side, { payload }: Frame): boolean {
    const refusals = parseRefusals(payload)
    if (refusals === undefined) return false
    const { isToBeTriedAgain, forGood } = this.#legs[from].refuse(refusals)
    for (const reason of forGood) this.#ports.onRefused(from, reason)
    if (isToBeTriedAgain) this.#ports.onLater()
    return true
  }

  #hearClose(from: Side, { payload }: Frame): boolean {
    const code = parseClose(payload)
    if (code === undefined) return false
    const wasFollowing = this.isFollowing()
    this.#state = 'closed'
    this.#legs.upstream.reset()
    this.#legs.here.reset()
    if (code === CLOSE_CODE.busy) this.#ports.onLater()
    else this.#ports.onRefused(from, CLOSED_BECAUSE.get(code) ?? 'closed')
    if (!wasFollowing) this.#ports.onDone()
    return true
  }

  #placesOf(side: Side, writer: Writer): number {
    return side === 'here' ? this.#ports.placesHere(writer) : (this.#heldThere.get(writer) ?? 0)
  }

  #note(ends: Iterable<readonly [Writer, number]>): void {
    for (const [writer, end] of ends)
      if (end > (this.#heldThere.get(writer) ?? 0)) this.#heldThere.set(writer, end)
  }
}

function other(side: Side): Side {
  return side === 'here' ? 'upstream' : 'here'
}
