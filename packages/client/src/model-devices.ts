/** What a user interface sees of this person's own devices, the recovery phrase and linking. */
import type { DeviceKey } from '@parley/protocol'
import type { Live } from './model.ts'

export type { DeviceKey }

export interface OwnDevice {
  readonly key: DeviceKey
  readonly name: string
  readonly isThis: boolean
  /** Epoch milliseconds. */
  readonly addedAt: number
}

export type PhraseState =
  | { readonly state: 'unconfirmed'; readonly words: readonly string[] }
  | { readonly state: 'confirmed' }

/** `nobody-found` goes on by itself when a relay is reached. */
export type RecoverOutcome = 'ok' | 'not-a-phrase' | 'device-in-use' | 'nobody-found'

export interface OwnDevices {
  readonly devices: Live<readonly OwnDevice[]>
  rename(name: string): Promise<void>
  remove(key: DeviceKey): Promise<void>
  readonly phrase: Live<PhraseState>
  confirmPhrase(words: string): Promise<boolean>
  recover(words: string): Promise<RecoverOutcome>
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
  | { readonly step: 'waiting'; readonly link: string; readonly shortCode: string }
  | { readonly step: 'compare'; readonly digits: string }
  | { readonly step: 'sending' }
  | { readonly step: 'done' }
  | {
      readonly step: 'failed'
      readonly why: 'cancelled' | 'expired' | 'mismatch' | 'in-use' | 'no-relay'
    }
