/** What a page has to do with tokens: the function it gives, what it is asked, and what it is told. */

export interface Asked {
  /** For `aud`. */
  readonly group: string
  /** Of this browser's device, for `cnf.jkt`. */
  readonly thumbprint: string
}

/** Resolves with a JWT, or with null when nobody is signed in; rejects when that cannot be told now. */
export type TokenSource = (asked: Asked) => Promise<string | null>

/** What came of a token. The reasons are those of the group's rules, and two of a page that contradicts itself. */
export type TokenAnswer =
  | 'signed-in'
  | 'not-in'
  | 'not-a-token'
  | 'other-group'
  | 'other-device'
  | 'other-user'
  | 'expired'
  | 'no-site'
  | 'other-key'
  | 'too-much'

export type Refusal = Exclude<TokenAnswer, 'signed-in' | 'not-in'>

/** A talk, as far as somebody can be signed in to it. */
export interface SignableTalk {
  readonly asked: Asked
  /** As whom the group knows this visitor. */
  user(): string | undefined
  /** Rejects where that cannot be kept, or what checks it cannot be fetched. */
  signIn(token: string): Promise<TokenAnswer>
  /** Whether they are in, as whom, or which site may say so, has changed. */
  onStanding(listen: () => void): () => void
}

const DEADLINE_MS = 10_000
const SOONEST_MS = 30_000
const FIRST_PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 300_000

/** After `failures` of them in a row. */
export function pauseMs(failures: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, failures - 1))
}

/** Before a token's end: a tenth of what is left of it, and never in a hurry. */
export function refreshMs(endsAt: number, now: number): number {
  return Math.max(SOONEST_MS, Math.floor((endsAt - now) * 0.9))
}

export type Later = (act: () => void, ms: number) => () => void

/** What a page's function says, or a rejection where it says nothing in time. */
export function answerOf(source: TokenSource, asked: Asked, later: Later): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const stop = later(() => reject(new Error('The page gave no token in time.')), DEADLINE_MS)
    // It may throw as well as reject.
    Promise.resolve()
      .then(() => source(asked))
      .then(resolve, reject)
      .finally(stop)
  })
}
