/** Guesses what somebody meant who misspelt a name. */

/** The name with at most two letters wrong, missing or too many. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map((other) => ({ other, distance: distance(name, other) }))
    .toSorted((left, right) => left.distance - right.distance)
  return best !== undefined && best.distance <= 2 ? best.other : undefined
}

function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, at) => at)
  for (const [at, letter] of [...left].entries()) {
    const next = [at + 1]
    for (const [other, there] of [...right].entries()) {
      const change = (row[other] ?? 0) + (letter === there ? 0 : 1)
      next.push(Math.min(change, (row[other + 1] ?? 0) + 1, (next[other] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
