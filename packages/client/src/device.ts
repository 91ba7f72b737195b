/**
 * What every part of the client works with: this device's ports, identity, clock, outbox and link.
 *
 * Made once by openParley; nothing in it is ambient.
 */
import type { Agreement } from '@parley/sealing'
import type { AsyncVerifier, Signer, Verifier } from '@parley/signing'
import type { Drafts } from './drafts/drafts.ts'
import type { Identity } from './identity/identity.ts'
import type { RelayLink } from './link/relay-link.ts'
import type { Leisure } from './leisure.ts'
import type { Notices } from './notices.ts'
import type { Settable } from './live.ts'
import type {
  Breathe,
  Clock,
  DeviceStore,
  Dial,
  DocStore,
  Random,
  Room,
  Spare,
  Stop,
  Stretch,
  TabChannel,
} from './ports.ts'
import type { Refusals } from './syncing/refusals.ts'
import type { Settings } from './settings.ts'
import type { Outbox } from './writing/outbox.ts'
import type { OwnClock } from './writing/own-clock.ts'

/** The world as this client meets it. */
export interface ClientPorts {
  readonly store: DeviceStore
  readonly docStore: DocStore
  readonly tabs: TabChannel
  readonly clock: Clock
  readonly random: Random
  readonly dial: Dial
  /** For many records at once, off the moment. */
  readonly verify: AsyncVerifier
  /** For the few that decide what follows. */
  readonly verifyNow: Verifier
  readonly signer: Signer
  /** For the keys of many people at once, off the moment; pure JavaScript when it is not given. */
  readonly agree?: Agreement
  /** ws or wss address of the relay. */
  readonly relayUrl: string
  /** The origin the relay knows itself by, as dialled. */
  readonly origin: string
  /** The page that invite links open, without fragment. */
  readonly appUrl: string
  /** What this device is called until its person says otherwise, like "Firefox on Android". */
  readonly deviceName?: string
  /** Beside the store; without one nothing tells a device that was cleared from a new one. */
  readonly spare?: Spare
  /** What the platform says of its disk. */
  room?(): Promise<Room>
  /** Asks it not to clear this site by itself; whether it promised. */
  persist?(): Promise<boolean>
  /** The store keeps nothing over the end of this process, and its person knows. */
  readonly isUnkept?: boolean
  /** Lets what a person waits for go first. */
  readonly breathe?: Breathe
  /** For the phrase of a new person; at once when it is not given. */
  readonly stretch?: Stretch
  /** What the platform says of the network; only a hint. */
  onNetwork?(listen: (online: boolean) => void): Stop
}

export interface Device extends ClientPorts {
  /** May become a newer object while open: a box more, the phrase erased. */
  readonly identity: Identity
  readonly outbox: Outbox
  readonly refusals: Refusals
  readonly ownClock: OwnClock
  readonly link: RelayLink
  readonly notices: Notices
  readonly settings: Settings
  /** This device was cleared, and is finding again what a relay keeps of it. */
  readonly returning: Settable<boolean>
  /** What is being written in any group. */
  readonly drafts: Drafts
  readonly leisure: Leisure
  sign(message: Uint8Array): Uint8Array
}
