/**
 * A stock y-websocket provider, served: it reads one document and may write as much as it likes, to nobody.
 *
 * What it sends is not decoded, but for its question what is new. It gets what any follower gets, without
 * the frames it would not understand. Rule RE47.
 */
import {
  idBytes,
  parseFrame,
  parseClose,
  parseDocName,
  MESSAGE_TYPE,
  PONG,
  parseSync,
  toDeviceKey,
} from '@parley/protocol'
import { linkEndIn } from '@parley/group'
import { mayRead } from '../access.ts'
import { answerStep1 } from '../answer-step1.ts'
import { baseDocOf } from '../base-doc.ts'
import { type Budget, newBudget, spend } from '../budget.ts'
import type { Client } from '../client.ts'
import type { RelayContext } from '../context.ts'
import { countOne } from '../counts.ts'
import { type BoundedSender, drained, newBoundedSender } from '../drain.ts'
import type { Costly } from '../limits.ts'
import { newPace } from '../pace.ts'
import type { Peer, RelaySocket } from '../ports.ts'
import { CLOSE_REASONS, type CloseReason } from '../session.ts'
import { parseStockToken, type StockToken } from './token.ts'

/** Providers drop a socket they heard nothing on for 30 s. */
const SIGN_OF_LIFE_MS = 15_000
/** A day, and what clocks may differ. */
const MAX_TOKEN_MS = 24 * 3_600_000 + 120_000
/** To a provider 44xx means never again, 45xx later. */
const STOCK_CODES = { token: 4401, gone: 4403, unknown: 4503 } as const
/** As y-websocket has it: without the name of a document before it. */
const EMPTY_AWARENESS = PONG.subarray(1)

export interface StockPorts {
  readonly socket: RelaySocket
  readonly peer: Peer
  readonly context: RelayContext
  isOrigin(origin: string): boolean
  readonly asked: { readonly doc: string; readonly token: string }
  /** Called when the token stands. */
  onProved(): void
  /** Called once, after everything of the session stopped. */
  onEnd(): void
}

/** Starts serving; returns how to end the session from this side. */
export function serveStock(ports: StockPorts): (reason: CloseReason) => void {
  const session = new StockSession(ports)
  session.start()
  return (reason) => session.end(reason, CLOSE_REASONS[reason])
}

class StockSession {
  readonly #ports: StockPorts
  readonly #cleanups: (() => void)[] = []
  #client: Client | undefined
  /** A question that came before the token was looked at. */
  #asked: Uint8Array | undefined
  #bytes: Budget
  readonly #sender: BoundedSender
  #isOver = false
  readonly #endTooSlow = (): void => this.end('too-slow', CLOSE_REASONS['too-slow'])

  constructor(ports: StockPorts) {
    this.#ports = ports
    const { limits, clock } = ports.context
    this.#sender = newBoundedSender(ports.socket, ports.context, this.#endTooSlow)
    this.#bytes = newBudget({ perSecond: 0, burst: limits.bytesBurst }, clock.now())
  }

  start(): void {
    const { socket, context } = this.#ports
    socket.onMessage((bytes) => this.#hear(bytes))
    socket.onClose(() => this.#hangUp())
    const breathe = (): void => this.#sender.send(EMPTY_AWARENESS)
    this.#cleanups.push(context.clock.every(SIGN_OF_LIFE_MS, breathe))
    this.#open().catch((error: unknown) => {
      context.log({ type: 'internal', error: String(error) })
      this.end('failed', CLOSE_REASONS.failed)
    })
  }

  end(reason: CloseReason | 'token', code: number): void {
    if (this.#isOver) return
    const { context, peer, socket } = this.#ports
    context.log({ type: 'session-closed', reason, address: peer.address })
    countOne(context.counts.ended, reason === 'token' ? 'proof-failed' : reason)
    this.#stop()
    socket.close(code, reason)
  }

  async #open(): Promise<void> {
    const { asked, context, isOrigin } = this.#ports
    const { clock, docs, catalogue } = context
    const token = parseStockToken(asked.token)
    const now = clock.now()
    const isFor = token?.doc === asked.doc && isOrigin(token.origin)
    if (token === undefined || !isFor || token.endsAt <= now || token.endsAt > now + MAX_TOKEN_MS)
      return this.end('token', STOCK_CODES.token)
    const base = parseDocName(asked.doc)?.kind === 'person' ? undefined : baseDocOf(asked.doc)
    if (base === undefined || !catalogue.hasDoc(base)) return this.end('token', STOCK_CODES.unknown)
    const held = await docs.hold(base)
    const client = this.#clientBy(token, held.group.roster())
    held.release()
    if (client === undefined) return this.end('token', STOCK_CODES.gone)
    if (this.#isOver) return
    this.#client = client
    this.#ports.onProved()
    const over = (): void => this.end('token', STOCK_CODES.token)
    this.#cleanups.push(clock.after(token.endsAt - now, over))
    this.#answer()
  }

  /** Who reads by this token, if its signature stands and its signer may read. */
  #clientBy(token: StockToken, roster: Parameters<typeof mayRead>[0]): Client | undefined {
    const { by, message, signature } = token
    const { verify, clock } = this.#ports.context
    if (by.type === 'link' && linkEndIn(roster, by.invite, clock.now()) !== undefined)
      return undefined
    const publicKey =
      by.type === 'device' ? idBytes(by.device) : roster.links.get(by.invite)?.signPublic
    if (publicKey === undefined || !verify({ publicKey, message, signature })) return undefined
    const client = this.#newClient(token, publicKey)
    if (by.type === 'link') client.links.set(roster.group, by.invite)
    return mayRead(roster, client) ? client : undefined
  }

  #newClient({ origin, message }: StockToken, publicKey: Uint8Array): Client {
    const { context, peer, socket } = this.#ports
    const { clock, limits, meters } = context
    const isOver = (): boolean => this.#isOver
    const pace = newPace({ clock, allowance: limits.records, spendOf: () => true, isOver })
    const end = (reason: CloseReason) => (): void => this.end(reason, CLOSE_REASONS[reason])
    return {
      nonce: message,
      device: toDeviceKey(publicKey),
      origin,
      links: new Map(),
      atDesks: new Map(),
      refills: new Set(),
      mirrors: new Set(),
      address: peer.address,
      mayFound: false,
      isOver,
      send: (frame) => this.#sendFrame(frame),
      spend: (what: Costly, count = 1) =>
        meters.spend(`stock ${what} ${peer.address}`, count, limits.allowances[what]),
      pay: (recordsCount) => pace.pay(recordsCount),
      endTooFast: end('too-fast'),
      drained: () => drained(socket, context, { isOver, endTooSlow: this.#endTooSlow }),
    }
  }

  /** Writes are dropped as they are: nobody looks into them. */
  #hear(message: Uint8Array): void {
    const { context, peer } = this.#ports
    const { clock, limits, counts, meters } = context
    counts.framesReceived++
    counts.bytesReceived += message.length
    const allowance = { perSecond: limits.bytesPerSecond, burst: limits.bytesBurst }
    const left = spend(this.#bytes, message.length, { allowance, now: clock.now() })
    const hasRoom = meters.spend(`bytes ${peer.address}`, message.length, limits.addressBytes)
    if (left === undefined || !hasRoom) return this.end('too-fast', CLOSE_REASONS['too-fast'])
    this.#bytes = left
    if (message[0] === MESSAGE_TYPE.queryAwareness) return this.#sender.send(EMPTY_AWARENESS)
    if (message[0] !== MESSAGE_TYPE.sync || message[1] !== 0) return
    const sync = parseSync(message.subarray(1))
    if (sync?.step !== 'step1') return
    this.#asked = sync.bytes
    this.#answer()
  }

  #answer(): void {
    const { asked, context } = this.#ports
    const [client, stateVector] = [this.#client, this.#asked]
    if (client === undefined || stateVector === undefined || this.#isOver) return
    this.#asked = undefined
    answerStep1(context, client, { doc: asked.doc, stateVector }).catch((error: unknown) => {
      if (this.#isOver) return
      context.log({ type: 'internal', error: String(error) })
      this.end('failed', CLOSE_REASONS.failed)
    })
  }

  /** Only updates and what ends the document mean something to a provider. */
  #sendFrame(bytes: Uint8Array): void {
    const frame = parseFrame(bytes)
    if (frame === undefined) return
    if (frame.type === MESSAGE_TYPE.close)
      return this.end('token', parseClose(frame.payload) ?? STOCK_CODES.unknown)
    if (frame.type === MESSAGE_TYPE.sync && frame.payload[0] !== 0) this.#sender.send(frame.message)
  }

  #hangUp(): void {
    if (!this.#isOver) countOne(this.#ports.context.counts.ended, 'hung-up')
    this.#stop()
  }

  #stop(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#sender.stop()
    for (const cleanup of this.#cleanups.splice(0)) cleanup()
    if (this.#client !== undefined) this.#ports.context.fanOut.leave(this.#client)
    this.#ports.onEnd()
  }
}
