/**
 * Budgets that sessions share: of one device, over all its tabs and reconnections, and of one network
 * address, over all the devices somebody makes up there. Rule RE46.
 */
import { type Allowance, type Budget, newBudget, spend } from './budget.ts'
import type { Clock } from './ports.ts'

const SWEEP_MS = 60_000

export interface Meters {
  /** Whether there was so much left under this name, which is spent then. */
  spend(name: string, cost: number, allowance: Allowance): boolean
  count(): number
  close(): void
}

export function openMeters(clock: Clock): Meters {
  const budgets = new Map<string, { budget: Budget; readonly allowance: Allowance }>()

  /** A budget that is full again says nothing that a new one does not. */
  function sweep(): void {
    const now = clock.now()
    for (const [name, { budget, allowance }] of budgets)
      if (spend(budget, allowance.burst, { allowance, now }) !== undefined) budgets.delete(name)
  }

  const cancel = clock.every(SWEEP_MS, sweep)
  return {
    spend(name, cost, allowance) {
      const now = clock.now()
      const known = budgets.get(name)
      const left = spend(known?.budget ?? newBudget(allowance, now), cost, { allowance, now })
      if (left === undefined) return false
      if (known === undefined) budgets.set(name, { budget: left, allowance })
      else known.budget = left
      return true
    },
    count: () => budgets.size,
    close: cancel,
  }
}
