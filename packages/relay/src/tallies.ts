/** How many there are of each name; names nobody has take no room. */
export interface Tallies {
  of(name: string): number
  change(name: string, by: 1 | -1): void
}

export function newTallies(): Tallies {
  const counts = new Map<string, number>()
  return {
    of: (name) => counts.get(name) ?? 0,
    change(name, by) {
      const count = (counts.get(name) ?? 0) + by
      if (count > 0) counts.set(name, count)
      else counts.delete(name)
    },
  }
}
