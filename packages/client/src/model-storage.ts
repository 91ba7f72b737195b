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

export interface Storage {
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
