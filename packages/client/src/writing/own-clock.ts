/**
 * This device's hybrid logical clock: every own record is later than every one before it.
 *
 * A wrong wall clock cannot put own messages out of order; a remote time from far in the future
 * cannot drag it along. The relay's time corrects the wall clock where it contradicts it: how long an
 * answer was on its way nobody knows, so the quickest is believed until one does not fit it.
 */
import { type Hlc, hlcAt, hlcMs, MAX_CLOCK_LEAD_MS, nextHlc } from '@parley/protocol'
import type { RelayTime } from '../link/link-model.ts'
import type { Clock } from '../ports.ts'

export interface OwnClock {
  /** A new value, above all that were given or held. */
  next(): Hlc
  /** Epoch milliseconds, corrected by the relay's clock. */
  now(): number
  /** How far it lies ahead of the time that a relay told; 0 until one has told it. */
  aheadMs(hlc: Hlc): number
  /** An own record is held: never go below it. */
  holdOwn(hlc: Hlc): void
  /** Somebody else's record arrived: follow it, unless it is from the future. */
  meet(hlc: Hlc): void
  /** What was too far ahead was taken back: go on from now. */
  fallBack(): void
  /** The relay says what time it is. */
  correct(told: RelayTime): void
}

export function newOwnClock(clock: Clock): OwnClock {
  let last: Hlc = 0n
  let offsetMs = 0
  /** How long the answer that said so was waited for: the offset may be wrong by that much, and no more. */
  let waitedMs = 0
  let isTold = false
  const now = () => clock.now() + offsetMs

  function raise(hlc: Hlc): void {
    if (hlc > last) last = hlc
  }

  return {
    next() {
      last = nextHlc(last, now())
      return last
    },
    now,
    aheadMs: (hlc) => (isTold ? Math.max(0, hlcMs(hlc) - now()) : 0),
    holdOwn: raise,
    meet(hlc) {
      if (hlcMs(hlc) <= now() + MAX_CLOCK_LEAD_MS) raise(hlc)
      else raise(hlcAt(now()))
    },
    fallBack() {
      const latest = hlcAt(now())
      if (last > latest) last = latest
    },
    correct({ relayAt, dialledAt, heardAt }) {
      isTold = true
      const heardMs = relayAt - heardAt
      const waitMs = Math.max(0, heardAt - dialledAt)
      const fits = offsetMs >= heardMs && offsetMs <= heardMs + waitMs
      if (fits && waitMs >= waitedMs) return
      // Of the whole wait the dialling is the most: the relay spoke near its end.
      offsetMs = heardMs
      waitedMs = waitMs
    },
  }
}
