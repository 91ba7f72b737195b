/** Lists that are too long: everybody's newest stand in them by turns, so that nobody fills one alone (AT195). */

/** As many of these, in their order: the first of each person, then the second of each, and so on. */
export function byTurns<T>(
  list: readonly T[],
  max: number,
  whose: (one: T) => unknown,
): readonly T[] {
  if (list.length <= max) return list
  const counts = new Map<unknown, number>()
  const turns = list.map((one) => {
    const turn = counts.get(whose(one)) ?? 0
    counts.set(whose(one), turn + 1)
    return turn
  })
  const first = list.map((_, at) => at).toSorted((a, b) => (turns[a] ?? 0) - (turns[b] ?? 0))
  const kept = new Set(first.slice(0, max))
  return list.filter((_, at) => kept.has(at))
}
