/**
 * One real socket, dialled again whenever it breaks or falls silent.
 *
 * An open socket proves nothing (a tunnel leaves it open and mute), so only what was heard counts:
 * after 15 s without a word the state says so, after 25 s the socket is dropped. Knows bytes and
 * time, no documents; what is in the frames is the link's matter. Rules LK1 to LK8 and LK38.
 */
import { PING, SOCKET_CODE } from '@parley/protocol'
import type { Clock, Dial, Random, Socket, Stop } from '../ports.ts'
import { Backoff } from './backoff.ts'

const TICK_MS = 1_000
/** Nothing heard for this long: ask, but no more often than `ASK_EVERY_MS`. */
const QUIET_MS = 5_000
const ASK_EVERY_MS = 10_000
const UNHEARD_MS = 15_000
const SILENCE_MS = 25_000
/**
 * A hidden tab's timers fire once a minute. So silence counts only when a question went unanswered
 * that long, or every such tab would drop its socket every minute.
 */
const ANSWER_MS = 10_000
/** After `wake` a socket that was quiet has this long to answer. */
const PROBE_MS = 5_000
/** So much more than a tick between two of them: the machine slept, or somebody set its clock. */
const JUMP_MS = 600_000
/** Frames already under way when the browser says offline do not count as being back. */
const REST_ECHO_MS = 1_000
/** A session that lived this long was a good one, whatever came before. */
const STEADY_MS = 10_000
/** How a socket ends that the line, not the relay, is to blame for. */
const LINE_CODES = new Set([1000, 1001, 1005, 1006, 1012])
/** Somebody who writes is no reason to dial more often than this. */
const HURRY_MS = 2_000
const REDIAL = { firstMs: 250, limitMs: 30_000 }

export interface LinkState {
  /** connected: the session is open and something was heard in the last 15 s. */
  readonly state: 'offline' | 'connecting' | 'connected'
  /** When anything was last heard from the relay, epoch milliseconds. */
  readonly heardAt: number | undefined
  /** The relay says that the origin we dialled is none of its own. True until it lets us in. */
  readonly isUnknownOrigin?: boolean
}

export interface WirePorts {
  readonly url: string
  readonly dial: Dial
  readonly clock: Clock
  readonly random: Random
}

export interface WireEvents {
  onFrame(bytes: Uint8Array): void
  /** The socket is gone and the session with it. */
  onDown(): void
  /** `state().state` is another one than before. */
  onState(): void
}

/** One socket, from the dialling on. */
interface Attempt {
  readonly socket: Socket
  readonly startedAt: number
  /** When it was begun, opened, or last heard. */
  stirredAt: number
  /** When it was last looked at. */
  tickedAt: number
  sessionOpenedAt: number | undefined
  /** The first question since then. */
  askedAt: number | undefined
  lastAskedAt: number
  probeUntil: number | undefined
}

export class Wire {
  readonly #ports: WirePorts
  readonly #events: WireEvents
  readonly #backoff: Backoff
  #attempt: Attempt | undefined
  #dialledAt = -Infinity
  #redial: Stop | undefined
  #ticking: Stop | undefined
  #heardAt: number | undefined
  #restedAt: number | undefined
  #told: LinkState['state'] = 'connecting'
  /** The relay ended the last socket, or made us end it: being let in again means nothing yet. */
  #isRejected = false
  #isUnknownOrigin = false
  #isClosed = false

  constructor(ports: WirePorts, events: WireEvents) {
    this.#ports = ports
    this.#events = events
    this.#backoff = new Backoff(ports.random, REDIAL)
  }

  state(): LinkState {
    const unknown = this.#isUnknownOrigin ? { isUnknownOrigin: true } : {}
    return { state: this.#currentState(), heardAt: this.#heardAt, ...unknown }
  }

  /** When the socket there is was begun, epoch milliseconds. */
  dialledAt(): number | undefined {
    return this.#attempt?.startedAt
  }

  dial(): void {
    if (this.#isClosed || this.#attempt !== undefined) return
    this.#redial?.()
    this.#redial = undefined
    const socket = this.#ports.dial(this.#ports.url)
    const now = this.#ports.clock.now()
    const attempt: Attempt = {
      socket,
      startedAt: now,
      stirredAt: now,
      tickedAt: now,
      sessionOpenedAt: undefined,
      askedAt: undefined,
      lastAskedAt: 0,
      probeUntil: undefined,
    }
    this.#attempt = attempt
    this.#dialledAt = now
    this.#ticking = this.#ports.clock.every(TICK_MS, () => this.#tick(attempt))
    socket.onOpen(() => {
      attempt.stirredAt = this.#ports.clock.now()
    })
    socket.onMessage((bytes) => this.#hear(attempt, bytes))
    socket.onClose((code) => {
      if (attempt === this.#attempt && !LINE_CODES.has(code)) this.#isRejected = true
      if (attempt === this.#attempt && code === SOCKET_CODE.unknownOrigin)
        this.#isUnknownOrigin = true
      this.#lose(attempt)
    })
    this.#tellState()
  }

  /** Bytes for the relay; dropped when there is no socket. */
  send(bytes: Uint8Array): void {
    this.#attempt?.socket.send(bytes)
  }

  /** The relay has let us in: from here on the link may call itself connected. */
  openSession(): void {
    if (this.#attempt !== undefined) this.#attempt.sessionOpenedAt = this.#ports.clock.now()
    this.#isUnknownOrigin = false
    if (!this.#isRejected) this.#backoff.ease()
    this.#tellState()
  }

  /** The relay talks nonsense: leave, and dial again later. */
  drop(): void {
    this.#isRejected = true
    if (this.#attempt !== undefined) this.#lose(this.#attempt)
  }

  /** The network may be back: dial now; a socket that was quiet must prove that it lives. */
  wake(): void {
    if (this.#isClosed) return
    this.#restedAt = undefined
    this.#backoff.reset()
    const attempt = this.#attempt
    const now = this.#ports.clock.now()
    if (attempt !== undefined && now - attempt.stirredAt >= QUIET_MS) {
      if (attempt.sessionOpenedAt === undefined) this.#lose(attempt)
      else this.#probe(attempt, now)
    }
    this.dial()
    this.#tellState()
  }

  /** Somebody writes here and would like it to arrive: no waiting for the next try, unless the relay ended the last one. */
  hurry(): void {
    const isSoon = this.#ports.clock.now() - this.#dialledAt < HURRY_MS
    if (!isSoon && !this.#isRejected) this.dial()
  }

  /** The browser says there is no network. The socket stays: it may be wrong, or soon back. */
  rest(): void {
    this.#restedAt = this.#ports.clock.now()
    this.#tellState()
  }

  close(): void {
    this.#isClosed = true
    this.#redial?.()
    if (this.#attempt !== undefined) this.#lose(this.#attempt)
  }

  #currentState(): LinkState['state'] {
    if (this.#attempt === undefined || this.#restedAt !== undefined) return 'offline'
    if (this.#attempt.sessionOpenedAt === undefined) return 'connecting'
    const silentMs = this.#ports.clock.now() - this.#attempt.stirredAt
    return silentMs < UNHEARD_MS ? 'connected' : 'connecting'
  }

  #tellState(): void {
    const state = this.#currentState()
    if (state === this.#told || this.#isClosed) return
    this.#told = state
    this.#events.onState()
  }

  #hear(attempt: Attempt, bytes: Uint8Array): void {
    if (attempt !== this.#attempt) return
    const now = this.#ports.clock.now()
    attempt.stirredAt = now
    attempt.askedAt = undefined
    attempt.probeUntil = undefined
    this.#heardAt = now
    if (this.#restedAt !== undefined && now - this.#restedAt >= REST_ECHO_MS)
      this.#restedAt = undefined
    this.#events.onFrame(bytes)
    this.#tellState()
  }

  #lose(attempt: Attempt): void {
    if (attempt !== this.#attempt) return
    this.#attempt = undefined
    this.#ticking?.()
    attempt.socket.close()
    if (!this.#isClosed)
      this.#redial = this.#ports.clock.after(this.#backoff.nextMs(), () => this.dial())
    this.#events.onDown()
    this.#tellState()
  }

  #tick(attempt: Attempt): void {
    if (attempt !== this.#attempt) return
    const now = this.#ports.clock.now()
    // Every wait here is counted by that clock, and what time it is only a new session tells.
    const hasJumped = now < attempt.tickedAt || now - attempt.tickedAt >= JUMP_MS
    attempt.tickedAt = now
    if (hasJumped || this.#isDead(attempt, now)) return this.#lose(attempt)
    const openedAt = attempt.sessionOpenedAt
    if (openedAt !== undefined) {
      if (now - openedAt >= STEADY_MS) this.#settle()
      const isQuiet = now - attempt.stirredAt >= QUIET_MS
      if (isQuiet && now - attempt.lastAskedAt >= ASK_EVERY_MS) this.#ask(attempt, now)
    }
    this.#tellState()
  }

  #settle(): void {
    this.#isRejected = false
    this.#backoff.reset()
  }

  #isDead(attempt: Attempt, now: number): boolean {
    if (attempt.probeUntil !== undefined && now >= attempt.probeUntil) return true
    if (now - attempt.stirredAt < SILENCE_MS) return false
    if (attempt.sessionOpenedAt === undefined) return true
    return attempt.askedAt !== undefined && now - attempt.askedAt >= ANSWER_MS
  }

  #ask(attempt: Attempt, now: number): void {
    attempt.askedAt ??= now
    attempt.lastAskedAt = now
    attempt.socket.send(PING)
  }

  #probe(attempt: Attempt, now: number): void {
    attempt.probeUntil ??= now + PROBE_MS
    this.#ask(attempt, now)
  }
}
