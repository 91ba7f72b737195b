/** What every log reader gives: who said what, oldest first, and what was left out and why. */

export interface RecordedMessage {
  readonly nick: string
  /** Epoch milliseconds; equal for neighbours when the log counts minutes. */
  readonly saidAt: number
  readonly text: string
}

export interface RecordedChat {
  readonly messages: readonly RecordedMessage[]
  readonly skipped: ReadonlyMap<SkipReason, number>
}

export type SkipReason = 'doubled row' | 'blank text' | 'not a message' | 'text too long'

/** Counts what is left out. */
export class Skipped extends Map<SkipReason, number> {
  count(reason: SkipReason): void {
    this.set(reason, (this.get(reason) ?? 0) + 1)
  }
}
