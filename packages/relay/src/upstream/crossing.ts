/**
 * One connection between this relay and its upstream: two sessions, and the documents that differ carried
 * across, one after the other, then whatever is new on either side.
 *
 * It keeps nothing: which documents differ is asked anew each time, by their digests, so days apart or a
 * kill in the middle are all the same. Rules RE66 to RE70.
 */
import { type Frame, type GroupId, groupDoc, parseDocName } from '@parley/protocol'
import type { RelayContext } from '../context.ts'
import { type CrossingPorts, DocCrossing, type Legs, newLegs, type Side } from './doc-crossing.ts'
import { type FarSide, newFarSide } from './far-side.ts'
import { type MarkPost, newMarkPost } from './mark-post.ts'
import { type NearSide, newNearSide } from './near-side.ts'
import type { Refused, UpstreamEnd, UpstreamSocket } from './ports.ts'
import { newQueue } from './queue.ts'
import { digestsOf } from './digests.ts'
import { newVisit, type Visit } from './visit.ts'
import type { RelaySocket } from '../ports.ts'

/** Where this relay takes its own visitor to have dialled. */
export const NEAR_ORIGIN = 'near'
const TICK_MS = 10_000
const PING_MS = 30_000
const SILENCE_MS = 75_000
/** A document that neither side says anything for. */
const STALLED_MS = 180_000
/** Whoever follows a document keeps it in the memory of both relays. */
const MOST_DOCS = 64
/** Documents of which it is remembered what was refused; an upstream may make up as many as it likes. */
const MOST_LEGS = 1_024

export interface CrossingSetup {
  readonly context: RelayContext
  readonly groups: ReadonlySet<GroupId>
  /** As the upstream knows it for its own. */
  readonly origin: string
  readonly socket: UpstreamSocket
  random(byteCount: number): Uint8Array
  /** Has this relay serve a session for what the upstream brings. */
  accept(socket: RelaySocket): void
  /** By document; outlives the connection. */
  readonly legs: Map<string, Legs>
  onTaken(by: Side, count: number): void
  onRefused(refused: Refused): void
  /** Neither side lacks anything of the other; again whenever something was on its way. */
  onInStep(): void
  onRelayAt(relayAt: number): void
  /** Once. */
  onEnd(end: UpstreamEnd): void
}

export class Crossing {
  readonly #setup: CrossingSetup
  readonly #far: FarSide
  readonly #near: NearSide
  readonly #visits: Readonly<Record<Side, Visit>>
  readonly #marks: Readonly<Record<Side, MarkPost>>
  readonly #docs = new Map<string, DocCrossing>()
  readonly #queue
  readonly #cancelTicks: () => void
  #current: string | undefined
  #heardAt: number
  #movedAt: number
  #pingedAt: number
  #isInStep = false
  #isOver = false

  constructor(setup: CrossingSetup) {
    const { context, socket, origin, random } = setup
    const { clock } = context
    this.#setup = setup
    this.#far = newFarSide(socket, clock)
    this.#near = newNearSide({
      onFrame: (frame) => this.#hear('here', frame),
      onClosed: (reason) => this.#end({ type: 'ended-here', reason }),
      queuedBytes: () => this.#far.queuedBytes(),
    })
    this.#visits = {
      here: this.#newVisit('here', { origin: NEAR_ORIGIN, seed: random(32) }),
      upstream: this.#newVisit('upstream', { origin, seed: random(32) }),
    }
    const postTo = (side: Side): MarkPost => newMarkPost(clock, (frame) => this.#send(side, frame))
    this.#marks = { here: postTo('here'), upstream: postTo('upstream') }
    this.#queue = newQueue(clock, random, () => this.#next())
    this.#heardAt = this.#movedAt = this.#pingedAt = clock.now()
    this.#cancelTicks = clock.every(TICK_MS, () => this.#tick())
    socket.onOpen(() => this.#begin())
    socket.onMessage((bytes) => {
      this.#far.heard(bytes.length)
      this.#hear('upstream', bytes)
    })
    socket.onClose((end) => this.#end(end))
  }

  /** Both sessions are. */
  isOpen(): boolean {
    const { here, upstream } = this.#visits
    return !this.#isOver && here.isOpen() && upstream.isOpen()
  }

  isInStep(): boolean {
    return this.#isInStep
  }

  close(): void {
    this.#stop()
  }

  /** Both sides are told the same: what is here as it is now. */
  #begin(): void {
    const { context, groups, accept } = this.#setup
    this.#heardAt = this.#movedAt = context.clock.now()
    digestsOf(context, [...groups].map(groupDoc)).then(
      (digests) => {
        if (this.#isOver) return
        accept(this.#near.socket)
        this.#visits.here.list(digests)
        this.#visits.upstream.list(digests)
      },
      (error: unknown) => this.#fail(error),
    )
  }

  #newVisit(side: Side, who: Parameters<typeof newVisit>[0]): Visit {
    return newVisit(who, {
      send: (frame) => this.#send(side, frame),
      onFrame: (frame) => this.#hearDoc(side, frame),
      onRelayAt: (relayAt) => {
        if (side === 'upstream') this.#setup.onRelayAt(relayAt)
      },
      onPlaces: (places) => {
        for (const { doc } of places) this.#want(doc)
        this.#next()
      },
    })
  }

  #send(to: Side, frame: Uint8Array): void {
    if (this.#isOver) return
    if (to === 'here') this.#near.send(frame)
    else this.#far.send(frame)
  }

  #hear(from: Side, bytes: Uint8Array): void {
    if (this.#isOver) return
    if (from === 'upstream') this.#heardAt = this.#setup.context.clock.now()
    if (!this.#visits[from].hear(bytes)) this.#end({ type: 'ended-here', reason: 'no frame' })
  }

  #hearDoc(from: Side, frame: Frame): void {
    const crossing = this.#docs.get(frame.doc)
    if (crossing === undefined) return // nothing that was asked for
    this.#movedAt = this.#setup.context.clock.now()
    if (!crossing.hear(from, frame)) return this.#end({ type: 'ended-here', reason: 'no frame' })
    this.#next()
  }

  /** Of the chosen groups alone, whatever an upstream lists. */
  #want(doc: string): void {
    const name = parseDocName(doc)
    if (name === undefined || name.kind === 'person' || !this.#setup.groups.has(name.group)) return
    if (this.#docs.get(doc)?.isFollowing() === true) return // news of it comes by itself
    this.#queue.add(doc)
  }

  /** One document at a time, once both sessions are open. */
  #next(): void {
    if (this.#current !== undefined || !this.isOpen()) return
    if (this.#docs.size >= MOST_DOCS && !this.#queue.isEmpty()) {
      if (this.#isClear()) this.#end({ type: 'renewed' })
      return
    }
    const doc = this.#queue.take()
    if (doc === undefined) return this.#look()
    this.#current = doc
    this.#movedAt = this.#setup.context.clock.now()
    this.#cross(doc).catch((error: unknown) => this.#fail(error))
  }

  async #cross(doc: string): Promise<void> {
    const { context } = this.#setup
    const held = await context.docs.hold(doc)
    const stateVector = held.live.stateVector()
    held.release()
    if (this.#isOver) return
    const crossing = this.#docs.get(doc) ?? new DocCrossing(this.#portsFor(doc), this.#legsOf(doc))
    this.#docs.set(doc, crossing)
    crossing.ask(stateVector)
  }

  #legsOf(doc: string): Legs {
    const { legs } = this.#setup
    const known = legs.get(doc) ?? newLegs(doc)
    legs.delete(doc)
    legs.set(doc, known)
    const [oldest] = legs.keys()
    if (legs.size > MOST_LEGS && oldest !== undefined) legs.delete(oldest)
    return known
  }

  /** What was refused is remembered over connections, and nothing else. */
  #forgetBlankLegs(): void {
    const { legs } = this.#setup
    for (const [doc, { here, upstream }] of legs)
      if (here.isBlank() && upstream.isBlank()) legs.delete(doc)
  }

  #portsFor(doc: string): CrossingPorts {
    const { context, onTaken, onRefused } = this.#setup
    return {
      doc,
      send: (to, frame) => this.#send(to, frame),
      sendMark: (to, frame) => this.#marks[to].put(frame),
      placesHere: (writer) => context.docs.peek(doc)?.live.records.placesOf(writer) ?? 0,
      onTaken: (by, count) => {
        this.#queue.ease(doc)
        onTaken(by, count)
      },
      onRefused: (by, reason) => onRefused({ by, doc, reason }),
      onLater: () => this.#queue.addLater(doc),
      onDone: () => {
        if (this.#current !== doc) return
        this.#current = undefined
        this.#next()
      },
    }
  }

  #look(): void {
    if (!this.isOpen()) return
    const before = this.#isInStep
    const isIdle = this.#current === undefined && this.#queue.isEmpty()
    this.#isInStep = isIdle && this.#isClear()
    if (this.#isInStep && !before) this.#setup.onInStep()
  }

  #isClear(): boolean {
    for (const doc of this.#docs.values()) if (!doc.isClear()) return false
    return true
  }

  #tick(): void {
    const now = this.#setup.context.clock.now()
    if (this.#far.isResting() || this.#far.queuedBytes() > 0) this.#heardAt = this.#movedAt = now
    const isSilent = now - this.#heardAt > SILENCE_MS
    const isStalled = this.#current !== undefined && now - this.#movedAt > STALLED_MS
    if (isSilent || isStalled) return this.#end({ type: 'stalled' })
    if (now - this.#pingedAt < PING_MS) return
    this.#pingedAt = now
    for (const visit of Object.values(this.#visits)) if (visit.isOpen()) visit.ping()
  }

  #fail(error: unknown): void {
    this.#setup.context.log({ type: 'internal', error: String(error) })
    this.#end({ type: 'ended-here', reason: 'failed' })
  }

  #end(end: UpstreamEnd): void {
    if (this.#isOver) return
    this.#stop()
    this.#setup.onEnd(end)
  }

  #stop(): void {
    this.#isOver = true
    this.#cancelTicks()
    this.#queue.close()
    this.#forgetBlankLegs()
    this.#marks.here.close()
    this.#marks.upstream.close()
    this.#near.hangUp()
    this.#far.close()
  }
}
