/**
 * A session as the documents see it: who it is, what it may spend, and how to answer it.
 */
import {
  type Acknowledgement,
  encodeAcks,
  encodeClose,
  encodePlaces,
  encodeRefusals,
  encodeTyped,
  type GroupId,
  type InventoryPlaces,
  MAX_INVENTORY_DOCS,
  MESSAGE_TYPE,
  type RecordId,
  type Refusal,
} from '@parley/protocol'
import type { Credentials } from './access.ts'
import type { Costly } from './limits.ts'
import type { Identified } from './session.ts'

export interface Client extends Credentials, Identified {
  readonly links: Map<GroupId, RecordId>
  readonly refills: Set<GroupId>
  /** The desk links that this session proved, by the team whose they are. */
  readonly atDesks: Map<GroupId, RecordId>
  /** Of the network, as the peer has it. */
  readonly address: string
  /** Whether it may bring groups that are not here yet. */
  readonly mayFound: boolean
  /** The session has ended; whoever waited meanwhile must not follow anything for it. */
  isOver(): boolean
  /** Dropped silently once the socket is gone. */
  send(frame: Uint8Array): void
  /** Whether the session's allowance still had one of these. */
  spend(what: Costly, count?: number): boolean
  /** Resolves when the session may go on after so many of its records were judged. */
  pay(recordsCount: number, group?: GroupId): Promise<void>
  /** The session asked for more than its allowance of things no honest client does. */
  endTooFast(): void
  /** Resolves when the socket has room for a large answer. */
  drained(): Promise<void>
}

/** What one ACK or NACK frame may hold at most. */
const MAX_NOTICES = 4_096

export function sendAcks(client: Client, doc: string, acks: readonly Acknowledgement[]): void {
  for (const some of chunks(acks, MAX_NOTICES))
    client.send(encodeTyped(doc, MESSAGE_TYPE.ack, encodeAcks(some)))
}

export function sendRefusals(client: Client, doc: string, refusals: readonly Refusal[]): void {
  for (const some of chunks(refusals, MAX_NOTICES))
    client.send(encodeTyped(doc, MESSAGE_TYPE.nack, encodeRefusals(some)))
}

/** At least one frame, because an empty inventory is an answer too. */
export function sendPlaces(client: Client, docs: readonly InventoryPlaces[]): void {
  const parts = docs.length === 0 ? [[]] : chunks(docs, MAX_INVENTORY_DOCS)
  for (const some of parts) client.send(encodeTyped('', MESSAGE_TYPE.inventory, encodePlaces(some)))
}

export function sendClose(client: Client, doc: string, code: number): void {
  client.send(encodeTyped(doc, MESSAGE_TYPE.close, encodeClose(code)))
}

function chunks<T>(items: readonly T[], size: number): (readonly T[])[] {
  const parts: (readonly T[])[] = []
  for (let at = 0; at < items.length; at += size) parts.push(items.slice(at, at + size))
  return parts
}
