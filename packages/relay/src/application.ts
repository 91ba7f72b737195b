/** What somebody asks to write, and everything that is looked at before it is admitted. */
import type { DeviceKey } from '@parley/protocol'
import type { SiteVerifier, Verifier } from '@parley/signing'
import type { Credentials } from './access.ts'
import type { GroupState } from './group-state.ts'
import type { LiveDoc } from './live-doc.ts'

export interface Application {
  readonly live: Pick<LiveDoc, 'name' | 'records' | 'filled' | 'quota' | 'digestOf' | 'retracts'>
  readonly group: GroupState
  readonly by: Credentials
  readonly verify: Verifier
  readonly verifySite: SiteVerifier
  /** Whether records of this device are refused for now, whoever brings them (RE78). */
  isBarred(device: DeviceKey): boolean
  /** Asked, and paid, before the group is reduced with what is brought. */
  mayReduce(): boolean
  /** Epoch milliseconds, by the relay's clock. */
  readonly now: number
  /** The highest segment of the group that has records here, -1 for none. */
  readonly lastSegment: number
  readonly segmentsAhead: number
  /** What the group may take of the store. */
  readonly groupBytes: number
}
