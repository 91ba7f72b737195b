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

interface At {
  readonly allowance: Allowance
  readonly now: number
}

/** What may be spent now; less than nothing where more was taken than was there. */
export function leftAt({ left, at }: Budget, { allowance, now }: At): number {
  const earned = (Math.max(0, now - at) / 1_000) * allowance.perSecond
  return Math.min(allowance.burst, left + earned)
}

/** What is left after spending `cost`, or `undefined` when it was not there. */
export function spend(budget: Budget, cost: number, at: At): Budget | undefined {
  const left = leftAt(budget, at) - cost
  return left < 0 ? undefined : { left, at: at.now }
}
