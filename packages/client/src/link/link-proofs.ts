/**
 * The invite links this device holds, proved to the relay in every session until they are forgotten.
 *
 * A relay may not know the group yet, or the link may be void: it says `forbidden`, and we ask again
 * ever more rarely, and as soon as the relay shows that it knows the group. Rules LK27 to LK29, LK34.
 */
import {
  type DeviceKey,
  encodeProof,
  encodeTyped,
  type GroupId,
  type LinkEnd,
  linkProofBytes,
  MESSAGE_TYPE,
  type RecordId,
} from '@parley/protocol'
import type { Clock, Random, Stop } from '../ports.ts'
import { Backoff } from './backoff.ts'

const RETRY = { firstMs: 5_000, limitMs: 60_000 }

export interface HeldLink {
  readonly group: GroupId
  readonly invite: RecordId
  /** With the invite's Ed25519 key. */
  sign(message: Uint8Array): Uint8Array
  /** What a relay made of it; not verified. */
  onAnswer?(answer: LinkAnswer): void
}

export type LinkAnswer =
  | { readonly state: 'accepted' }
  /** `end`: why, when the relay knows the link and says that it lets nobody in. */
  | { readonly state: 'refused'; readonly end: LinkEnd | undefined }

export interface ProofPorts {
  readonly origin: string
  readonly device: DeviceKey
  readonly clock: Clock
  readonly random: Random
  send(frame: Uint8Array): void
}

interface Proof {
  readonly link: HeldLink
  readonly backoff: Backoff
  /** unasked: no session yet. */
  state: 'unasked' | 'asked' | 'accepted' | 'refused'
  askedNumber: number
  retry: Stop | undefined
}

export class LinkProofs {
  readonly #ports: ProofPorts
  readonly #proofs = new Set<Proof>()
  #nonce: Uint8Array | undefined
  #askedCount = 0

  constructor(ports: ProofPorts) {
    this.#ports = ports
  }

  /** Proves it now or when there is a session; returns how to forget it. */
  add(link: HeldLink): Stop {
    const backoff = new Backoff(this.#ports.random, RETRY)
    const proof: Proof = { link, backoff, state: 'unasked', askedNumber: 0, retry: undefined }
    this.#proofs.add(proof)
    this.#ask(proof)
    return () => {
      this.#proofs.delete(proof)
      proof.retry?.()
    }
  }

  sessionOpened(nonce: Uint8Array): void {
    this.#nonce = nonce
    for (const proof of this.#proofs) this.#ask(proof)
  }

  sessionLost(): void {
    this.#nonce = undefined
    for (const proof of this.#proofs) {
      proof.retry?.()
      proof.state = 'unasked'
      proof.backoff.reset()
    }
  }

  /** The relay named a document of this group: the answer to a proof, or a reason to try again. */
  heard(group: GroupId): void {
    const answered = this.#unanswered(group)
    if (answered !== undefined) {
      answered.state = 'accepted'
      answered.link.onAnswer?.({ state: 'accepted' })
    }
    for (const proof of this.#of(group)) if (proof.state === 'refused') this.#ask(proof)
  }

  /**
   * The relay shut the group's document. It answers in the order it was asked, and proofs are sent
   * before step 1: true when this answers a proof, and says nothing about the document. LK34.
   */
  refused(group: GroupId, end: LinkEnd | undefined): boolean {
    const answered = this.#unanswered(group)
    const refused = answered === undefined ? this.#of(group) : [answered]
    for (const proof of refused) {
      if (proof.state === 'refused') continue
      proof.state = 'refused'
      proof.retry = this.#ports.clock.after(proof.backoff.nextMs(), () => this.#ask(proof))
    }
    answered?.link.onAnswer?.({ state: 'refused', end })
    return answered !== undefined
  }

  close(): void {
    this.sessionLost()
    this.#proofs.clear()
  }

  #of(group: GroupId): readonly Proof[] {
    return [...this.#proofs].filter((proof) => proof.link.group === group)
  }

  /** The proof of this group that the relay owes an answer the longest. */
  #unanswered(group: GroupId): Proof | undefined {
    return this.#of(group)
      .filter((proof) => proof.state === 'asked')
      .toSorted((left, right) => left.askedNumber - right.askedNumber)[0]
  }

  #ask(proof: Proof): void {
    proof.retry?.()
    const nonce = this.#nonce
    if (nonce === undefined) return
    const { group, invite } = proof.link
    const { origin, device, send } = this.#ports
    const signature = proof.link.sign(linkProofBytes(nonce, origin, { group, device }))
    proof.state = 'asked'
    proof.askedNumber = ++this.#askedCount
    send(
      encodeTyped('', MESSAGE_TYPE.proof, encodeProof({ type: 'link', group, invite, signature })),
    )
  }
}
