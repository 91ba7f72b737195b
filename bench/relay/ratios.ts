/** How the contenders' figures stand to one of them. */
import type { Row } from '../report.ts'

/** A figure, and the contender whose own it is divided by. */
export interface Comparison {
  readonly figure: string
  readonly with: string
}

/** A column for each comparison, in the place behind its figure. */
export function withRatios(rows: readonly Row[], compare: readonly Comparison[]): readonly Row[] {
  return compare.reduce<readonly Row[]>((so, one) => so.map((row) => withRatio(row, so, one)), rows)
}

function withRatio(row: Row, rows: readonly Row[], { figure, with: other }: Comparison): Row {
  const base = rows.find(({ server }) => server === other)?.[figure]
  const own = row[figure]
  if (typeof base !== 'number' || typeof own !== 'number' || base === 0) return row
  const cells = Object.entries(row).flatMap(([name, cell]) =>
    name === figure
      ? [
          [name, cell],
          [`× ${other}`, Math.round((own / base) * 100) / 100],
        ]
      : [[name, cell]],
  )
  return Object.fromEntries(cells) as Row
}
