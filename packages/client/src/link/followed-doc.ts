/** A document on the link, as the link and its caller see each other. Types only. */
import type { DocFacts } from '@parley/gate'
import type { Acknowledgement, Refusal } from '@parley/protocol'
import type * as Y from 'yjs'

/** The doc is loaded and free of pending structs. Every call comes after the doc was changed. */
export interface FollowedDoc {
  readonly name: string
  readonly doc: Y.Doc
  readonly facts: DocFacts
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
  /** The provider goes, the doc stays. */
  stop(): void
}
