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
const waiting = new Set<FrameWriter>()

/** `isOpen`: what is put once it is not is dropped. */
export function newFrameWriter(stream: Duplex, isOpen: () => boolean): FrameWriter {
  return new GatheringWriter(stream, isOpen)
}

class GatheringWriter implements FrameWriter {
  readonly #stream: Duplex
  readonly #isOpen: () => boolean
  #frames: Buffer[] = []
  #bytesCount = 0

  constructor(stream: Duplex, isOpen: () => boolean) {
    this.#stream = stream
    this.#isOpen = isOpen
  }

  put(payload: Uint8Array): void {
    if (!this.#isOpen()) return
    if (payload.length >= LARGE_BYTES) return this.#writeLarge(payload)
    const frame = frameOf(payload)
    this.#frames.push(frame)
    this.#bytesCount += frame.length
    if (waiting.size === 0) setImmediate(flushAll)
    waiting.add(this)
  }

  flush(): void {
    waiting.delete(this)
    const [first, ...others] = this.#frames
    if (first === undefined) return
    const whole = others.length === 0 ? first : Buffer.concat(this.#frames, this.#bytesCount)
    this.#frames = []
    this.#bytesCount = 0
    if (this.#isOpen()) this.#stream.write(whole)
  }

  waitingBytes(): number {
    return this.#bytesCount
  }

  #writeLarge(payload: Uint8Array): void {
    this.flush()
    this.#stream.cork()
    this.#stream.write(headerOf(payload.length))
    this.#stream.write(payload)
    this.#stream.uncork()
  }
}

function flushAll(): void {
  for (const writer of waiting) writer.flush()
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
