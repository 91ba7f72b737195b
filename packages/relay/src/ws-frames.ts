/**
 * What goes onto a WebSocket's stream: whole binary frames (RFC 6455, section 5.2), framed once for
 * however many receivers, and everything that one turn of the event loop has for a socket in one write.
 *
 * A broadcast through `ws` makes a header and a write of two parts for every receiver and every frame;
 * most of a busy relay's time went there.
 */
import type { Duplex } from 'node:stream'

export interface FrameWriter {
  /** Sent at the end of this turn, after what was put before it. */
  put(payload: Uint8Array): void
  /** Now instead of at the end of the turn. */
  flush(): void
  /** Bytes put that were not handed to the stream yet. */
  waitingBytes(): number
}

/** A frame of this size is not copied together with others. */
const LARGE_BYTES = 65_536
const FINAL_BINARY = 0x82

const framed = new WeakMap<Uint8Array, Buffer>()

/**
 * Frames one after another, as one or more sockets are to get them in this turn. Sockets that get the same
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

  /** Not by recursion: a turn may have thousands of frames for one socket. */
  static #joined(last: Batch): Buffer {
    const whole = Buffer.allocUnsafe(last.bytesCount)
    for (let batch: Batch | undefined = last; batch !== undefined; batch = batch.#before)
      whole.set(batch.#frame, batch.bytesCount - batch.#frame.length)
    return whole
  }
}

/** What this turn has to send: batches by their first frame, and who waits for the end of the turn. */
let firsts = new Map<Uint8Array, Batch>()
let waiting: GatheringWriter[] = []

/** `isOpen`: what is put once it is not is dropped. */
export function newFrameWriter(stream: Duplex, isOpen: () => boolean): FrameWriter {
  return new GatheringWriter(stream, isOpen)
}

class GatheringWriter implements FrameWriter {
  readonly #stream: Duplex
  readonly #isOpen: () => boolean
  #batch: Batch | undefined

  constructor(stream: Duplex, isOpen: () => boolean) {
    this.#stream = stream
    this.#isOpen = isOpen
  }

  put(payload: Uint8Array): void {
    if (payload.length >= LARGE_BYTES) return this.#writeLarge(payload)
    if (this.#batch !== undefined) {
      this.#batch = this.#batch.with(payload)
      return
    }
    this.#batch = nextIn(firsts, payload, undefined)
    if (waiting.push(this) === 1) setImmediate(flushAll)
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

function flushAll(): void {
  const writers = waiting
  waiting = []
  firsts = new Map()
  for (const writer of writers) writer.flush()
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
