/** What the parts of one relay share. Made once, by relay.ts. */
import type { Verifier } from '@parley/signing'
import type { Audience } from './audience.ts'
import type { Catalogue } from './catalogue.ts'
import type { Contradictions } from './contradictions.ts'
import type { Counts } from './counts.ts'
import type { FanOut } from './fan-out.ts'
import type { Journal } from './journal/journal.ts'
import type { Laggards } from './laggards.ts'
import type { RelayLimits } from './limits.ts'
import type { LinkingRooms } from './linking-rooms.ts'
import type { Meters } from './meters.ts'
import type { OpenDocs } from './open-docs.ts'
import type { Clock, RelayEvent } from './ports.ts'
import type { PresenceBoard } from './presence.ts'
import type { Purging } from './purging.ts'
import type { Tallies } from './tallies.ts'

export interface RelayContext {
  readonly journal: Journal
  readonly clock: Clock
  readonly verify: Verifier
  readonly limits: RelayLimits
  readonly catalogue: Catalogue
  readonly docs: OpenDocs
  readonly fanOut: FanOut
  readonly rooms: LinkingRooms
  readonly purging: Purging
  readonly contradictions: Contradictions
  readonly presence: PresenceBoard
  readonly counts: Counts
  readonly meters: Meters
  /** By how to end them. */
  readonly laggards: Laggards<() => void>
  /** Sessions of each device. */
  readonly perDevice: Tallies
  /** Sessions whose inventory was answered. */
  readonly audience: Audience
  /** A document changed: whoever may read it and does not follow it hears of it soon. */
  noteChange(doc: string): void
  log(event: RelayEvent): void
}
