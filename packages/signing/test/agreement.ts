/**
 * Every verifier asked the same questions: the pure rule, the rule on node:crypto, the rule on
 * WebCrypto, and node:crypto by itself once the key is checked.
 */
import * as crypto from 'node:crypto'
import { bytesToHex, concatBytes } from '@noble/hashes/utils.js'
import { nodeSigner } from '../src/keys.ts'
import { type Proof, checkPublicKey, hasSmallOrderR } from '../src/rule.ts'
import { nodeVerifier, pureVerifier, webCryptoVerifier } from '../src/verifiers.ts'
import { type Case, casesOf } from './cases.ts'
import { newRandom } from './random.ts'
import { craftProof } from './torsion.ts'

export interface Agreement {
  readonly cases: number
  readonly accepted: number
  /** Accepted cases by kind; a kind that was asked and never accepted stands with 0. */
  readonly acceptedByKind: ReadonlyMap<string, number>
  /** One line for each case on which any verifier differed. */
  readonly disagreements: readonly string[]
}

export interface Ask {
  readonly cases: number
  readonly seed: number
  readonly onProgress?: (done: number) => void
}

const SPKI_HEAD = Uint8Array.from(Buffer.from('302a300506032b6570032100', 'hex'))
const BATCH = 500

const onNode = nodeVerifier(crypto)
const onWebCrypto = webCryptoVerifier(globalThis.crypto.subtle)

/** Ask all verifiers `cases` random questions of every kind. */
export async function compareVerifiers({ cases, seed, onProgress }: Ask): Promise<Agreement> {
  const source = casesOf(newRandom(seed), nodeSigner(crypto))
  const acceptedByKind = new Map<string, number>()
  const disagreements: string[] = []
  let accepted = 0

  for (let done = 0; done < cases; done += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, cases - done) }, () => source.next().value)
    const answers = await answersTo(batch.map(({ proof }) => proof))
    batch.forEach(({ kind, proof }, at) => {
      const answer = answers[at] ?? []
      const good = answer[0] === true
      if (good) accepted++
      acceptedByKind.set(kind, (acceptedByKind.get(kind) ?? 0) + (good ? 1 : 0))
      if (new Set(answer).size > 1) disagreements.push(describe({ kind, proof }, answer))
    })
    onProgress?.(done + batch.length)
  }
  return { cases, accepted, acceptedByKind, disagreements }
}

/** What each verifier says to each proof: pure, node, WebCrypto, and where it can judge, bare node:crypto. */
export async function answersTo(
  proofs: readonly Proof[],
): Promise<readonly (readonly boolean[])[]> {
  const onWeb = await onWebCrypto(proofs)
  return proofs.map((proof, at) => {
    const answer = [pureVerifier(proof), onNode(proof), onWeb[at] ?? false]
    return canAskBareNode(proof) ? [...answer, bareNode(proof)] : answer
  })
}

/** node:crypto with no checks of ours. */
export function bareNode({ publicKey, message, signature }: Proof): boolean {
  const der = Buffer.from(concatBytes(SPKI_HEAD, publicKey))
  const key = crypto.createPublicKey({ key: der, format: 'der', type: 'spki' })
  return crypto.verify(null, message, key, signature)
}

/** Whether this node judges an R of small order by the equation; later versions refuse it always. */
export const NODE_JUDGES_SMALL_ORDER_R = bareNode(
  craftProof({ secretKey: new Uint8Array(32).fill(7), message: new Uint8Array(0), r: 0n }),
)

function canAskBareNode({ publicKey, signature }: Proof): boolean {
  if (!checkPublicKey(publicKey)) return false
  return NODE_JUDGES_SMALL_ORDER_R || !hasSmallOrderR(signature)
}

function describe({ kind, proof }: Case, answer: readonly boolean[]): string {
  const { publicKey, message, signature } = proof
  const hex = [publicKey, message, signature].map((bytes) => bytesToHex(bytes)).join(' ')
  return `${kind}: pure, node, WebCrypto, bare node said ${answer.join(', ')}: ${hex}`
}
