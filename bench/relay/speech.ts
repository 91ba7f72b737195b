/** How members speak to one kind of server. One implementation for each kind. */
import type { Person } from '../people/person.ts'
import type { Society } from '../people/society.ts'

/** What a member holds of a document already. */
export interface HeldDoc {
  readonly stateVector: Uint8Array
  /** SHA-256 of the encoded snapshot. */
  readonly digest: Uint8Array
}

export interface Visitor {
  readonly person: Person
  readonly society: Society
  readonly held: ReadonlyMap<string, HeldDoc>
  /** Documents to ask for at once, in this order; a server with one document for all is asked for that. */
  readonly first: readonly string[]
  /** Documents to ask for after those. */
  readonly later: readonly string[]
  readonly origin: string
}

export interface Ear {
  send(frame: Uint8Array): void
  /** An answer or a change, as a view on what was received. */
  onUpdate(update: Uint8Array): void
  /** What the server has of the first documents has come; from then on changes come. */
  onJoined(): void
  /** And of the later ones. */
  onComplete(): void
  /** The server says it has kept what was sent, so many frames or documents of it. */
  onAck(frame: Uint8Array): void
  onRefused(why: string): void
}

export interface Speech {
  readonly protocols: readonly string[]
  pathFor(society: Society): string
  /** Says what is to be said when the socket is open; answers with what hears the frames. */
  greet(visitor: Visitor, ear: Ear): (frame: Uint8Array) => void
  /** An update as a member sends it. */
  frameOf(doc: string, update: Uint8Array): Uint8Array
}

/** The state vector of a document without a record. */
export const EMPTY_STATE = Uint8Array.of(0)
