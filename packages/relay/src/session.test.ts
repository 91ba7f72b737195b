import {
  deviceProofBytes,
  encodeDigests,
  encodeProof,
  encodeTyped,
  MESSAGE_TYPE,
  parseChallenge,
  parseFrame,
  PING,
  PONG,
  RECORD_TYPE,
  syncFrame,
} from '@parley/protocol'
import type { KeyPair } from '@parley/signing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newGroup, newPerson, signAs } from '../test/people.ts'
import { ORIGIN } from '../test/sockets.ts'
import { nodePorts } from './node-ports.ts'
import { newSession, type Session, type SessionRules, step } from './session.ts'

const NOW = 1_700_000_000_000
const NONCE = new Uint8Array(32).fill(1)
const RULES: SessionRules = {
  verify: nodePorts().verify,
  isOrigin: (origin) => origin === ORIGIN,
  bytes: { perSecond: 1_000, burst: 10_000 },
  frames: { perSecond: 10, burst: 100 },
  unprovedBytes: 4_000,
  handshakeMs: 15_000,
  idleMs: 60_000,
}
const alice = newPerson()
const hear = (session: Session, bytes: Uint8Array, now = NOW) =>
  step(session, { type: 'frame', bytes }, now, RULES)

interface Forgery {
  readonly nonce?: Uint8Array
  readonly origin?: string
  readonly signed?: string
  readonly keys?: KeyPair
}

function proofFrame(forged: Forgery = {}): Uint8Array {
  const { nonce = NONCE, origin = ORIGIN, keys = alice.keys } = forged
  const { signed = origin } = forged
  const signature = signAs(keys, deviceProofBytes(nonce, signed, alice.device))
  const proof = encodeProof({ type: 'device', device: alice.device, origin, signature })
  return encodeTyped('', MESSAGE_TYPE.proof, proof)
}
const inventory = encodeTyped('', MESSAGE_TYPE.inventory, encodeDigests([]))

function challenged(): Session {
  return newSession(NONCE, NOW, RULES)[0]
}
function open(): Session {
  return hear(hear(challenged(), proofFrame())[0], inventory)[0]
}

test('[RE1] a session begins with a challenge that carries the nonce and the relay’s time', () => {
  const [session, effect] = newSession(NONCE, NOW, RULES)
  expect(session.state).toBe('challenged')
  if (effect?.type !== 'send') throw new Error('nothing was sent')
  const frame = parseFrame(effect.frame)
  expect(frame && parseChallenge(frame.payload)).toEqual({ nonce: NONCE, relayAt: NOW })
})

test('[RE1] a session that does not open, or falls silent, is closed in time', () => {
  const tick = (session: Session, now: number) => step(session, { type: 'tick' }, now, RULES)
  expect(tick(challenged(), NOW + 14_999)).toHaveLength(1)
  const late = { type: 'close', reason: 'handshake-timeout' }
  expect(tick(challenged(), NOW + 15_000)[1]).toEqual(late)
  expect(tick(hear(challenged(), proofFrame())[0], NOW + 15_000)[1]).toEqual(late)
  expect(tick(open(), NOW + 59_999)).toHaveLength(1)
  expect(tick(open(), NOW + 60_000)[1]).toEqual({ type: 'close', reason: 'idle' })
  const heard = hear(open(), PING, NOW + 50_000)[0]
  expect(tick(heard, NOW + 60_000)).toHaveLength(1)
})

test('[RE2] [AT42] whatever comes before the proof is dropped', () => {
  const group = newGroup(alice)
  const update = syncFrame(group.id, 'update', group.update())
  for (const frame of [update, inventory, PING, encodeTyped('', 77, new Uint8Array(3))]) {
    const [session, ...effects] = hear(challenged(), frame)
    expect(effects).toEqual([])
    expect(session.state).toBe('challenged')
  }
})

test('[RE3] [AT30] a challenge of another relay, passed on by this one, proves nothing here', () => {
  const elsewhere = 'http://elsewhere.test'
  const refusal = { type: 'close', reason: 'proof-failed' }
  expect(hear(challenged(), proofFrame({ origin: elsewhere }))[1]).toEqual({
    type: 'close',
    reason: 'unknown-origin',
  })
  expect(hear(challenged(), proofFrame({ signed: elsewhere }))[1]).toEqual(refusal)
  expect(hear(challenged(), proofFrame({ nonce: new Uint8Array(32) }))[1]).toEqual(refusal)
  expect(hear(challenged(), proofFrame({ keys: newPerson().keys }))[1]).toEqual(refusal)
  expect(hear(challenged(), encodeTyped('', MESSAGE_TYPE.proof, Uint8Array.of(0)))[1]).toEqual(
    refusal,
  )
  expect(hear(challenged(), proofFrame())[1]).toMatchObject({ type: 'identify' })
})

test('[RE3] [AT29] what a device signs to prove itself is no record’s signature, nor the reverse', () => {
  const proof = deviceProofBytes(NONCE, ORIGIN, alice.device)
  const domain = new TextDecoder().decode(proof.subarray(0, 11))
  expect(domain).toBe('parley/auth')
  const record = newGroup(alice).found
  expect(record.bytes[1]).toBe(RECORD_TYPE.found)
  const signature = record.bytes.slice(-64)
  const stolen = encodeProof({ type: 'device', device: alice.device, origin: ORIGIN, signature })
  expect(hear(challenged(), encodeTyped('', MESSAGE_TYPE.proof, stolen))[1]).toEqual({
    type: 'close',
    reason: 'proof-failed',
  })
})

test('[RE4] [RE7] between proof and inventory only a ping is answered', () => {
  const [proved] = hear(challenged(), proofFrame())
  const group = newGroup(alice)
  expect(hear(proved, syncFrame(group.id, 'update', group.update()))).toHaveLength(1)
  expect(hear(proved, PING)[1]).toEqual({ type: 'send', frame: PONG })
  const [opened, answer] = hear(proved, inventory)
  expect(opened.state).toBe('open')
  expect(answer).toEqual({ type: 'answer-inventory', digests: [] })
})

test('[RE6] [AT65] presence and unknown frames are dropped; bytes that are no frame close the socket', () => {
  const group = newGroup(alice)
  const presence = new Uint8Array(1_000).fill(255)
  expect(hear(open(), encodeTyped(group.id, MESSAGE_TYPE.awareness, presence))).toHaveLength(1)
  expect(hear(open(), encodeTyped(group.id, 99, presence))).toHaveLength(1)
  expect(hear(open(), Uint8Array.of(200))[1]).toEqual({ type: 'close', reason: 'unparsable' })
})

test('[RE8] a session that sends faster than allowed is closed, and one that keeps pace is not', () => {
  let session = open()
  for (let second = 1; second < 60; second++)
    for (let count = 0; count < 10; count++) session = hear(session, PING, NOW + second * 1_000)[0]
  expect(session.state).toBe('open')
  for (let count = 0; count < 101; count++) session = hear(session, PING, NOW + 60_000)[0]
  expect(session.state).toBe('closed')
  const large = encodeTyped('', 99, new Uint8Array(10_001))
  expect(hear(open(), large)[1]).toEqual({ type: 'close', reason: 'too-fast' })
})

test('[RE12] a document name no honest device uses is closed, not the socket', () => {
  const [session, effect] = hear(open(), syncFrame('notes', 'step1', Uint8Array.of(0)))
  expect(effect).toEqual({ type: 'close-doc', doc: 'notes', why: 'forbidden' })
  expect(session.state).toBe('open')
})

test('[RE6] no bytes whatever make a session throw, and a closed one does nothing', () => {
  let parsed = 0
  const states = [challenged(), hear(challenged(), proofFrame())[0], open()]
  const anyFrame = fc.oneof(
    fc.uint8Array({ maxLength: 300, size: 'max' }),
    fc
      .tuple(fc.constantFrom('', newGroup(alice).id), fc.constantFrom(0, 1, 3, 101, 104, 105, 106))
      .chain(([doc, type]) =>
        fc.uint8Array({ maxLength: 200, size: 'max' }).map((payload) => {
          return encodeTyped(doc, type, payload)
        }),
      ),
  )
  fc.assert(
    fc.property(fc.constantFrom(...states), anyFrame, (state, bytes) => {
      const [session, ...effects] = hear(state, bytes)
      if (parseFrame(bytes) !== undefined) parsed++
      if (session.state === 'closed') expect(effects.map(({ type }) => type)).toEqual(['close'])
      expect(hear({ state: 'closed' }, bytes)).toEqual([{ state: 'closed' }])
    }),
    { numRuns: 500 },
  )
  expect(parsed).toBeGreaterThan(100)
})
