/** Counts what a parse costs, in characters looked at: a bound that holds on every machine. */
export interface Meter {
  steps: number
}
