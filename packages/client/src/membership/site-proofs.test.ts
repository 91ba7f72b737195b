import type { SiteKey } from '@parley/protocol'
import { newKeyPair, type Proof, pureVerifier, sign, type SignedBySite } from '@parley/signing'
import { expect, test } from 'vitest'
import { newSiteProofs } from './site-proofs.ts'

const pair = newKeyPair(new Uint8Array(32).fill(1))
const key: SiteKey = { algorithm: 'EdDSA', bytes: pair.publicKey }

function signedBy(at: number): SignedBySite {
  const message = Uint8Array.of(at >> 8, at & 255)
  return { message, signature: sign(message, pair) }
}

function newScene() {
  const turns: (() => void)[] = []
  const verified: number[] = []
  let readyCount = 0
  const verifier = (proof: Proof): boolean => {
    verified.push(turns.length)
    return pureVerifier(proof)
  }
  const proofs = newSiteProofs(verifier, {
    later: (run) => void turns.push(run),
    onReady: () => readyCount++,
  })
  return { proofs, turns, verified, readyCount: () => readyCount }
}

test('[GS131] [AT225] of many tokens a few are verified at once, the rest in turns, and told when all are', () => {
  const { proofs, turns, verified, readyCount } = newScene()
  const tokens = Array.from({ length: 98 }, (_, at) => signedBy(at))
  const forged = { ...signedBy(150), message: Uint8Array.of(9, 9) }
  const all = [...tokens, forged]
  const answers = () => all.map((token) => proofs.verify(key, token))
  expect(answers().filter((answer) => answer !== undefined)).toHaveLength(64)
  expect(verified).toHaveLength(64)
  expect(turns).toHaveLength(1)
  let turnsCount = 0
  for (let run = turns.shift(); run !== undefined; run = turns.shift()) {
    const before = verified.length
    run()
    turnsCount++
    expect(verified.length - before).toBeLessThanOrEqual(4)
    expect(readyCount()).toBe(turns.length === 0 ? 1 : 0)
  }
  expect(turnsCount).toBe(9)
  expect(answers()).toEqual(all.map((token) => token !== forged))
  expect(verified).toHaveLength(99)
})

test('[GS131] what somebody gives is verified now, however many wait', () => {
  const { proofs } = newScene()
  for (let at = 0; at < 70; at++) proofs.verify(key, signedBy(at))
  const given = signedBy(199)
  expect(proofs.verify(key, given)).toBeUndefined()
  expect(proofs.verifyNow(key, given)).toBe(true)
})

test('[GS131] each key is asked about for itself', () => {
  const { proofs, turns } = newScene()
  const other: SiteKey = {
    algorithm: 'EdDSA',
    bytes: newKeyPair(new Uint8Array(32).fill(2)).publicKey,
  }
  for (let at = 0; at < 64; at++) proofs.verify(key, signedBy(at))
  const token = signedBy(120)
  expect([proofs.verify(other, token), proofs.verify(key, token)]).toEqual([undefined, undefined])
  for (let run = turns.shift(); run !== undefined; run = turns.shift()) run()
  expect([proofs.verify(other, token), proofs.verify(key, token)]).toEqual([false, true])
})
