/** The link as its caller sees it, and a followed document as both see it. Types only. */
import type { DocFacts } from '@parley/gate'
import type {
  Acknowledgement,
  GroupId,
  InventoryDigest,
  InventoryPlaces,
  PresenceEntry,
  Refusal,
  SealedMark,
  Writer,
} from '@parley/protocol'
import type { KeyPair } from '@parley/signing'
import type * as Y from 'yjs'
import type { Clock, Dial, Random, Stop } from '../ports.ts'
import type { HeldLink } from './link-proofs.ts'
import type { Room, RoomEvents } from './rooms.ts'
import type { LinkState } from './wire.ts'

export interface LinkPorts {
  /** ws(s)://host/ */
  readonly url: string
  /** The origin as dialled, which our proof is bound to: wss://host */
  readonly origin: string
  readonly device: KeyPair
  /** With the device's key. */
  sign(message: Uint8Array): Uint8Array
  readonly dial: Dial
  readonly clock: Clock
  /** For jitter. */
  readonly random: Random
  /** What this device holds, asked once in every session. */
  inventory(): readonly InventoryDigest[]
}

export interface RelayLink {
  state(): LinkState
  /** When `state().state` has become another one. */
  onState(listen: () => void): Stop
  /**
   * Sync this document from now on. Throws while one of the same name is followed: stop that first.
   * After `close` nothing comes of it.
   */
  follow(doc: FollowedDoc): Following
  /** Prove an invite link in every session until it is forgotten. */
  proveLink(link: HeldLink): Stop
  /** Meet one other device there, from now on in every session, until it is left or shut. */
  enterRoom(name: string, events: RoomEvents): Room
  /** Of a group or of a person document. While offline nothing happens: send the newest when `connected` comes. */
  sendMark(doc: string, mark: SealedMark): void
  /** This tab's entry in a group; while offline nothing happens: send it again when the group has synced. */
  sendPresence(group: GroupId, entry: PresenceEntry): void
  /** Untrusted. */
  onPresence(listen: (group: GroupId, entries: readonly PresenceEntry[]) => void): Stop
  /** Documents in which the relay differs from us, and later the ones that change unopened. */
  onPlaces(listen: (docs: readonly InventoryPlaces[]) => void): Stop
  /** Not verified. `group` is a group, or a person document's group of one. */
  onMark(listen: (group: GroupId, mark: SealedMark) => void): Stop
  /** The relay's clock, and between which moments of ours that was: told in every session. */
  onRelayTime(listen: (told: RelayTime) => void): Stop
  /** The network may be back: dial now. */
  wake(): void
  /** Something was written that should go out: while offline, dial soon. */
  hurry(): void
  /** The browser says there is no network: offline at once; the socket is kept. */
  rest(): void
  /** Everything stops; followed docs are left alone. */
  close(): void
}

/** What a relay said of the time, all epoch milliseconds. */
export interface RelayTime {
  /** By its own clock, at some moment between the other two, which are by ours. */
  readonly relayAt: number
  readonly dialledAt: number
  readonly heardAt: number
}

/** The doc is loaded and free of pending structs. Every call comes after the doc was changed. */
export interface FollowedDoc {
  readonly name: string
  readonly doc: Y.Doc
  readonly facts: DocFacts
  /** By writer, from which clock on nothing leaves for now; asked whenever something is about to. */
  heldBack?(): ReadonlyMap<Writer, number>
  /** The relay holds these durably. */
  onAcks(acks: readonly Acknowledgement[]): void
  /** The relay refused what this client sent. */
  onRefusals(refusals: readonly Refusal[]): void
  /** Our gate refused a part of what the relay sent; the rest is in the doc. */
  onIncomingRefused(refusals: readonly Refusal[]): void
  /** After every step 2: now send what the outbox holds. The relay reads frames in this order. */
  onSynced(): void
  /**
   * The relay shut this document. 44xx, and 4522 after the second fatal answer: for good, nothing
   * more is tried. Other 45xx: told each time, and tried again without your doing.
   */
  onClosed(code: number): void
  /**
   * Our gate refused a whole update. `broke` is the gate's rule; 'sync' for a sync message that
   * cannot be read; 'own-document' when it is our own doc that does not fit the grammar.
   */
  onFatal(broke: string): void
}

export interface Following {
  /** Ask again for everything we lack. Does nothing while the document is not open. */
  resync(): void
  /** Straight to the relay, cut to size; while offline nothing happens, so keep the outbox. */
  send(update: Uint8Array): void
  /** The relay's answer to step 1 is in the doc, on this very session. */
  isSynced(): boolean
  /** By its own word in this session the relay holds all that the doc holds; asked, and waited for so long. */
  whenHeldThere(ms: number): Promise<boolean>
  /** The provider goes, the doc stays. */
  stop(): void
}
