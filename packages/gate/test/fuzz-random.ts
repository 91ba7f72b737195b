/** Choices that a seed repeats: a small xorshift generator, for tests only. */
export interface Random {
  /** A whole number from 0 up to, but not including, the bound. */
  below(bound: number): number
  pick<T>(items: readonly T[]): T
  bytes(length: number): Uint8Array
}

export function newRandom(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) | 0 || 1

  function below(bound: number): number {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % bound
  }

  return {
    below,
    pick(items) {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  }
}
