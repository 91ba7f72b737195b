/** Many seeds of one row, and what they came to. */
import { APART } from './apart.ts'
import { BADGES } from './badges.ts'
import { EIGHT_DAYS } from './eight-days.ts'
import { FLAPPING } from './flapping.ts'
import { HARD_TIMES } from './hard-times.ts'
import type { Outcome, Row, Size } from './row.ts'

export const ROWS: readonly Row[] = [APART, HARD_TIMES, BADGES, FLAPPING, EIGHT_DAYS]

export interface RowWanted {
  readonly row: number
  readonly seedsCount: number
  /** The first; the others follow it. */
  readonly seed: number
  readonly size?: Size
  onOutcome?(outcome: Outcome): void
}

export interface RowResult {
  readonly playedCount: number
  readonly figures: Readonly<Record<string, number>>
  /** One line each, and how to see it again. */
  readonly failures: readonly string[]
}

/** Throws for a row that is not played here. */
export async function runRow({
  row,
  seedsCount,
  seed,
  size = 'full',
  onOutcome,
}: RowWanted): Promise<RowResult> {
  const scene = ROWS.find((one) => one.row === row)
  if (scene === undefined)
    throw new Error(`Rows are ${ROWS.map((one) => one.row).join(', ')}, and not ${row}.`)
  const outcomes: Outcome[] = []
  const failures: string[] = []
  for (let at = seed; at < seed + seedsCount; at++) {
    const outcome = await playSafely(scene, at, size)
    outcomes.push(outcome)
    onOutcome?.(outcome)
    for (const fault of outcome.faults) failures.push(`${fault}\n  ${againLine(row, at)}`)
  }
  return { playedCount: outcomes.length, figures: sumFigures(outcomes), failures }
}

async function playSafely(scene: Row, seed: number, size: Size): Promise<Outcome> {
  try {
    return await scene.play(seed, size)
  } catch (error) {
    return {
      faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
      figures: {},
    }
  }
}

function againLine(row: number, seed: number): string {
  return `Again: npm run sim -- --kind peers --row ${row} --seeds 1 --seed ${seed}`
}

function sumFigures(outcomes: readonly Outcome[]): Readonly<Record<string, number>> {
  const all: Record<string, number> = {}
  const kinds = new Set(outcomes.flatMap((outcome) => outcome.kinds ?? []))
  if (kinds.size > 0) all['kinds'] = kinds.size
  for (const { figures } of outcomes)
    for (const [name, value] of Object.entries(figures)) {
      const before = all[name] ?? 0
      all[name] = name.endsWith('Ms') ? Math.max(before, value) : before + value
    }
  return all
}
