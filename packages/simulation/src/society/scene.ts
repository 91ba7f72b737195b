/** What there is to see of a society for those who look on, wait, or forge. */
import type { GroupId } from '@parley/client'
import type { RecordId } from '@parley/protocol'
import type { MemoryDisk } from '@parley/relay'
import type { Network } from '../network/network.ts'
import type { RelayHost } from '../relay-host.ts'
import type { Inhabitant } from './inhabitant.ts'
import type { SocietyTally } from './tally.ts'
import type { Writing } from './writings.ts'

export interface RelayPlace {
  readonly network: Network
  readonly host: RelayHost
  readonly disk: MemoryDisk
}

export interface Scene {
  readonly people: readonly Inhabitant[]
  readonly relays: readonly [RelayPlace, RelayPlace]
  readonly group: GroupId
  readonly time: { now(): number }
  readonly tally: SocietyTally
  readonly writings: Writing[]
  /** What hostile people wrote by hand. */
  readonly forged: Set<RecordId>
  readonly hostileRandom: (byteCount: number) => Uint8Array
}
