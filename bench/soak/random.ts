/** Choices that a seed repeats (mulberry32). Never for anything real. */

export interface Random {
  /** From 0 and below 1. */
  next(): number
  /** From 0 and below `end`. */
  below(end: number): number
  isLuck(chance: number): boolean
  /** A span whose mean is `mean`, as things come that know nothing of each other; never above six times it. */
  span(mean: number): number
}

export function newRandom(seed: number): Random {
  let state = seed >>> 0

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  return {
    next,
    below: (end) => Math.floor(next() * end),
    isLuck: (chance) => next() < chance,
    span: (mean) => Math.min(6, -Math.log(1 - next())) * mean,
  }
}
