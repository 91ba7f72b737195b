/** Token buckets: so much at once, so much a second after that. Pure; the caller tells the time. */

export interface Allowance {
  readonly perSecond: number
  readonly burst: number
}

export interface Budget {
  readonly left: number
  readonly at: number
}

export function newBudget({ burst }: Allowance, now: number): Budget {
  return { left: burst, at: now }
}

/** What is left after spending `cost`, or `undefined` when it was not there. */
export function spend(
  budget: Budget,
  cost: number,
  { allowance, now }: { readonly allowance: Allowance; readonly now: number },
): Budget | undefined {
  const earned = (Math.max(0, now - budget.at) / 1_000) * allowance.perSecond
  const left = Math.min(allowance.burst, budget.left + earned) - cost
  return left < 0 ? undefined : { left, at: now }
}
