/**
 * How much one relay gives to one session, one device and one document. Policy, not protocol: another
 * relay may choose other numbers. Each answers an attack or a failure that docs/attacks.md names.
 */

import type { Allowance } from './budget.ts'

/**
 * `step1`: a question about a document (AT64). `inventory`, `proof`: of a link. `founding`: a group
 * or person this relay did not hold. `membership`: an update of a group document, after which its roster is
 * reduced anew (AT56). `mark`: a read mark. `fault`: a record that is bad, or an update that is FATAL.
 * `evidence`: a frame of retracts. `linking`: a message in a linking room. `presence`: who is here. `carried`: somebody else's record that counts for nobody, as
 * far as is known here (AT45). `farewell`: what somebody is told who is not in a group any more, or never was (AT173).
 */
export type Costly =
  | 'step1'
  | 'inventory'
  | 'proof'
  | 'founding'
  | 'membership'
  | 'mark'
  | 'fault'
  | 'linking'
  | 'presence'
  | 'evidence'
  | 'carried'
  | 'farewell'
  | 'outside'
  | 'reduction'

export interface RelayLimits {
  /** A socket that has not opened its session by then is closed. */
  readonly handshakeMs: number
  /** A session not heard from for this long is closed; background tabs ping about once a minute. */
  readonly idleMs: number
  /** Bytes waiting in one socket: a reader slower than that is dropped and syncs again (1013). */
  readonly queuedBytes: number
  /** The same of all sockets together: above it whoever lags most is dropped. */
  readonly allQueuedBytes: number
  /** Above this, answers to step 1 wait until the socket has drained. */
  readonly drainBytes: number
  /** An answer that finds no room in the socket for this long ends the session. */
  readonly drainMs: number
  /** Bytes received but not yet judged, of one session. */
  readonly inboxBytes: number
  /** Sustained and burst, of one session. Generous: an outbox of thousands arrives at once. */
  readonly bytesPerSecond: number
  readonly bytesBurst: number
  readonly framesPerSecond: number
  readonly framesBurst: number
  /** What one session may ask for that costs the relay more than the client. */
  readonly allowances: Readonly<Record<Costly, Allowance>>
  /** The same for all sessions of one device together, also one after the other. */
  readonly deviceAllowances: Readonly<Partial<Record<Costly, Allowance>>>
  /** And for all sessions of one network address: whoever makes up devices has no more for it. */
  readonly addressAllowances: Readonly<Partial<Record<Costly, Allowance>>>
  /** Talks that one desk's visitors found at a closed relay (AT209). */
  readonly deskTalks: Allowance
  /** Sockets that one address opens, and bytes that come from it. */
  readonly addressSockets: Allowance
  readonly addressBytes: Allowance
  /** Records judged of one session; more wait for their turn (RE32). */
  readonly records: Allowance
  /** Records judged of one group, whoever brings them; more wait likewise. */
  readonly groupRecords: Allowance
  /** What one group may take of the store. */
  readonly groupBytes: number
  readonly sessionsPerAddress: number
  readonly sessionsPerDevice: number
  /** Sessions that have not proved who they are; above it the oldest of them goes. */
  readonly handshakesAtOnce: number
  /** What a session may send in vain before it has proved who it is. */
  readonly unprovedBytes: number
  /** Documents that one session may follow at a time. */
  readonly followsPerSession: number
  /** Of them, documents of groups that are not here, of one session, one device and one address. */
  readonly withheld: {
    readonly session: number
    readonly device: number
    readonly address: number
  }
  /** How far beyond the newest segment held a device may open one with its own records (AT62). */
  readonly segmentsAhead: number
  /** A document nobody follows leaves memory after this long. */
  readonly graceMs: number
  /** Changes of unopened documents are told at most this often. */
  readonly noticeMs: number
  /** Journal entries of one document that make it worth rewriting as one. */
  readonly compactEntries: number
  /** A moderator's deletion can be undone for so long, by removing that moderator with an earlier cut (AT41). */
  readonly moderationGraceMs: number
  /** How often what was deleted is cleared from the disk. */
  readonly sweepMs: number
  /** In groups of more people read marks go to the devices of the same person only. */
  readonly markPeople: number
}

export const DEFAULT_LIMITS: RelayLimits = {
  handshakeMs: 15_000,
  idleMs: 150_000,
  queuedBytes: 16 * 1_048_576,
  allQueuedBytes: 256 * 1_048_576,
  drainBytes: 4 * 1_048_576,
  drainMs: 60_000,
  inboxBytes: 64 * 1_048_576,
  bytesPerSecond: 8 * 1_048_576,
  bytesBurst: 128 * 1_048_576,
  framesPerSecond: 1_000,
  framesBurst: 50_000,
  allowances: {
    step1: { perSecond: 50, burst: 4_096 },
    inventory: { perSecond: 0.2, burst: 64 },
    proof: { perSecond: 5, burst: 1_000 },
    founding: { perSecond: 0.1, burst: 500 },
    membership: { perSecond: 5, burst: 1_000 },
    mark: { perSecond: 20, burst: 2_000 },
    fault: { perSecond: 5, burst: 1_000 },
    carried: { perSecond: 5, burst: 4_096 },
    farewell: { perSecond: 0.5, burst: 128 },
    outside: { perSecond: 50, burst: 16_384 },
    reduction: { perSecond: 5, burst: 500 },
    evidence: { perSecond: 5, burst: 500 },
    presence: { perSecond: 5, burst: 100 },
    linking: { perSecond: 2, burst: 200 },
  },
  deviceAllowances: {
    founding: { perSecond: 0.1, burst: 500 },
    membership: { perSecond: 5, burst: 1_000 },
    fault: { perSecond: 5, burst: 1_000 },
    carried: { perSecond: 5, burst: 4_096 },
    farewell: { perSecond: 0.5, burst: 128 },
    outside: { perSecond: 50, burst: 16_384 },
    reduction: { perSecond: 5, burst: 500 },
  },
  addressAllowances: {
    founding: { perSecond: 5, burst: 5_000 },
    membership: { perSecond: 50, burst: 10_000 },
    fault: { perSecond: 50, burst: 10_000 },
    farewell: { perSecond: 10, burst: 2_000 },
    outside: { perSecond: 500, burst: 65_536 },
    reduction: { perSecond: 100, burst: 10_000 },
  },
  deskTalks: { perSecond: 500 / 86_400, burst: 500 },
  addressSockets: { perSecond: 100, burst: 8_192 },
  addressBytes: { perSecond: 64 * 1_048_576, burst: 1_024 * 1_048_576 },
  records: { perSecond: 2_000, burst: 50_000 },
  groupRecords: { perSecond: 10_000, burst: 200_000 },
  groupBytes: 4_096 * 1_048_576,
  sessionsPerAddress: 4_096,
  sessionsPerDevice: 64,
  handshakesAtOnce: 4_096,
  unprovedBytes: 65_536,
  followsPerSession: 4_096,
  withheld: { session: 256, device: 1_024, address: 16_384 },
  segmentsAhead: 32,
  graceMs: 30_000,
  noticeMs: 200,
  compactEntries: 500,
  moderationGraceMs: 7 * 24 * 3_600_000,
  sweepMs: 30_000,
  markPeople: 50,
}
