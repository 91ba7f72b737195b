/**
 * The pace at which one session's records are judged: verifying costs the relay, not the sender.
 *
 * Honest work is never refused for it; it waits. And however much one session brings, the others get
 * their turn after a few hundred records. Rule RE32.
 */
import type { GroupId } from '@parley/protocol'
import { newBudget, spend } from './budget.ts'
import type { Allowance } from './budget.ts'
import type { Clock } from './ports.ts'

export interface Pace {
  /** Resolves when the session may go on, after this many of its records were judged. */
  pay(recordsCount: number, group?: GroupId): Promise<void>
}

/** Records after which everybody else gets a turn. */
const TURN_RECORDS = 250
const LOOK_AGAIN_MS = 100

export function newPace(ports: {
  readonly clock: Clock
  readonly allowance: Allowance
  /** Whether the group's share, which all its sessions have together, still had so many. */
  spendOf(group: GroupId, recordsCount: number): boolean
  /** Nobody waits for a session that has ended. */
  isOver(): boolean
}): Pace {
  const { clock, allowance, spendOf, isOver } = ports
  let budget = newBudget(allowance, clock.now())
  let sinceTurn = 0

  function wait(ms: number): Promise<void> {
    return new Promise((resolve) => void clock.after(ms, resolve))
  }

  return {
    async pay(recordsCount, group) {
      sinceTurn += recordsCount
      if (sinceTurn >= TURN_RECORDS) {
        sinceTurn = 0
        await wait(0)
      }
      const cost = Math.min(recordsCount, allowance.burst)
      let left = spend(budget, cost, { allowance, now: clock.now() })
      while (left === undefined && !isOver()) {
        await wait(LOOK_AGAIN_MS)
        left = spend(budget, cost, { allowance, now: clock.now() })
      }
      budget = left ?? budget
      if (group === undefined) return
      while (!isOver() && !spendOf(group, recordsCount)) await wait(LOOK_AGAIN_MS)
    },
  }
}
