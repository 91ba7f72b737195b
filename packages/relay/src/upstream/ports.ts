/**
 * What carrying groups to and from another relay needs of the world, and what it tells of itself.
 *
 * The other relay is the *upstream*: it was there before and will be there after, a school's beside the one
 * of a lesson. Rules RE66 to RE70.
 */
import type { GroupId, NackReason } from '@parley/protocol'

/** How a connection to an upstream ended. */
export type UpstreamEnd =
  /** No socket came to be. `reason`: in a network's words. */
  | { readonly type: 'unreachable'; readonly reason: string }
  /** It answered with no socket. `relayAt`: its clock, epoch milliseconds, where it told. */
  | { readonly type: 'refused'; readonly status: number; readonly relayAt?: number | undefined }
  /** One that was open; 1006 for a line that broke. */
  | { readonly type: 'closed'; readonly code: number }
  /** This side ended it: the upstream was silent, or made no progress. */
  | { readonly type: 'stalled' }
  /** So many documents were carried that both sides should let go of them: dialled again at once. */
  | { readonly type: 'renewed' }
  /** This relay ended its own part, or talks that make no sense. */
  | { readonly type: 'ended-here'; readonly reason: string }

/** A socket that is being dialled. */
export interface UpstreamSocket {
  send(bytes: Uint8Array): void
  close(): void
  /** Bytes handed to `send` that have not left this machine yet. */
  queuedBytes(): number
  /** Nothing more is read from the network until `resume`. */
  pause(): void
  resume(): void
  onOpen(listen: () => void): void
  onMessage(listen: (bytes: Uint8Array) => void): void
  /** Once. */
  onClose(listen: (end: UpstreamEnd) => void): void
}

export interface UpstreamPorts {
  readonly groups: ReadonlySet<GroupId>
  /** As the upstream knows it for its own. */
  readonly origin: string
  dial(): UpstreamSocket
  tell(event: UpstreamEvent): void
}

/** What refused something for good, and its word for why. */
export interface Refused {
  readonly by: 'upstream' | 'here'
  readonly doc: string
  readonly reason: NackReason | 'forbidden' | 'outside the grammar' | 'closed'
}

export type UpstreamEvent =
  /** Neither side has what the other lacks. Counts are of records, since it was told last. */
  | { readonly type: 'in-step'; readonly sentCount: number; readonly takenCount: number }
  /** Told once for each way of being away, until they were in step again. */
  | { readonly type: 'away'; readonly end: UpstreamEnd }
  | ({ readonly type: 'refused' } & Refused)
  /** Its clock is so far ahead of this one, or behind where negative. */
  | { readonly type: 'clock'; readonly aheadMs: number }

export interface UpstreamStatus {
  readonly state: 'away' | 'meeting' | 'in-step'
  /** When both last had the same, epoch milliseconds. */
  readonly inStepAt: number | undefined
  /** Records since the start, confirmed by whoever took them. */
  readonly sentCount: number
  readonly takenCount: number
  /** Kinds of refusal for good. */
  readonly refusedCount: number
  /** Records for the upstream that it has not confirmed; `undefined` before the two ever met. */
  readonly waitingCount: number | undefined
}
