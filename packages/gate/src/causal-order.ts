/**
 * Steps in an order in which each comes after those it builds on.
 */

/**
 * Indices 0..count-1, each after all of `before(index)`; otherwise as near to the given order as
 * that allows, and straight on with what a step has just made possible. Steps of a cycle come last.
 */
export function inCausalOrder(
  count: number,
  before: (index: number) => readonly number[],
): readonly number[] {
  const after = Array.from({ length: count }, (): number[] => [])
  const open = Array.from({ length: count }, () => 0)
  for (let index = 0; index < count; index++) {
    for (const earlier of new Set(before(index))) {
      if (earlier === index) continue
      after[earlier]?.push(index)
      open[index] = (open[index] ?? 0) + 1
    }
  }
  const ready = open.flatMap((left, index) => (left === 0 ? [index] : [])).toReversed()
  const order: number[] = []
  for (let index = ready.pop(); index !== undefined; index = ready.pop()) {
    order.push(index)
    for (const later of after[index]?.toReversed() ?? []) {
      const left = (open[later] ?? 0) - 1
      open[later] = left
      if (left === 0) ready.push(later)
    }
  }
  if (order.length === count) return order
  const done = new Set(order)
  return [...order, ...[...open.keys()].filter((index) => !done.has(index))]
}
