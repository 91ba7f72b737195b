/**
 * What a relay needs from the world: a clock, randomness, a verifier, sockets, and somewhere to log.
 *
 * Nothing in this package reads a clock or a random number but through these, so a whole relay runs
 * in a simulation. The journal, which makes things durable, has its own file.
 */
import type { GroupId } from '@parley/protocol'
import type { Verifier } from '@parley/signing'
import type { Journal } from './journal/journal.ts'
import type { RelayLimits } from './limits.ts'

export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Runs once; returns how to cancel it. */
  after(ms: number, run: () => void): () => void
  /** Runs again and again; returns how to cancel it. */
  every(ms: number, run: () => void): () => void
}

/** One client's connection. Whoever makes it promises that frames keep their order. */
export interface RelaySocket {
  send(bytes: Uint8Array): void
  close(code: number, reason: string): void
  /** Bytes handed to `send` that have not left this machine yet. */
  queuedBytes(): number
  /** Frames never change, but may be parts of something larger: what is kept of one is copied. */
  onMessage(listen: (bytes: Uint8Array) => void): void
  onClose(listen: () => void): void
}

export interface Peer {
  /** What it is counted under; only compared, never parsed. */
  readonly address: string
  /** `false`: this session brings no new groups here (a closed relay); yes if it is not told. */
  readonly mayFound?: boolean
  /** What a mirror token opens to it, which whoever accepts the socket has checked (RE65). */
  readonly mirror?: Mirror | undefined
  /** Under which origin the socket was opened, as the connection says, untrusted; only told to the log. */
  readonly openedAt?: string | undefined
}

/** The right to carry groups to and from another relay. */
export interface Mirror {
  readonly groups: ReadonlySet<GroupId>
  /** Epoch milliseconds. */
  readonly endsAt: number
}

/** The other relays on the same log, for what is passed on and never kept. */
export interface Neighbours {
  /** To every other relay that hears this topic now; nobody is told whether it came. */
  tell(topic: string, said: Uint8Array): void
  /** What the others tell under it, each in its order; `from` is the same for all that one process says. Answers with how to stop. */
  hear(topic: string, listen: (said: Uint8Array, from: string) => void): () => void
  /** Called when this relay could tell and hear nothing for a while, and can again. Answers with how to stop. */
  onBack(listen: () => void): () => void
}

/** What an operator may want to know. Never holds keys, signatures or record bytes. */
export type RelayEvent =
  | { readonly type: 'session-closed'; readonly reason: string; readonly address: string }
  /** A client dialled this relay by an address that is none of its own. */
  | { readonly type: 'unknown-origin'; readonly openedAt: string | undefined }
  | { readonly type: 'update-refused'; readonly doc: string; readonly broke: string }
  | { readonly type: 'journal-failed'; readonly doc: string; readonly error: string }
  /** What another relay put into the shared log does not go with what was in memory: it is loaded again. */
  | { readonly type: 'log-contradicted'; readonly doc: string }
  | { readonly type: 'journal-repaired'; readonly doc: string; readonly error: string }
  | { readonly type: 'internal'; readonly error: string }

export interface RelayPorts {
  readonly journal: Journal
  readonly clock: Clock
  random(byteCount: number): Uint8Array
  readonly verify: Verifier
  /** Whether a client may have dialled this relay under that origin (`wss://host:port`). */
  isOrigin(origin: string): boolean
  /** Relays on the same log, if it is shared. */
  readonly neighbours?: Neighbours
  log?(event: RelayEvent): void
  readonly limits?: Partial<RelayLimits>
}
