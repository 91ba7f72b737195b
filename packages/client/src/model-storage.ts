/** What a user interface sees of this device's storage: what is not sent, what was lost, what it takes. */
import type { MessageKey } from '@parley/group'
import type { GroupId } from '@parley/protocol'
import type { Live } from './model-live.ts'

/** An own message that no relay has taken yet, or that waits to be written. */
export interface UnsentMessage {
  readonly key: MessageKey
  readonly group: GroupId
  readonly groupName: string
  readonly text: string
}

/**
 * The browser had deleted what was kept here. returning: this is the same person, and what the relay keeps is
 * being fetched · back: it is here again · unknown: who this person was is gone too.
 */
export interface Loss {
  readonly state: 'returning' | 'back' | 'unknown'
  /** How many own messages were not sent, as far as is known. */
  readonly unsentCount: number
  /** Those whose texts are known: all but very many, or very long ones. */
  readonly unsent: readonly UnsentMessage[]
}

export interface GroupUse {
  readonly group: GroupId
  readonly name: string
  readonly bytes: number
  /** Of these, what can be freed now and fetched again. */
  readonly freeableBytes: number
}

export interface StorageUse {
  /** Largest first. */
  readonly groups: readonly GroupUse[]
  /** Of no group: who one is, one's own devices, settings. */
  readonly otherBytes: number
  readonly bytes: number
  /** By the browser's own counting, the app itself among it; `undefined` where it does not say. */
  readonly usedBytes: number | undefined
  readonly quotaBytes: number | undefined
  /** The browser has promised not to clear it by itself. */
  readonly isPersistent: boolean
}

/**
 * done: all that could go has gone · away: no relay is reached that would keep it · kept: a relay is not in step
 * with some of it, which stays.
 */
export interface Freed {
  readonly outcome: 'done' | 'away' | 'kept'
  readonly bytes: number
}

export interface Storage {
  /** Reads all that is kept once. Rejects with `StorageFailed`, or `DocFailed`. */
  measure(): Promise<StorageUse>
  /**
   * Old messages of a group go from this device; they come again when somebody scrolls there. What is unsent or
   * unread stays, and everything about people and keys. Rejects with `StorageFailed`.
   */
  free(group: GroupId): Promise<Freed>
  /** How much room Parley may take here; `undefined`: as much as there is. */
  readonly budgetBytes: Live<number | undefined>
  /** What is over it is freed at once, as far as a relay is reached, and from time to time. On disk when resolved. */
  setBudget(bytes: number | undefined): Promise<void>
  /** Asks the browser not to clear this site by itself; whether it promised. */
  persist(): Promise<boolean>
  readonly unsent: Live<readonly UnsentMessage[]>
  /** `undefined` when nothing was lost, or it has been read. */
  readonly loss: Live<Loss | undefined>
  /** It has been read. On disk when resolved. */
  dismissLoss(): Promise<void>
  /** All that is being written in this window is on disk when resolved. Rejects with `StorageFailed`. */
  keepDrafts(): Promise<void>
  /** False: nothing of this is kept when the window is closed. */
  readonly isKept: boolean
}
