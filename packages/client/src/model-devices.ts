/** What a user interface sees of this person's own devices, the recovery phrase and linking. */
import type { DeviceKey } from '@parley/protocol'
import type { PhraseFault } from './identity/phrase.ts'
import type { Live } from './model-live.ts'

export type { DeviceKey }

export interface OwnDevice {
  readonly key: DeviceKey
  readonly name: string
  readonly isThis: boolean
  /** Epoch milliseconds. */
  readonly addedAt: number
}

/** `asked`: the positions of three words, from 1, which confirm the phrase as all twelve do. */
export type PhraseState =
  | {
      readonly state: 'unconfirmed'
      readonly words: readonly string[]
      readonly asked: readonly number[]
    }
  | { readonly state: 'confirmed' }

export type { PhraseFault }

export type RecoverOutcome =
  /** This browser is a device of that person now: the page opens again, and `search` tells the rest. */
  | { readonly outcome: 'ok' }
  | { readonly outcome: 'not-a-phrase'; readonly fault: PhraseFault }
  | { readonly outcome: 'device-in-use' }

/**
 * After a recovery. searching: no relay has answered yet · nothing-found: a relay was asked and knows
 * nobody of this phrase; it goes on by itself · found: groups and history come by themselves.
 */
export type SearchState = 'none' | 'searching' | 'nothing-found' | 'found'

export interface OwnDevices {
  /** This device first, then the newest. */
  readonly devices: Live<readonly OwnDevice[]>
  /** RFC 7638, of this device: what a site's token names in `cnf.jkt`, to be good here only. */
  readonly thumbprint: string
  /** `key`: which of one's own devices; this one when it is left out. */
  rename(name: string, key?: DeviceKey): Promise<void>
  /**
   * Nothing new reaches that device, in no group. With the phrase's words the root signs it too.
   * Rejects with NotAllowed for this very device, and with StorageFailed.
   */
  remove(key: DeviceKey, words?: string): Promise<void>
  /** This device was removed by another one of this person. */
  readonly isRemoved: Live<boolean>
  readonly phrase: Live<PhraseState>
  /** All twelve words or the asked ones, in order. Then the phrase is erased from this device. */
  confirmPhrase(words: string): Promise<boolean>
  /** Only on a device without groups. Rejects with StorageFailed; then nothing has changed. */
  recover(words: string): Promise<RecoverOutcome>
  readonly search: Live<SearchState>
  /** This browser became a device of another person: the page is to be opened again. */
  readonly restart: Live<boolean>
  /** On the device that has everything. */
  offerLink(): Linking
  /** On the new device: the link or the short code that the other one shows. */
  takeLink(code: string): Linking | LinkFault
}

export interface LinkFault {
  readonly broke: 'not-a-link' | 'newer-version' | 'device-in-use'
}

export interface Linking {
  readonly state: Live<LinkingState>
  /** The six digits are the same on both screens. */
  confirm(): void
  cancel(): void
}

export type LinkingState =
  /** On the new device both are empty, and `isUnanswered` says that nobody has answered for a while. */
  | {
      readonly step: 'waiting'
      readonly link: string
      readonly shortCode: string
      readonly isUnanswered?: boolean
    }
  | { readonly step: 'compare'; readonly digits: string }
  | { readonly step: 'sending' }
  | { readonly step: 'done' }
  | {
      readonly step: 'failed'
      /**
       * unanswered: on the new device, nobody showed this code. too-deep: the old device was itself
       * linked through seven others.
       */
      readonly why:
        | 'cancelled'
        | 'expired'
        | 'unanswered'
        | 'mismatch'
        | 'in-use'
        | 'no-relay'
        | 'too-deep'
        | 'storage'
    }
