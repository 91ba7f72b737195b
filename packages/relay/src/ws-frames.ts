/**
 * What goes onto a WebSocket's stream: whole binary frames (RFC 6455, section 5.2), framed once for
 * however many receivers, and everything that one turn of the event loop has for a socket in one write.
 *
 * A broadcast through `ws` makes a header and a write of two parts for every receiver and every frame;
 * most of a busy relay's time went there. And a write costs a socket the same for one frame as for twenty,
 * so after writing for some time the relay takes for a multiple of it what keeps coming in, before it writes
 * again: under load the frames of many turns go out together, otherwise each at the end of its turn. Rule RE48.
 */
import type { Duplex } from 'node:stream'

export interface FrameWriter {
  /** Sent after what was put before it: at the end of this turn, or under load of a later one. */
  put(payload: Uint8Array): void
  /** Now instead of then. */
  flush(): void
  /** Bytes put that were not handed to the stream yet. */
  waitingBytes(): number
}

/** A frame of this size is not copied together with others. */
const LARGE_BYTES = 65_536
const FINAL_BINARY = 0x82

const framed = new WeakMap<Uint8Array, Buffer>()

/**
 * Frames one after another, as one or more sockets are to get them together. Sockets that get the same
 * frames share them, and the buffer they are written from.
 */
class Batch {
  readonly bytesCount: number
  readonly #before: Batch | undefined
  readonly #frame: Buffer
  #next: Map<Uint8Array, Batch> | undefined
  #whole: Buffer | undefined

  constructor(frame: Buffer, before: Batch | undefined) {
    this.#frame = frame
    this.#before = before
    this.bytesCount = (before?.bytesCount ?? 0) + frame.length
  }

  with(payload: Uint8Array): Batch {
    this.#next ??= new Map()
    return nextIn(this.#next, payload, this)
  }

  whole(): Buffer {
    if (this.#before === undefined) return this.#frame
    if (this.#whole !== undefined) return this.#whole
    this.#whole = Batch.#joined(this)
    return this.#whole
  }

  /** Not by recursion: there may be thousands of frames for one socket. */
  static #joined(last: Batch): Buffer {
    const whole = Buffer.allocUnsafe(last.bytesCount)
    for (let batch: Batch | undefined = last; batch !== undefined; batch = batch.#before)
      whole.set(batch.#frame, batch.bytesCount - batch.#frame.length)
    return whole
  }
}

/** When to write; milliseconds on a clock that never goes back. */
export interface WritingTimes {
  now(): number
  /** At the end of the turn; of the next one, when it is asked at the end of one. */
  atTurnEnd(look: () => void): void
}

export interface Outlet {
  /** `isOpen`: what is put once it is not is dropped. */
  writerTo(stream: Duplex, isOpen: () => boolean): FrameWriter
}

/** For how many times as long as writing took others may come in before it writes again. */
const REST = 8
/** The longest that a frame waits for others. */
const MAX_REST_MS = 10

const SYSTEM_TIMES: WritingTimes = {
  now: () => performance.now(),
  atTurnEnd: (look) => void setImmediate(look),
}

/** For all sockets of a relay: those that get the same frames share what is written. */
export function newOutlet(times: WritingTimes = SYSTEM_TIMES): Outlet {
  return new GatheringOutlet(times)
}

class GatheringOutlet implements Outlet {
  readonly #times: WritingTimes
  /** What there is to send: batches by their first frame, and who waits for it to be written. */
  #firsts = new Map<Uint8Array, Batch>()
  #waiting: GatheringWriter[] = []
  #putCount = 0
  #seenCount = 0
  #restsUntil = 0

  constructor(times: WritingTimes) {
    this.#times = times
  }

  writerTo(stream: Duplex, isOpen: () => boolean): FrameWriter {
    return new GatheringWriter(this, stream, isOpen)
  }

  notePut(): void {
    this.#putCount++
  }

  /** The batch that begins with this frame, for a writer that has none. */
  begin(payload: Uint8Array, writer: GatheringWriter): Batch {
    if (this.#waiting.push(writer) === 1) this.#times.atTurnEnd(this.#look)
    return nextIn(this.#firsts, payload, undefined)
  }

  /** A turn in which nothing was put: there is no load, and nothing to wait for. */
  readonly #look = (): void => {
    const isMoreComing = this.#putCount !== this.#seenCount
    this.#seenCount = this.#putCount
    if (isMoreComing && this.#times.now() < this.#restsUntil) this.#times.atTurnEnd(this.#look)
    else this.#writeAll()
  }

  #writeAll(): void {
    const { now } = this.#times
    const begunAt = now()
    const writers = this.#waiting
    this.#waiting = []
    this.#firsts = new Map()
    for (const writer of writers) writer.flush()
    const endedAt = now()
    this.#restsUntil = endedAt + Math.min((endedAt - begunAt) * REST, MAX_REST_MS)
  }
}

class GatheringWriter implements FrameWriter {
  readonly #outlet: GatheringOutlet
  readonly #stream: Duplex
  readonly #isOpen: () => boolean
  #batch: Batch | undefined

  constructor(outlet: GatheringOutlet, stream: Duplex, isOpen: () => boolean) {
    this.#outlet = outlet
    this.#stream = stream
    this.#isOpen = isOpen
  }

  put(payload: Uint8Array): void {
    if (payload.length >= LARGE_BYTES) return this.#writeLarge(payload)
    this.#outlet.notePut()
    this.#batch = this.#batch?.with(payload) ?? this.#outlet.begin(payload, this)
    if (this.#batch.bytesCount >= LARGE_BYTES) this.flush()
  }

  flush(): void {
    const batch = this.#batch
    if (batch === undefined) return
    this.#batch = undefined
    if (this.#isOpen()) this.#stream.write(batch.whole())
  }

  waitingBytes(): number {
    return this.#batch?.bytesCount ?? 0
  }

  #writeLarge(payload: Uint8Array): void {
    this.flush()
    if (!this.#isOpen()) return
    this.#stream.cork()
    this.#stream.write(headerOf(payload.length))
    this.#stream.write(payload)
    this.#stream.uncork()
  }
}

function nextIn(
  known: Map<Uint8Array, Batch>,
  payload: Uint8Array,
  before: Batch | undefined,
): Batch {
  const found = known.get(payload)
  if (found !== undefined) return found
  const batch = new Batch(frameOf(payload), before)
  known.set(payload, batch)
  return batch
}

function frameOf(payload: Uint8Array): Buffer {
  const known = framed.get(payload)
  if (known !== undefined) return known
  const frame = Buffer.concat([headerOf(payload.length), payload])
  framed.set(payload, frame)
  return frame
}

/** One final binary frame, unmasked as a server's are. */
function headerOf(length: number): Buffer {
  if (length < 126) return Buffer.of(FINAL_BINARY, length)
  if (length < 65_536) {
    const header = Buffer.of(FINAL_BINARY, 126, 0, 0)
    header.writeUInt16BE(length, 2)
    return header
  }
  const header = Buffer.alloc(10)
  header[0] = FINAL_BINARY
  header[1] = 127
  header.writeBigUInt64BE(BigInt(length), 2)
  return header
}
