/**
 * One document's line to the relay: a stock y-websocket provider and the look-alike it talks through.
 *
 * The line opens with the session. When the relay shuts the document, the provider makes its next
 * look-alike at once; the line holds that back until it is time. Rules LK11 to LK25, LK37.
 */
import { CLOSE_CODE, encodeClose, encodeTyped, MESSAGE_TYPE, syncFrame } from '@parley/protocol'
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Clock, Random, Stop } from '../ports.ts'
import { Backoff } from './backoff.ts'
import { admitSync, framesOfMessage, framesOfUpdate, SIGN_OF_LIFE } from './doc-gate.ts'
import { type HeldThere, newHeldThere } from './held-there.ts'
import type { FollowedDoc, Following } from './link-model.ts'
import type { Carrier, Lookalike, LookalikeClass } from './lookalike.ts'

/** Providers need not wait: when a look-alike opens is decided here. */
const PROVIDER_BACKOFF_MS = 100
const REOPEN = { firstMs: 2_000, limitMs: 60_000 }
/** A line that stayed open this long was a good one. */
const STEADY_MS = 60_000
/** Two fatal answers within this time are "in a row": what caused them will not go away. */
const FATAL_MEMORY_MS = 300_000
/** The socket broke; y-websocket tries again. */
const LOST = 1006

export interface LinePorts {
  readonly serverUrl: string
  readonly lookalikes: LookalikeClass
  readonly awareness: Awareness
  readonly clock: Clock
  readonly random: Random
  isSessionOpen(): boolean
  send(frame: Uint8Array): void
  /** The line has ended, by `stop` or for good. */
  onEnd(line: DocLine): void
}

interface Hold {
  readonly why: 'refused' | 'fatal'
  readonly cancel: Stop
}

export class DocLine implements Carrier, Following {
  readonly #ports: LinePorts
  readonly #followed: FollowedDoc
  readonly #backoff: Backoff
  readonly #heldThere: HeldThere
  #provider: WebsocketProvider | undefined
  #socket: Lookalike | undefined
  #openedAt = 0
  #isAnswered = false
  #hold: Hold | undefined
  #fatalAt: number | undefined
  #isStopped = false

  constructor(ports: LinePorts, followed: FollowedDoc) {
    this.#ports = ports
    this.#followed = followed
    this.#backoff = new Backoff(ports.random, REOPEN)
    this.#heldThere = newHeldThere(ports.clock, () => this.resync())
  }

  get name(): string {
    return this.#followed.name
  }

  get followed(): FollowedDoc {
    return this.#followed
  }

  /** Look-alikes of this name must already be carried by this line. */
  start(): void {
    const { serverUrl, lookalikes, awareness } = this.#ports
    this.#provider = new WebsocketProvider(serverUrl, this.name, this.#followed.doc, {
      WebSocketPolyfill: lookalikes,
      awareness,
      disableBc: true,
      maxBackoffTime: PROVIDER_BACKOFF_MS,
    })
    leaveProcess(this.#provider)
  }

  attach(socket: Lookalike): void {
    this.#socket = socket
    // Not now: the provider sets its handlers after it made the socket.
    void Promise.resolve().then(() => this.#tryOpen())
  }

  detach(socket: Lookalike): void {
    if (socket !== this.#socket) return
    this.#socket = undefined
    this.#isAnswered = false
    this.#heldThere.forget()
    // The provider would wait on a timer of its own, which in a hidden tab fires once a minute.
    void Promise.resolve().then(() => {
      if (this.#socket === undefined) this.#provider?.connect()
    })
  }

  wrote(message: Uint8Array): void {
    this.#sendAll(framesOfMessage(this.name, message, this.#followed.heldBack?.()))
  }

  sessionOpened(): void {
    if (this.#hold?.why === 'refused') this.#release()
    this.#tryOpen()
  }

  sessionLost(): void {
    if (this.isOpen()) this.#socket?.shut(LOST)
  }

  /** The relay named this group: what it refused it may give now. */
  stirred(isNamed: boolean): void {
    if (this.#hold?.why === 'refused') this.#release()
    // A relay does not name a document to a session that follows it, unless it withheld it so far.
    else if (isNamed || !this.#isAnswered) this.resync()
  }

  breathe(): void {
    this.#socket?.deliver(SIGN_OF_LIFE)
  }

  isOpen(): boolean {
    return this.#socket !== undefined && this.#socket.readyState === this.#socket.OPEN
  }

  isSynced(): boolean {
    return this.#isAnswered
  }

  whenHeldThere(ms: number): Promise<boolean> {
    if (!this.isOpen()) return Promise.resolve(false)
    return this.#heldThere.when(this.#followed.doc, ms)
  }

  resync(): void {
    if (!this.isOpen()) return
    this.#ports.send(syncFrame(this.name, 'step1', Y.encodeStateVector(this.#followed.doc)))
  }

  send(update: Uint8Array): void {
    if (this.#isStopped || !this.#ports.isSessionOpen()) return
    this.#sendAll(framesOfUpdate(this.name, update, 'update', this.#followed.heldBack?.()))
  }

  /** A sync payload from the relay, untrusted. */
  receive(payload: Uint8Array): void {
    const socket = this.#socket
    if (socket === undefined || !this.isOpen()) return
    const incoming = admitSync(payload, this.#followed.facts)
    if (!incoming.ok) return this.#fail(incoming.broke)
    if (incoming.message !== undefined) socket.deliver(incoming.message)
    this.#heldThere.hear(payload)
    if (incoming.step === 'step2' && socket === this.#socket) this.#isAnswered = true
    if (incoming.refusals.length > 0 && !this.#isStopped)
      this.#followed.onIncomingRefused(incoming.refusals)
    if (incoming.step === 'step2' && this.isSynced()) this.#followed.onSynced()
  }

  /** The relay shut this document. */
  closed(code: number): void {
    if (code >= 4400 && code < 4500) return this.#end(code)
    if (!this.isOpen()) return
    if (code === CLOSE_CODE.fatal) return this.#countFatal()
    this.#shutFor(code, 'refused')
    this.#followed.onClosed(code)
  }

  stop(): void {
    if (this.#isStopped) return
    this.#isStopped = true
    this.#release()
    if (this.isOpen()) this.#sayClosed(CLOSE_CODE.gone)
    this.#discardProvider()
    this.#ports.onEnd(this)
  }

  #tryOpen(): void {
    const isReady = !this.#isStopped && this.#hold === undefined && this.#ports.isSessionOpen()
    if (!isReady || this.#socket === undefined || this.isOpen()) return
    this.#openedAt = this.#ports.clock.now()
    this.#socket.open()
  }

  #sendAll(frames: readonly Uint8Array[] | undefined): void {
    if (frames === undefined) return this.#fail('own-document')
    for (const frame of frames) this.#ports.send(frame)
  }

  #fail(broke: string): void {
    this.#followed.onFatal(broke)
    if (this.#isStopped) return
    this.#sayClosed(CLOSE_CODE.fatal)
    this.#countFatal()
  }

  /** So that the relay stops sending what nobody reads. */
  #sayClosed(code: number): void {
    if (!this.#ports.isSessionOpen()) return
    this.#ports.send(encodeTyped(this.name, MESSAGE_TYPE.close, encodeClose(code)))
  }

  #countFatal(): void {
    const now = this.#ports.clock.now()
    if (this.#fatalAt !== undefined && now - this.#fatalAt < FATAL_MEMORY_MS)
      return this.#end(CLOSE_CODE.fatal)
    this.#fatalAt = now
    this.#shutFor(CLOSE_CODE.fatal, 'fatal')
  }

  #shutFor(code: number, why: Hold['why']): void {
    const { clock } = this.#ports
    if (clock.now() - this.#openedAt >= STEADY_MS) this.#backoff.reset()
    this.#hold?.cancel()
    this.#hold = { why, cancel: clock.after(this.#backoff.nextMs(), () => this.#release()) }
    this.#socket?.shut(code)
  }

  #release(): void {
    this.#hold?.cancel()
    this.#hold = undefined
    this.#tryOpen()
  }

  /** For good. */
  #end(code: number): void {
    if (this.#isStopped) return
    this.#socket?.shut(code)
    this.stop()
    this.#followed.onClosed(code)
  }

  /** `destroy` alone would leave a reconnect timer behind when its socket is still there. */
  #discardProvider(): void {
    const socket = this.#socket
    const provider = this.#provider
    this.#socket = undefined
    this.#isAnswered = false
    this.#heldThere.forget()
    this.#provider = undefined
    if (provider !== undefined) {
      provider.shouldConnect = false
      provider.ws = null
      provider.destroy()
    }
    socket?.close()
  }
}

/** Thousands of documents must not leave as many 'exit' listeners: presence is not theirs to clear. */
function leaveProcess(provider: WebsocketProvider): void {
  if (typeof process === 'undefined') return
  process.off?.('exit', provider._exitHandler)
}
