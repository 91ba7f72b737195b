/**
 * Signatures of sites, on this device: P-256 is fetched when the first token asks for it.
 *
 * They are verified by the page itself, and anybody in a group may bring sixteen tokens for every person they
 * make up. So a few are verified when they are asked for, and more of them in turns, between which the page
 * goes on; who is known to the site is told again when all have been. Rule GS131.
 */
import { type SiteKey, toBase64url } from '@parley/protocol'
import {
  loadEs256,
  newSiteVerifier,
  type SignedBySite,
  type SiteVerifier,
  type Verifier,
} from '@parley/signing'

export interface SiteProofs {
  /** `undefined`: it cannot be told yet. */
  readonly verify: SiteVerifier
  /** Whatever else waits: for one that somebody gives. */
  readonly verifyNow: SiteVerifier
  /** From when on P-256 is here, and counted with. Rejects when it cannot be fetched. */
  ready(): Promise<void>
}

export interface SiteProofsPorts {
  /** Not within the call, and once the page has had its turn. */
  later(run: () => void): void
  /** What could not be told before can be told now. */
  onReady(): void
}

const AT_ONCE = 64
const A_TURN = 4

interface Waiting {
  readonly key: SiteKey
  readonly signed: SignedBySite
  readonly answers: Map<string, boolean | undefined>
  readonly name: string
}

/** What cannot be fetched is asked for again. */
export function newSiteProofs(ed25519: Verifier, { later, onReady }: SiteProofsPorts): SiteProofs {
  let es256: Verifier | undefined
  let coming: Promise<void> | undefined
  const fetchIt = async (): Promise<void> => {
    try {
      es256 = await loadEs256()
    } catch (error) {
      coming = undefined // offline, and not kept here
      throw error
    }
    onReady()
  }
  const ready = (): Promise<void> => (coming ??= fetchIt())
  const verifyNow = newSiteVerifier(ed25519, () => {
    if (es256 === undefined) ready().catch(() => undefined)
    return es256
  })
  /** Of what waited, by the key that was asked about. */
  const told = new WeakMap<SignedBySite, Waiting['answers']>()
  const waiting: Waiting[] = []
  let left = AT_ONCE

  function turn(): void {
    for (const { key, signed, answers, name } of waiting.splice(0, A_TURN)) {
      const answer = verifyNow(key, signed)
      if (answer === undefined) answers.delete(name)
      else answers.set(name, answer)
    }
    if (waiting.length > 0) return later(turn)
    left = AT_ONCE
    onReady()
  }

  function wait(one: Waiting): undefined {
    told.set(one.signed, one.answers.set(one.name, undefined))
    waiting.push(one)
    if (waiting.length === 1) later(turn)
  }

  return {
    verify(key, signed) {
      const answers = told.get(signed) ?? new Map<string, boolean | undefined>()
      const name = toBase64url(key.bytes)
      if (answers.has(name)) return answers.get(name)
      if (left === 0) return wait({ key, signed, answers, name })
      const answer = verifyNow(key, signed)
      if (answer !== undefined) left--
      return answer
    },
    verifyNow,
    ready,
  }
}
