/**
 * What the client asks of the world: time, randomness, its own disk, kept documents, other tabs,
 * a socket. Adapters are in stores/, docs/, tabs/ and browser/; the simulation brings its own.
 *
 * Types only: nothing here is code, and nothing here names IndexedDB, WebSocket or BroadcastChannel.
 */
import type * as Y from 'yjs'

/** Stops listening, or takes back what was asked for. Calling it again does nothing. */
export type Stop = () => void

export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Runs once, after `ms` milliseconds, unless it is cancelled before. */
  after(ms: number, run: () => void): Stop
  every(ms: number, run: () => void): Stop
}

/** That many unpredictable bytes. */
export type Random = (byteCount: number) => Uint8Array

/** What must not be lost: identity, outbox, refusals. Keys are texts in parts divided by '/'. */
export interface DeviceStore {
  /** The value, a copy; `undefined` when there is none. */
  get(key: string): Promise<unknown>
  /** Every entry whose key begins with `prefix`, ascending by key (UTF-16 order). */
  list(prefix: string): Promise<readonly (readonly [string, unknown])[]>
  /**
   * All changes or none, in order, on disk when resolved. Values are what a structured clone can
   * copy. Rejects with `StorageFailed` (stores/storage-failed.ts); then nothing of it was written.
   */
  write(changes: readonly StoreChange[]): Promise<void>
  /**
   * As `write`, in the same order as all others, but a power cut may take it away again until something is
   * written by `write`: for what a relay or another device tells anew, and what nobody misses.
   */
  writeSoon(changes: readonly StoreChange[]): Promise<void>
  close(): Promise<void>
}

export type StoreChange =
  | { readonly type: 'put'; readonly key: string; readonly value: unknown }
  /** Only where the key is not there yet; otherwise the whole write is refused as `taken`. */
  | { readonly type: 'add'; readonly key: string; readonly value: unknown }
  | { readonly type: 'delete'; readonly key: string }

/**
 * A little room that outlives the device store where a browser deletes that alone, and goes where it
 * stays. Nothing is waited for here: what cannot be kept is not.
 */
export interface Spare {
  get(key: string): string | undefined
  /** `undefined` takes it away. */
  set(key: string, text: string | undefined): void
}

/** What the platform gives this site on its disk, as far as it says. */
export interface Room {
  /** By its own counting; `undefined` where it does not say. */
  readonly usedBytes: number | undefined
  readonly quotaBytes: number | undefined
  /** It has promised not to clear this site by itself. */
  readonly isPersistent: boolean
}

/** Yjs documents on this device's disk, by a name that is ours (not the document's wire name). */
export interface DocStore {
  /**
   * Resolves when everything kept is in `doc`; from then on what changes in it is kept. Rejects
   * with `DocFailed` when that cannot be: the doc may then hold a part of it, so throw it away.
   */
  open(name: string, doc: Y.Doc): Promise<KeptDoc>
  /** Bytes of what is kept under this name; 0 for nothing. Rejects with `DocFailed`. */
  sizeOf(name: string): Promise<number>
  /** For ever. Close it first. Rejects with `DocFailed`. */
  delete(name: string): Promise<void>
}

export interface KeptDoc {
  /** Told once for each fault; a fault met before anybody listened is told to the first listener. */
  onFailure(listen: (fault: DocFault) => void): Stop
  /** Resolves when every change so far is on disk, rejects with `DocFailed` when it will not be. */
  flushed(): Promise<void>
  /** Nothing is kept from now on. The doc itself is left alone. */
  close(): Promise<void>
}

export interface DocFault {
  /**
   * unreadable: what is on disk is damaged · write-failed: a change was not kept (each later
   * write and `flushed` tries to keep the whole doc again) · blocked: the database does not answer · closed: it was closed under us.
   */
  readonly type: 'unreadable' | 'write-failed' | 'blocked' | 'closed'
  /** The device has no room left: a person can do something about that. */
  readonly isFull: boolean
  /** For developers, in plain English. */
  readonly error: string
}

/** The other tabs of this browser profile. A tab does not hear itself. */
export interface TabChannel {
  post(message: TabMessage): void
  /** Messages come from our own pages, perhaps of another version: unknown types are to be ignored. */
  onMessage(listen: (message: TabMessage) => void): Stop
  close(): void
}

/** Tagged by `type` and open: whatever a structured clone can copy. */
export interface TabMessage {
  readonly type: string
  readonly [field: string]: unknown
}

/** One connection. Every listener hears everything; none is told what happened before it listened. */
export interface Socket {
  /** May be called once open; bytes handed over are not changed afterwards. */
  send(bytes: Uint8Array): void
  close(): void
  onOpen(listen: () => void): void
  /** Bytes only; what is not binary is dropped by the adapter. */
  onMessage(listen: (bytes: Uint8Array) => void): void
  /** Once, also when it never opened. 1006: it broke without a word. */
  onClose(listen: (code: number) => void): void
}

/** Resolves when the page has drawn what there is to draw, or has no time for that; within a second. */
export type Breathe = () => Promise<void>

/** The BIP-39 seed of a phrase, 64 bytes, made beside the page: it takes some tens of milliseconds. */
export type Stretch = (phrase: string) => Promise<Uint8Array>

/** Begins to connect; never throws, a wrong address closes. */
export type Dial = (url: string) => Socket
