/** A device's socket: it proves the device, says what that holds, and hands on what the relay says. */
import {
  deviceProofBytes,
  encodeDigests,
  encodeProof,
  encodeTyped,
  type Frame,
  type InventoryDigest,
  MESSAGE_TYPE,
  parseChallenge,
  parseFrame,
  parsePlaces,
  parseSync,
  SUBPROTOCOL,
  syncFrame,
} from '@parley/protocol'
import { WebSocket } from 'ws'
import type { Person } from '../people/person.ts'

/** `cut`: no goodbye. `close`: with one. `stall`: it stops reading, and is gone a while later. */
export type Leaving = 'cut' | 'close' | 'stall'

export type Said = { readonly doc: string } & (
  | { readonly type: 'places'; readonly docs: readonly string[] }
  | { readonly type: 'update' | 'step2'; readonly bytes: Uint8Array }
  | { readonly type: 'ack' | 'nack' | 'close'; readonly payload: Uint8Array }
)

export interface Line {
  step1(doc: string, state: Uint8Array): void
  update(doc: string, update: Uint8Array): void
  end(how: Leaving): void
}

export interface LineOptions {
  readonly port: number
  readonly localAddress: string
  readonly person: Person
  /** What the device holds when it is asked. */
  digests(): readonly InventoryDigest[]
  onFrame(said: Said): void
  /** The line ended without our doing. `later`: the relay asks to be dialled again later, and says why. */
  onEnd(why: string, later?: string): void
}

/** RFC 6455: the server has a reason of the moment; what a client does is come back. */
const TRY_LATER = 1013
const STALL_MS = 3_000
const STALLED = new Set<WebSocket>()

export function dial(options: LineOptions): Line {
  const { port, localAddress, onFrame, onEnd } = options
  const url = `ws://127.0.0.1:${port}/`
  const socket = new WebSocket(url, [SUBPROTOCOL], { localAddress, perMessageDeflate: false })
  let isOver = false
  const end = (why: string, later?: string): void => {
    if (!isOver) onEnd(why, later)
    isOver = true
  }
  const say = (frame: Uint8Array): void => {
    if (socket.readyState === WebSocket.OPEN) socket.send(frame)
  }
  socket.on('message', (data) => {
    if (isOver || !(data instanceof Buffer)) return
    const frame = parseFrame(Uint8Array.from(data))
    if (frame === undefined) return end('it said what is no frame')
    if (frame.type === MESSAGE_TYPE.challenge) return greet(frame, options, say)
    const said = saidIn(frame)
    if (said !== undefined) onFrame(said)
  })
  socket.on('error', ({ message }) => end(message))
  socket.on('close', (code, reason) =>
    end(`code ${code} (${reason.toString()})`, code === TRY_LATER ? reason.toString() : undefined),
  )

  return {
    step1: (doc, state) => say(syncFrame(doc, 'step1', state)),
    update: (doc, update) => say(syncFrame(doc, 'update', update)),
    end(how) {
      isOver = true
      if (how === 'close') socket.close(1000)
      else if (how === 'stall' && socket.readyState === WebSocket.OPEN) stall(socket)
      else socket.terminate()
    },
  }
}

/** Lines that stopped reading end now. */
export function endStalled(): void {
  for (const socket of STALLED) socket.terminate()
  STALLED.clear()
}

function stall(socket: WebSocket): void {
  STALLED.add(socket)
  socket.pause()
  setTimeout(() => {
    STALLED.delete(socket)
    socket.terminate()
  }, STALL_MS)
}

function greet(frame: Frame, options: LineOptions, say: (frame: Uint8Array) => void): void {
  const { person, port, digests } = options
  const challenge = parseChallenge(frame.payload)
  if (challenge === undefined) return options.onEnd('it did not challenge')
  const origin = `ws://127.0.0.1:${port}`
  const { device } = person
  const signature = person.sign(deviceProofBytes(challenge.nonce, origin, device))
  const proof = encodeProof({ type: 'device', device, origin, signature })
  say(encodeTyped('', MESSAGE_TYPE.proof, proof))
  say(encodeTyped('', MESSAGE_TYPE.inventory, encodeDigests(digests())))
}

function saidIn({ doc, type, payload }: Frame): Said | undefined {
  if (type === MESSAGE_TYPE.ack) return { doc, type: 'ack', payload }
  if (type === MESSAGE_TYPE.nack) return { doc, type: 'nack', payload }
  if (type === MESSAGE_TYPE.close) return { doc, type: 'close', payload }
  if (type === MESSAGE_TYPE.inventory)
    return { doc, type: 'places', docs: (parsePlaces(payload) ?? []).map((one) => one.doc) }
  const sync = type === MESSAGE_TYPE.sync ? parseSync(payload) : undefined
  if (sync === undefined || sync.step === 'step1') return undefined
  return { doc, type: sync.step, bytes: sync.bytes }
}
