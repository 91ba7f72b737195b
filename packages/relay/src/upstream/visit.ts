/**
 * The client's side of one session, as far as a relay needs it that visits another: who it is, what it
 * holds, signs of life. Its device key is made for the visit and is nobody's.
 */
import * as crypto from 'node:crypto'
import {
  deviceProofBytes,
  encodeDigests,
  encodeProof,
  encodeTyped,
  type Frame,
  type InventoryDigest,
  type InventoryPlaces,
  MAX_INVENTORY_DOCS,
  MESSAGE_TYPE,
  parseChallenge,
  parseFrame,
  parsePlaces,
  PING,
  toDeviceKey,
} from '@parley/protocol'
import { newKeyPair, nodeSigner } from '@parley/signing'

export interface VisitEvents {
  send(frame: Uint8Array): void
  /** The session is open, and this differs; afterwards: this changed. */
  onPlaces(places: readonly InventoryPlaces[]): void
  /** A frame about a document; only once the session is open. */
  onFrame(frame: Frame): void
  /** By its clock, as it began. */
  onRelayAt?(relayAt: number): void
}

export interface Visit {
  /** Untrusted; `false` when these are no frame of a relay. */
  hear(bytes: Uint8Array): boolean
  /** Says what this side holds, which opens the session once it has answered. */
  list(digests: readonly InventoryDigest[]): void
  isOpen(): boolean
  ping(): void
}

const sign = nodeSigner(crypto)

/** `seed`: 32 random bytes. */
export function newVisit(
  { origin, seed }: { readonly origin: string; readonly seed: Uint8Array },
  events: VisitEvents,
): Visit {
  const keys = newKeyPair(seed)
  const device = toDeviceKey(keys.publicKey)
  let isProved = false
  let isOpen = false
  let toList: readonly InventoryDigest[] | undefined

  function list(): void {
    if (!isProved || toList === undefined) return
    const digests = toList.slice(0, MAX_INVENTORY_DOCS) // what is not listed counts as differing
    toList = undefined
    events.send(encodeTyped('', MESSAGE_TYPE.inventory, encodeDigests(digests)))
  }

  function prove(payload: Uint8Array): boolean {
    const challenge = parseChallenge(payload)
    if (challenge === undefined || isProved) return challenge !== undefined
    isProved = true
    events.onRelayAt?.(challenge.relayAt)
    const signature = sign(deviceProofBytes(challenge.nonce, origin, device), keys)
    const proof = encodeProof({ type: 'device', device, origin, signature })
    events.send(encodeTyped('', MESSAGE_TYPE.proof, proof))
    list()
    return true
  }

  return {
    hear(bytes) {
      const frame = parseFrame(bytes)
      if (frame === undefined) return false
      if (frame.doc !== '') {
        if (isOpen) events.onFrame(frame)
        return true
      }
      if (frame.type === MESSAGE_TYPE.challenge) return prove(frame.payload)
      if (frame.type !== MESSAGE_TYPE.inventory) return true
      const places = parsePlaces(frame.payload)
      if (places === undefined) return false
      isOpen = true
      events.onPlaces(places)
      return true
    },
    list(digests) {
      toList = digests
      list()
    },
    isOpen: () => isOpen,
    ping: () => events.send(PING),
  }
}
