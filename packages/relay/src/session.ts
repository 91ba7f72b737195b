/**
 * A session, decided: what arrives and what time it is → the next state and what to do.
 *
 * Pure. It knows who may speak and when, not what documents hold; serve-session.ts performs the
 * effects. Rules RE1 to RE12 of SPEC.md.
 */
import {
  type DeviceKey,
  deviceProofBytes,
  encodeChallenge,
  encodeTyped,
  type Evidence,
  type Frame,
  idBytes,
  type InventoryDigest,
  MAX_LINKING_BYTES,
  MESSAGE_TYPE,
  parseDigests,
  parseDocName,
  parseEvidence,
  parseFrame,
  parseLinkingRoom,
  parsePresenceEntries,
  parseProof,
  parseSealedMark,
  parseSync,
  PONG,
  type PresenceEntry,
  type Proof,
  type SealedMark,
  SOCKET_CODE,
} from '@parley/protocol'
import type { Verifier } from '@parley/signing'
import { type Allowance, type Budget, newBudget, spend } from './budget.ts'

/** Why a real socket is closed, by this side. 44xx: do not come back with the same. */
export const CLOSE_REASONS = {
  'proof-failed': 4401,
  'unknown-origin': SOCKET_CODE.unknownOrigin,
  'token-over': 4401,
  unparsable: 4522,
  'handshake-timeout': 1013,
  idle: 1001,
  'too-fast': 1013,
  'too-slow': 1013,
  'too-many': 1013,
  'inbox-full': 1013,
  stopping: 1001,
  failed: 1011,
} as const
export type CloseReason = keyof typeof CLOSE_REASONS

interface Base {
  readonly nonce: Uint8Array
  readonly openedAt: number
  readonly heardAt: number
  readonly bytes: Budget
  readonly frames: Budget
  /** Sent before the proof, and dropped. */
  readonly unprovedBytes: number
}
export interface Identified {
  readonly nonce: Uint8Array
  readonly device: DeviceKey
  readonly origin: string
}
export type Session =
  | (Base & { readonly state: 'challenged' })
  | (Base & Identified & { readonly state: 'proved' | 'open' })
  | { readonly state: 'closed' }

export type LinkProof = Extract<Proof, { type: 'link' }>
export type Effect =
  | { readonly type: 'send'; readonly frame: Uint8Array }
  | { readonly type: 'identify'; readonly who: Identified }
  | { readonly type: 'answer-inventory'; readonly digests: readonly InventoryDigest[] }
  | { readonly type: 'prove-link'; readonly proof: LinkProof }
  | { readonly type: 'answer-step1'; readonly doc: string; readonly stateVector: Uint8Array }
  | { readonly type: 'take-update'; readonly doc: string; readonly update: Uint8Array }
  /** `doc`: a group document or a person's. */
  | { readonly type: 'take-mark'; readonly doc: string; readonly mark: SealedMark }
  | {
      readonly type: 'take-evidence'
      readonly doc: string
      readonly evidence: readonly Evidence[]
    }
  | { readonly type: 'take-presence'; readonly doc: string; readonly entry: PresenceEntry }
  | { readonly type: 'pass-linking'; readonly room: string; readonly payload: Uint8Array }
  | {
      readonly type: 'close-doc'
      readonly doc: string
      readonly why: 'forbidden' | 'fatal'
    }
  | { readonly type: 'close'; readonly reason: CloseReason }

export type Input =
  | { readonly type: 'frame'; readonly bytes: Uint8Array }
  | { readonly type: 'tick' }

export interface SessionRules {
  readonly verify: Verifier
  isOrigin(origin: string): boolean
  readonly bytes: Allowance
  readonly frames: Allowance
  readonly unprovedBytes: number
  readonly handshakeMs: number
  readonly idleMs: number
}

export type Step = readonly [Session, ...Effect[]]

/** A session begins with the relay's challenge: 32 fresh random bytes and the relay's time. */
export function newSession(nonce: Uint8Array, now: number, rules: SessionRules): Step {
  const challenge = encodeChallenge({ nonce, relayAt: now })
  return [
    {
      state: 'challenged',
      nonce,
      openedAt: now,
      heardAt: now,
      bytes: newBudget(rules.bytes, now),
      frames: newBudget(rules.frames, now),
      unprovedBytes: 0,
    },
    { type: 'send', frame: encodeTyped('', MESSAGE_TYPE.challenge, challenge) },
  ]
}

export function step(session: Session, input: Input, now: number, rules: SessionRules): Step {
  if (session.state === 'closed') return [session] // frames already in flight when we closed
  switch (input.type) {
    case 'tick':
      if (session.state !== 'open')
        return now - session.openedAt >= rules.handshakeMs ? close('handshake-timeout') : [session]
      return now - session.heardAt >= rules.idleMs ? close('idle') : [session]
    case 'frame':
      return hear(session, input.bytes, now, rules)
  }
}

function hear(
  session: Exclude<Session, { state: 'closed' }>,
  received: Uint8Array,
  now: number,
  rules: SessionRules,
): Step {
  const bytes = spend(session.bytes, received.length, { allowance: rules.bytes, now })
  const frames = spend(session.frames, 1, { allowance: rules.frames, now })
  if (bytes === undefined || frames === undefined) return close('too-fast')
  const frame = parseFrame(received)
  if (frame === undefined) return close('unparsable')
  const heard = { ...session, heardAt: now, bytes, frames }
  switch (heard.state) {
    case 'challenged':
      return whileChallenged(heard, frame, rules)
    case 'proved':
      return whileProved(heard, frame)
    case 'open':
      return [heard, ...whileOpen(frame)]
  }
}

/** RE2, RE3: nothing but a proof is looked at, and only this relay's own challenge answers it. */
function whileChallenged(
  session: Base & { readonly state: 'challenged' },
  frame: Frame,
  rules: SessionRules,
): Step {
  if (frame.doc !== '' || frame.type !== MESSAGE_TYPE.proof) {
    const unprovedBytes = session.unprovedBytes + frame.message.length
    return unprovedBytes > rules.unprovedBytes ? close('too-fast') : [{ ...session, unprovedBytes }]
  }
  const proof = parseProof(frame.payload)
  if (proof?.type !== 'device') return close('proof-failed')
  const { device, origin, signature } = proof
  const message = deviceProofBytes(session.nonce, origin, device)
  if (!rules.isOrigin(origin)) return close('unknown-origin')
  if (!rules.verify({ publicKey: idBytes(device), message, signature }))
    return close('proof-failed')
  const who = { nonce: session.nonce, device, origin }
  return [
    { ...session, ...who, state: 'proved' },
    { type: 'identify', who },
  ]
}

/** RE4: the client's inventory opens the session, and the relay's inventory says so. */
function whileProved(
  session: Base & Identified & { readonly state: 'proved' | 'open' },
  frame: Frame,
): Step {
  if (isPing(frame)) return [session, { type: 'send', frame: PONG }]
  if (frame.doc !== '' || frame.type !== MESSAGE_TYPE.inventory) return [session]
  const digests = parseDigests(frame.payload)
  if (digests === undefined) return close('unparsable')
  return [
    { ...session, state: 'open' },
    { type: 'answer-inventory', digests },
  ]
}

function whileOpen(frame: Frame): readonly Effect[] {
  if (frame.doc === '') return aboutConnection(frame)
  const kind = parseDocName(frame.doc)
  if (kind === undefined) return [elsewhere(frame)]
  if (frame.type === MESSAGE_TYPE.sync) return [syncEffect(frame)]
  if (frame.type === MESSAGE_TYPE.evidence && kind.kind === 'segment') {
    const evidence = parseEvidence(frame.payload)
    if (evidence === undefined) return [{ type: 'close-doc', doc: frame.doc, why: 'fatal' }]
    return [{ type: 'take-evidence', doc: frame.doc, evidence }]
  }
  if (kind.kind === 'segment') return []
  if (frame.type === MESSAGE_TYPE.awareness && kind.kind === 'group') return presenceEffects(frame)
  if (frame.type !== MESSAGE_TYPE.mark) return []
  const mark = parseSealedMark(frame.payload)
  return mark === undefined ? [] : [{ type: 'take-mark', doc: frame.doc, mark }]
}

/** RE42: a session speaks for itself, so it has one entry; everything else is dropped. */
function presenceEffects({ doc, payload }: Frame): readonly Effect[] {
  const [entry, ...more] = parsePresenceEntries(payload) ?? []
  return entry === undefined || more.length > 0 ? [] : [{ type: 'take-presence', doc, entry }]
}

/** RE33, RE12: a linking room, or a name no honest device uses. */
function elsewhere({ doc, type, payload }: Frame): Effect {
  const isLinking = parseLinkingRoom(doc) !== undefined && type === MESSAGE_TYPE.linking
  if (!isLinking) return { type: 'close-doc', doc, why: 'forbidden' }
  if (payload.length > MAX_LINKING_BYTES) return { type: 'close-doc', doc, why: 'fatal' }
  return { type: 'pass-linking', room: doc, payload }
}

function aboutConnection(frame: Frame): readonly Effect[] {
  if (isPing(frame)) return [{ type: 'send', frame: PONG }]
  if (frame.type === MESSAGE_TYPE.inventory) {
    const digests = parseDigests(frame.payload)
    if (digests === undefined) return [{ type: 'close', reason: 'unparsable' }]
    return [{ type: 'answer-inventory', digests }]
  }
  if (frame.type !== MESSAGE_TYPE.proof) return []
  const proof = parseProof(frame.payload)
  return proof?.type === 'link' ? [{ type: 'prove-link', proof }] : []
}

function syncEffect({ doc, payload }: Frame): Effect {
  const sync = parseSync(payload)
  if (sync === undefined) return { type: 'close-doc', doc, why: 'fatal' }
  return sync.step === 'step1'
    ? { type: 'answer-step1', doc, stateVector: sync.bytes }
    : { type: 'take-update', doc, update: sync.bytes }
}

function isPing(frame: Frame): boolean {
  return frame.doc === '' && frame.type === MESSAGE_TYPE.queryAwareness
}

function close(reason: CloseReason): Step {
  return [{ state: 'closed' }, { type: 'close', reason }]
}
