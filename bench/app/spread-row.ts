/** One thing measured several times, as a row: the middle of it beside its goal, the least and the most. */
import { percentile } from '../relay/arrivals.ts'
import type { Row } from '../report.ts'

/** In the unit that `what` names. */
export function rowOf(what: string, goal: number | undefined, measured: readonly number[]): Row {
  const round = (value: number): number => Math.round(value * 10) / 10
  return {
    '': what,
    goal: goal ?? '',
    median: round(percentile(measured, 0.5)),
    least: round(Math.min(...measured)),
    most: round(Math.max(...measured)),
    times: measured.length,
  }
}
