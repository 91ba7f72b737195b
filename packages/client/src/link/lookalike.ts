/**
 * What y-websocket's provider takes for a WebSocket: one per document, all on one real socket.
 *
 * The provider makes them (`new` with its URL, whose end is the document's name), sets the `on…`
 * handlers and sends; the link opens, feeds and shuts them. It opens never by itself.
 */
import type { WebsocketProvider } from 'y-websocket'

type ProviderOptions = NonNullable<ConstructorParameters<typeof WebsocketProvider>[3]>
/** A class that providers accept in place of WebSocket. */
export type LookalikeClass = NonNullable<ProviderOptions['WebSocketPolyfill']>

const STATE = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 } as const

/** The part of a CloseEvent that a provider looks at. */
export interface LookalikeClose {
  readonly code: number
  readonly reason: string
  readonly wasClean: boolean
}

/** Whoever carries a look-alike's bytes. */
export interface Carrier {
  /** A new look-alike, its handlers not set yet. */
  attach(socket: Lookalike): void
  /** The provider closed it, or let go of it. */
  detach(socket: Lookalike): void
  /** A whole y-websocket message. */
  wrote(message: Uint8Array): void
}

export class Lookalike {
  static readonly CONNECTING = STATE.CONNECTING
  static readonly OPEN = STATE.OPEN
  static readonly CLOSING = STATE.CLOSING
  static readonly CLOSED = STATE.CLOSED
  readonly CONNECTING = STATE.CONNECTING
  readonly OPEN = STATE.OPEN
  readonly CLOSING = STATE.CLOSING
  readonly CLOSED = STATE.CLOSED
  readonly url: string
  binaryType = 'arraybuffer'
  readyState: number = STATE.CONNECTING
  onopen: (() => void) | null = null
  onmessage: ((event: { readonly data: ArrayBufferLike }) => void) | null = null
  onclose: ((event: LookalikeClose) => void) | null = null
  onerror: ((event: unknown) => void) | null = null
  readonly #carrier: Carrier | undefined

  constructor(url: string, carrier: Carrier | undefined) {
    this.url = url
    this.#carrier = carrier
    carrier?.attach(this)
  }

  /** The provider's side: bytes for the relay. */
  send(message: Uint8Array): void {
    if (this.readyState === STATE.OPEN) this.#carrier?.wrote(message)
  }

  /** The provider's side. No event follows: it has already let go of its handlers. */
  close(): void {
    if (this.readyState === STATE.CLOSED) return
    this.readyState = STATE.CLOSED
    this.#carrier?.detach(this)
  }

  open(): void {
    if (this.readyState !== STATE.CONNECTING) return
    this.readyState = STATE.OPEN
    this.onopen?.()
  }

  /** A y-websocket message for the provider, which may keep the bytes: hand over a copy of its own. */
  deliver(message: Uint8Array): void {
    if (this.readyState === STATE.OPEN) this.onmessage?.({ data: ownBuffer(message) })
  }

  /** The relay, or the loss of the socket, ends it; the code tells the provider whether to try again. */
  shut(code: number): void {
    if (this.readyState === STATE.CLOSED) return
    this.readyState = STATE.CLOSED
    this.#carrier?.detach(this)
    this.onclose?.({ code, reason: '', wasClean: code !== 1006 })
  }
}

/** The class to give to providers of that server; `carrierOf` finds who carries a document. */
export function lookalikeClass(
  serverUrl: string,
  carrierOf: (doc: string) => Carrier | undefined,
): LookalikeClass {
  class LinkedLookalike extends Lookalike {
    constructor(url: string) {
      super(url, carrierOf(url.slice(serverUrl.length + 1)))
    }
  }
  return LinkedLookalike as unknown as LookalikeClass
}

function ownBuffer(bytes: Uint8Array): ArrayBufferLike {
  const isWhole = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength
  return isWhole ? bytes.buffer : bytes.slice().buffer
}
