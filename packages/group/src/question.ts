/** What is asked about a record that is no action, and the answers. Rules RO12 and RO30 to RO38. */
import type { DeviceKey, RecordId, Writer } from '@parley/protocol'

/**
 * What a record does. `any`: some envelope or other; `reply`: a post in a thread; `moderate`: retracts what others wrote;
 * `retract`: what its author wrote; `key`: an epoch or a grant; `name`: a profile or the group's name.
 */
export type Act = 'post' | 'reply' | 'react' | 'retract' | 'moderate' | 'key' | 'name' | 'any'

/** How far a writer's records in a segment (`undefined`: the group document) are asked about. */
export interface Reach {
  readonly segment: number | undefined
  readonly writer: Writer
  readonly clock: number
}

export interface Question {
  /** The device that signed; verified. */
  readonly device: DeviceKey
  readonly heads: readonly RecordId[]
  /** Where it stands; without it, it lies inside no cut. */
  readonly place?: Reach | undefined
  /** `any` unless told. */
  readonly act?: Act | undefined
  /** `cutDigest` over the ids of the writer's records below `clock`; `undefined` when they are not all held. */
  readonly digestOf?: ((upto: Reach) => Uint8Array | undefined) | undefined
}

export type Answer = 'valid' | 'waits' | 'invalid'

/**
 * Why a record does not count. `waits`: a head is not held; `absent`: its author was nobody there;
 * `role`: the author's role does not do this; `cut`: it was written past the point where its author
 * was removed, left, was muted or lowered; the others name a device taken out or a policy.
 */
export type Bar =
  | 'waits'
  | 'removed-device'
  | 'absent'
  | 'muted'
  | 'guest'
  | 'locked'
  | 'announcements'
  | 'hushed'
  | 'role'
  | 'cut'
