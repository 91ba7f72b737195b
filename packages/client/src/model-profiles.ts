/** What a user interface sees of people's and groups' profiles, beside their names. */
import type { GroupId, PersonId, Picture } from '@parley/protocol'
import type { Live } from './model-live.ts'

export type { Picture }

export interface Profiles {
  /** This person's; '' for none. */
  readonly status: Live<string>
  /** One line, the empty text for none. Rejects with `TextTooLong` or `StorageFailed`. */
  setStatus(status: string): Promise<void>
  /** A small still WebP or JPEG; `undefined` takes it away. Rejects with `NotAPicture` or `StorageFailed`. */
  setPicture(bytes: Uint8Array | undefined): Promise<void>
  /**
   * Of a group here, or of somebody who is present in one: the newest they said in any. None of whom
   * this person blocked. The same object until it changes.
   */
  pictureOf(id: PersonId | GroupId): Picture | undefined
  /** Which of the accent colours this person gave the group, on all their devices; `undefined`: none. */
  accentOf(group: GroupId): number | undefined
  setAccent(group: GroupId, accent: number | undefined): Promise<void>
  /** Some picture or accent may be another one. */
  subscribe(onChange: () => void): () => void
}

/** The bytes are no small still picture of a kind that everybody's device shows. */
export class NotAPicture extends Error {
  constructor() {
    super('This is not a small WebP or JPEG picture. Choose another file.')
    this.name = 'NotAPicture'
  }
}
