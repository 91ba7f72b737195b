/** One member: a socket of `ws` that speaks, and what came over it. Each has an address of its own. */
import { WebSocket } from 'ws'
import type { Ear, Speech, Visitor } from './speech.ts'
import { recordsCount, type Span, spansIn } from './places.ts'

export interface MemberOptions extends Omit<Visitor, 'origin'> {
  readonly port: number
  readonly speech: Speech
  /** Gives this member an address on loopback. */
  readonly number: number
  /** Records without which it is not complete: some servers answer before they have read their store. */
  readonly wanted: number
  /** Nor has it the newest screen, where all is one document. */
  readonly isOneDoc: boolean
  /** What arrived, and when (performance.now()). */
  onSpans?(spans: readonly Span[], at: number): void
  onAck?(frame: Uint8Array): void
}

/** A member who was refused or cut off: the measurement is worth nothing then. */
export class Unwelcome extends Error {}

const JOIN_LIMIT_MS = 120_000

export class Member {
  readonly #options: MemberOptions
  readonly #socket: WebSocket
  readonly #joined: Promise<number>
  readonly #complete: Promise<number>
  #bytes = 0
  #records = 0
  #isLeaving = false
  readonly #answers = { isJoined: false, isComplete: false }
  #fail: (error: Error) => void = () => undefined
  /** Rejects when the server refuses something or hangs up. */
  readonly trouble: Promise<never>

  constructor(options: MemberOptions) {
    this.#options = options
    const { port, speech, society, number } = options
    const url = `ws://127.0.0.1:${port}${speech.pathFor(society)}`
    this.#socket = new WebSocket(url, [...speech.protocols], {
      localAddress: addressOf(number),
      perMessageDeflate: false,
    })
    const joined = newSignal()
    const complete = newSignal()
    this.#joined = joined.given
    this.#complete = complete.given
    this.trouble = new Promise((_, reject) => (this.#fail = reject))
    this.trouble.catch(() => undefined)
    this.#wire({ onJoined: joined.give, onComplete: complete.give })
  }

  /** Bytes of all frames received. */
  get bytes(): number {
    return this.#bytes
  }

  get records(): number {
    return this.#records
  }

  /** When the first documents had come. */
  joined(): Promise<number> {
    return this.#within(this.#joined)
  }

  /** When everything had come. */
  complete(): Promise<number> {
    return this.#within(this.#complete)
  }

  say(frame: Uint8Array): void {
    this.#socket.send(frame)
  }

  /** Resolves when the server has read everything said so far: it answers pings in turn. */
  async whenHeard(): Promise<void> {
    const heard = new Promise<void>((resolve) => this.#socket.once('pong', () => resolve()))
    this.#socket.ping()
    await Promise.race([heard, this.trouble])
  }

  leave(): void {
    this.#isLeaving = true
    this.#socket.terminate()
  }

  #wire({ onJoined, onComplete }: Pick<Ear, 'onJoined' | 'onComplete'>): void {
    const { speech, port, wanted, isOneDoc, onSpans, onAck } = this.#options
    const look = (): void => {
      const hasAll = this.#records >= wanted
      if (this.#answers.isJoined && (hasAll || !isOneDoc)) onJoined()
      if (this.#answers.isComplete && hasAll) onComplete()
    }
    const ear: Ear = {
      send: (frame) => this.#socket.send(frame),
      onUpdate: (update) => {
        const at = performance.now()
        const spans = spansIn(update)
        this.#records += recordsCount(spans)
        onSpans?.(spans, at)
        look()
      },
      onJoined: () => {
        this.#answers.isJoined = true
        look()
      },
      onComplete: () => {
        this.#answers.isComplete = true
        look()
      },
      onAck: (frame) => onAck?.(frame),
      onRefused: (why) => this.#fail(new Unwelcome(`refused: ${why}`)),
    }
    const origin = `ws://127.0.0.1:${port}`
    let hear: (frame: Uint8Array) => void = () => undefined
    this.#socket.on('open', () => {
      hear = speech.greet({ ...this.#options, origin }, ear)
    })
    this.#socket.on('message', (data) => {
      if (!(data instanceof Buffer)) return
      this.#bytes += data.length
      hear(data)
    })
    this.#socket.on('error', (error) => this.#fail(new Unwelcome(error.message)))
    this.#socket.on('close', (code) => {
      if (!this.#isLeaving) this.#fail(new Unwelcome(`the server hung up: ${code}`))
    })
  }

  async #within(promise: Promise<number>): Promise<number> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Unwelcome('no answer in time')), JOIN_LIMIT_MS)
    })
    try {
      return await Promise.race([promise, this.trouble, late])
    } finally {
      clearTimeout(timer)
    }
  }
}

/** 127.1.0.1 and up: every member comes from somewhere else, as people do. */
function addressOf(number: number): string {
  const host = number + 1
  return `127.1.${host >> 8}.${host & 255}`
}

function newSignal(): { readonly given: Promise<number>; give(): void } {
  let give: (at: number) => void = () => undefined
  const given = new Promise<number>((resolve) => (give = resolve))
  return { given, give: () => give(performance.now()) }
}
